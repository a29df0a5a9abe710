import { ExposureItem } from './exposure-item';

/** What a section is about. */
export type ExposureTopic =
  'unprotected' | 'opened' | 'from-internet' | 'metadata' | 'dns' | 'service' | 'selects-nothing' | 'invalid-policy' | 'not-considered'
  | 'host-network' | 'announced' | 'to-internet' | 'provider-metadata' | 'outside';

/** A section, explained to somebody who has never heard of it. */
export interface ExposureTopicText {
  readonly topic: ExposureTopic;
  readonly title: string;
  /** Why it matters, and what to write: a sentence or two. */
  readonly meaning: string;
  /** Somebody has to look at what is found; otherwise it is told so that one knows. */
  readonly isForReview: boolean;
}

export interface ExposureSection extends ExposureTopicText {
  /** In order of who they are about. */
  readonly items: readonly ExposureItem[];
}

/** Every section, in the order in which they are told: those for review before the others. */
export const EXPOSURE_TOPICS: readonly ExposureTopicText[] = [
  {
    topic: 'unprotected',
    title: 'Protected by no policy',
    meaning: 'Without a NetworkPolicy everybody in the cluster reaches a pod, and it reaches everybody. Add one to the namespace that selects every pod and allows nothing.',
    isForReview: true,
  },
  {
    topic: 'opened',
    title: 'Opened to everybody by a policy',
    meaning: 'A policy is there, and what it allows is everything, so that it is as if there were none. Name the peers and the ports that are needed.',
    isForReview: true,
  },
  {
    topic: 'from-internet',
    title: 'Open to the internet, and announced by nothing',
    meaning: 'A policy lets public addresses in by a port that no Service, Ingress or route leads to from outside. Name the pods that call it instead.',
    isForReview: true,
  },
  {
    topic: 'metadata',
    title: 'May ask the cloud for its metadata',
    meaning: 'There an intruder in a pod finds the credentials of the node. Except the address from the block that holds it. Port 53, DNS on some platforms, is not counted.',
    isForReview: true,
  },
  {
    topic: 'dns',
    title: 'Cut off from DNS',
    meaning: 'Other things may leave these pods, but no name can be resolved. Allow UDP and TCP 53 to the resolver of the cluster.',
    isForReview: true,
  },
  {
    topic: 'service',
    title: 'Services, Ingresses and routes that lead nowhere',
    meaning: 'Who calls them gets no answer: no pod is behind them, nobody listens, or the policies let nobody through.',
    isForReview: true,
  },
  {
    topic: 'selects-nothing',
    title: 'Policies that select nothing',
    meaning: 'A selector that finds no pod protects nothing and allows nothing. It is a slip of the pen, or something was renamed or removed.',
    isForReview: true,
  },
  {
    topic: 'invalid-policy',
    title: 'Policies that Kubernetes does not understand',
    meaning: 'What cannot be read is shown as unknown. Where the API server refuses a policy, what is in the cluster is an older one or none.',
    isForReview: true,
  },
  {
    topic: 'not-considered',
    title: 'Policies of other makes',
    meaning: 'They decide as well who reaches whom, and were not considered: what is said here may be wider or narrower in the cluster.',
    isForReview: false,
  },
  {
    topic: 'host-network',
    title: 'In the network of the node',
    meaning: 'No NetworkPolicy applies to these pods, and no selector finds them.',
    isForReview: false,
  },
  {
    topic: 'announced',
    title: 'Announced to the outside',
    meaning: 'By these ports the outside is meant to come in, and by whom they are announced.',
    isForReview: false,
  },
  {
    topic: 'to-internet',
    title: 'May call the internet',
    meaning: 'Policies are for these pods, and let them call public addresses.',
    isForReview: false,
  },
  {
    topic: 'provider-metadata',
    title: 'May ask for the metadata of one provider',
    meaning: 'It matters only where the cluster runs at that provider.',
    isForReview: false,
  },
  {
    topic: 'outside',
    title: 'Peers outside of what was read',
    meaning: 'Rules name pods that are not among the objects that were read, such as those of the cluster itself: nobody can say here whether they are there.',
    isForReview: false,
  },
];

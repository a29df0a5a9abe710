import { Direction } from '../model/network-policy';
import { metadataWords, rangeWords } from './address-words';
import { AlikeWorkloads, End } from './alike-workloads';
import { AddressesEntity, Entity, isImplied, OutsideEntity, WorkloadsEntity } from './entities';
import { Mark, PictureNode } from './picture';
import { counted, shortReachWords } from './reach-words';

/** So many names are written into a node. */
const SHOWN_NAMES = 4;

/** What a node is but its id. */
export type NodeWords = Omit<PictureNode, 'id'>;

/** What the picture writes for somebody. */
export function nodeWords(entity: Entity): NodeWords {
  switch (entity.kind) {
    case 'workloads': return workloadsWords(entity);
    case 'addresses': return addressesWords(entity);
    case 'outside': return outsideWords(entity);
  }
}

/** What has to be seen of workloads. */
export function marksOf(ends: AlikeWorkloads['ends']): Mark[] {
  const { ingress, egress } = ends;
  if (isOpen(ingress) && isOpen(egress) && ingress.reason === egress.reason && ingress.open === egress.open) return [{ tone: 'open', text: bothWords(ingress) }];
  return [...endMarks('ingress', ingress), ...endMarks('egress', egress)];
}

function workloadsWords(entity: WorkloadsEntity): NodeWords {
  const { workloads, reached, ends } = entity.alike;
  const marks = marksOf(ends);
  const [first, ...others] = workloads;
  if (others.length === 0) return { kind: 'workloads', title: first.name, lines: [first.kind], marks, members: [first.text] };
  const names = workloads.map(({ name }) => name);
  const own = reached.get(entity.index);
  return {
    kind: 'workloads',
    title: counted(workloads.length, 'workload'),
    lines: [
      ...names.length > SHOWN_NAMES ? [...names.slice(0, SHOWN_NAMES - 1), `and ${names.length - SHOWN_NAMES + 1} more`] : names,
      ...own && !isImplied(entity, entity, own.allowed.isEmpty ? 'perhaps' : 'open') ? [`among each other: ${shortReachWords(own)}`] : [],
    ],
    marks,
    members: workloads.map(({ text }) => text),
  };
}

function addressesWords({ internet, ranges }: AddressesEntity): NodeWords {
  const members = rangeWords(ranges);
  if (internet) return { kind: 'internet', title: internet.title, lines: internet.lines, marks: [], members };
  const metadata = metadataWords(ranges);
  return {
    kind: 'addresses',
    title: members[0],
    lines: metadata === undefined ? members.slice(1) : ['metadata or credentials', 'of a cloud'],
    marks: [],
    members: metadata === undefined ? members : [`${members[0]}: ${metadata}`],
  };
}

function outsideWords({ pods: { text, namespace } }: OutsideEntity): NodeWords {
  const lines = ['not in what was read'];
  if (text === ANY_POD_TEXT) return { kind: 'outside', title: 'any other pod', lines, marks: [], members: ['every pod of the cluster that is not in what was read'] };
  const title = namespace === undefined ? text : text.slice(namespace.length + 1);
  return { kind: 'outside', title, lines: namespace === undefined ? lines : [`namespace ${namespace}`, ...lines], marks: [], members: [text] };
}

const ANY_POD_TEXT = '[any pod]';

function isOpen({ open }: End): boolean {
  return open !== 'nobody';
}

function bothWords({ reason, open }: End): string {
  if (reason === 'hostNetwork') return 'host network: no policy applies';
  if (reason === 'noPolicy') return 'no policy: open in and out';
  return open === 'anybody' ? 'rules open it in and out' : 'rules open it to all pods, in and out';
}

function endMarks(direction: Direction, { open, perhaps, reason }: End): Mark[] {
  const isIngress = direction === 'ingress';
  if (open === 'nobody') {
    return perhaps === 'nobody' ? [] : [{ tone: 'unknown', text: isIngress ? 'in: a policy is in doubt' : 'out: a policy is in doubt' }];
  }
  const why = reason === 'rules' ? 'rules' : reason === 'hostNetwork' ? 'host network' : 'no policy';
  if (open === 'pods') return [{ tone: 'open', text: isIngress ? `${why}: any pod may call it` : `${why}: may call any pod` }];
  return [{ tone: 'open', text: isIngress ? `${why}: anybody may call it` : `${why}: may call anybody` }];
}

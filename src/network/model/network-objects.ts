import { isObject } from '../../kubernetes/json';
import { Manifest } from '../../kubernetes/manifest';
import { Pod } from '../../kubernetes/pod';
import { Subject } from '../../kubernetes/subject';
import { Entrances } from './entrances';
import { NetworkPolicy } from './network-policy';
import { Owner, ownerOf } from './owner';
import { Labels, labelsOf, labelsOfPods } from './pod-labels';
import { portsOfPod } from './pod-ports';
import { readNetworkPolicy } from './read-network-policy';
import { ContainerPort, Workload, WorkloadPod } from './workload';

/** The namespace of what names none. */
export const DEFAULT_NAMESPACE = 'default';

/** The label by which Kubernetes itself names every namespace. */
export const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** Policies of other makes and levels, by API group and kind: they decide as well, and are not considered. */
const OTHER_POLICIES = new Set([
  'policy.networking.k8s.io/AdminNetworkPolicy', 'policy.networking.k8s.io/BaselineAdminNetworkPolicy', 'policy.networking.k8s.io/ClusterNetworkPolicy',
  'cilium.io/CiliumNetworkPolicy', 'cilium.io/CiliumClusterwideNetworkPolicy',
  'crd.projectcalico.org/NetworkPolicy', 'crd.projectcalico.org/GlobalNetworkPolicy', 'projectcalico.org/NetworkPolicy', 'projectcalico.org/GlobalNetworkPolicy',
  'crd.antrea.io/NetworkPolicy', 'crd.antrea.io/ClusterNetworkPolicy', 'k8s.cni.cncf.io/MultiNetworkPolicy',
  // The API server has not known it since Kubernetes 1.16.
  'extensions/NetworkPolicy',
]);

/** A namespace, declared or only named by what is in it. */
export interface KnownNamespace {
  readonly name: string;
  readonly labels: Labels;
  /** The object is there; otherwise nothing is known of its labels but its name. */
  readonly isDeclared: boolean;
}

interface PodDraft {
  readonly key: string;
  readonly subject: Subject;
  readonly namespace: string;
  readonly owner?: Owner;
  readonly pods: readonly Omit<WorkloadPod, 'workload'>[];
}

/**
 * What decides who reaches whom, gathered from objects that come one by one. Of each only a few words are kept.
 *
 * Lists have to be opened before: an object is one that the API server takes.
 */
export class NetworkObjects {
  public readonly policies: NetworkPolicy[] = [];
  /** Policies of other makes, which are not considered. */
  public readonly others: Subject[] = [];
  public readonly entrances = new Entrances();
  private readonly declared = new Map<string, Labels>();
  private readonly named = new Set<string>();
  private readonly drafts: PodDraft[] = [];

  /** @param subject its name, and where it will be applied to */
  public add(subject: Subject, manifest: Manifest): void {
    const { group, kind } = manifest;
    const namespace = subject.namespace || DEFAULT_NAMESPACE;
    this.entrances.add(subject, namespace, manifest);
    if (manifest.pods.length > 0) {
      // A PodTemplate is no pod, and makes none.
      if (group !== '' || kind !== 'PodTemplate') this.addPods(subject, namespace, manifest);
      return;
    }
    if (group === 'networking.k8s.io' && kind === 'NetworkPolicy') this.policies.push(readNetworkPolicy(subject, this.noted(namespace), manifest));
    else if (group === '' && kind === 'Namespace') this.declared.set(manifest.name, labelsOf(manifest.labels));
    else if (OTHER_POLICIES.has(`${group}/${kind}`) || kind.endsWith('NetworkPolicy')) this.others.push(subject);
  }

  /** Every namespace, in order of the names. */
  public namespaces(): KnownNamespace[] {
    return [...new Set([...this.declared.keys(), ...this.named])].sort().map(name => {
      const labels = this.declared.get(name);
      // Nobody can give it another value.
      return { name, labels: { ...labels, [NAMESPACE_NAME]: name }, isDeclared: labels !== undefined };
    });
  }

  /** Every workload, in order of the text. Pods, and what makes them, are folded into the topmost owner. */
  public workloads(): Workload[] {
    const byKey = new Map(this.drafts.map(draft => [draft.key, draft]));
    const ambiguous = this.ambiguousKeys();
    const folded = new Map<string, Folding>();
    for (const draft of this.drafts) {
      const { namespace, subject: { group } } = draft;
      const { name, kind } = topmost(draft, byKey);
      const isOther = draft.owner === undefined && group.includes('.') && ambiguous.has(draft.key);
      const text = `${namespace}/${name}[${isOther ? `${kind}.${group}` : kind}]`;
      const workload = folded.get(text) ?? { text, namespace, name, kind, pods: [] };
      folded.set(text, workload);
      for (const pod of draft.pods) workload.pods.push({ ...pod, workload });
    }
    return [...folded.values()].sort((a, b) => (a.text < b.text ? -1 : 1));
  }

  /** Of two objects of one kind and name but of different API groups, that of the group that is not Kubernetes' own is named with it. */
  private ambiguousKeys(): ReadonlySet<string> {
    const groups = new Map<string, string>();
    const ambiguous = new Set<string>();
    for (const { key, owner, subject: { group } } of this.drafts) {
      if (owner !== undefined) continue;
      if ((groups.get(key) ?? group) !== group) ambiguous.add(key);
      groups.set(key, group);
    }
    return ambiguous;
  }

  private addPods(subject: Subject, namespace: string, manifest: Manifest): void {
    const owner = ownerOf(manifest);
    this.drafts.push({
      key: keyOf(this.noted(namespace), subject),
      subject,
      namespace,
      ...owner && { owner },
      pods: manifest.pods.map(pod => podOf(pod, subject, namespace)),
    });
  }

  private noted(namespace: string): string {
    this.named.add(namespace);
    return namespace;
  }
}

interface Folding extends Workload {
  readonly pods: WorkloadPod[];
}

/** A Pod of a ReplicaSet of a Deployment is the Deployment's. */
function topmost(draft: PodDraft, byKey: ReadonlyMap<string, PodDraft>): Owner {
  let found: Owner = draft.subject;
  let owner = draft.owner;
  const passed = new Set<string>();
  while (owner !== undefined) {
    const key = keyOf(draft.namespace, owner);
    if (passed.has(key)) break;
    passed.add(key);
    found = owner;
    owner = byKey.get(key)?.owner;
  }
  return found;
}

function keyOf(namespace: string, { kind, name }: Owner): string {
  return `${namespace}/${kind}/${name}`;
}

const NO_NAMESERVERS: readonly string[] = [];

function podOf(pod: Pod, subject: Subject, namespace: string): Omit<WorkloadPod, 'workload'> {
  return {
    subject,
    path: pod.path,
    namespace,
    labels: labelsOfPods(pod, subject),
    ports: portsOfPod(pod),
    isHostNetwork: pod.spec.hostNetwork === true,
    nameservers: nameserversOf(pod),
  };
}

function nameserversOf({ spec: { dnsConfig } }: Pod): readonly string[] {
  if (!isObject(dnsConfig) || !Array.isArray(dnsConfig.nameservers)) return NO_NAMESERVERS;
  return dnsConfig.nameservers.filter(server => typeof server === 'string');
}

/** The ports of a pod that have a name and a protocol. */
export function portsNamed(ports: readonly ContainerPort[], protocol: string, name: string): number[] {
  return ports.filter(port => port.name === name && port.protocol === protocol).map(({ number }) => number);
}

import { PortProtocol } from '../connections/connection-set';
import { NetworkPolicy } from '../model/network-policy';
import { Selector } from '../model/selector';
import { ContainerPort, WorkloadPod } from '../model/workload';

/** Pods that no policy can tell from each other: they reach, and are reached, alike. */
export interface PodGroup {
  readonly index: number;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: readonly ContainerPort[];
  readonly isHostNetwork: boolean;
  readonly members: readonly WorkloadPod[];
}

/** Groups pods by their namespace and by what the policies ask for: labels and names of ports. */
export function podGroups(pods: readonly WorkloadPod[], policies: readonly NetworkPolicy[]): PodGroup[] {
  const asked = askedBy(policies);
  const groups = new Map<string, PodGroup & { readonly members: WorkloadPod[] }>();
  for (const pod of pods) {
    const key = keyOf(pod, asked);
    let group = groups.get(key);
    if (!group) {
      const { namespace, labels, ports, isHostNetwork } = pod;
      groups.set(key, group = { index: groups.size, namespace, labels, ports, isHostNetwork, members: [] });
    }
    group.members.push(pod);
  }
  return [...groups.values()];
}

/** What the policies look at. */
interface Asked {
  readonly labels: ReadonlySet<string>;
  readonly ports: ReadonlySet<string>;
}

function askedBy(policies: readonly NetworkPolicy[]): Asked {
  const labels = new Set<string>();
  const ports = new Set<string>();
  const ask = (selector: Selector): void => selector.requirements.forEach(({ key }) => labels.add(key));
  for (const { pods, ingress = [], egress = [] } of policies) {
    ask(pods);
    for (const rule of [...ingress, ...egress]) {
      rule.peers?.forEach(peer => { if (peer.kind === 'pods') ask(peer.pods); });
      rule.ports?.forEach(port => { if (port.kind === 'named') ports.add(portKey(port)); });
    }
  }
  return { labels, ports };
}

function keyOf({ namespace, labels, ports, isHostNetwork }: WorkloadPod, asked: Asked): string {
  const names = Object.keys(labels).filter(name => asked.labels.has(name)).sort();
  const named = ports.filter(port => asked.ports.has(portKey(port))).map(port => `${portKey(port)}:${port.number}`).sort();
  return JSON.stringify([namespace, isHostNetwork, names.map(name => [name, labels[name]]), named]);
}

function portKey({ protocol, name }: { readonly protocol: PortProtocol; readonly name: string }): string {
  return `${protocol}/${name}`;
}

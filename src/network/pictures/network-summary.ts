import { formatPath } from '../../kubernetes/field-path';
import { Network } from '../analysis/network';
import { connectionCount } from './edge-words';
import { Entities, Entity } from './entities';
import { counted } from './reach-words';

/** What a reviewer wants to know first. */
export interface NetworkSummary {
  readonly workloads: number;
  readonly namespaces: number;
  readonly policies: number;
  /** Pairs of a caller and a called that are allowed or may be; addresses with the same answer count once. */
  readonly connections: number;
  /** Workloads that no policy is for, or that rules open all the same, and how; sorted. */
  readonly open: readonly OpenWorkload[];
  /** `NetworkPolicy shop/web spec.ingress[0]: must be …` */
  readonly faults: readonly string[];
  /** Policies that were not considered. */
  readonly others: readonly string[];
}

export interface OpenWorkload {
  readonly text: string;
  /** `no policy for ingress and egress`, `no policy can be for pods in the network of their node` */
  readonly why: string;
}

/** Counts and findings of a network. */
export function networkSummary(network: Network, entities: Entities): NetworkSummary {
  const workloads = entities.all.filter(({ kind }) => kind === 'workloads');
  return {
    workloads: network.workloads.length,
    namespaces: new Set(network.workloads.map(({ namespace }) => namespace)).size,
    policies: network.policies.length,
    connections: connectionsAmong(entities),
    open: workloads.flatMap(openAmong).sort((a, b) => (a.text < b.text ? -1 : 1)),
    faults: network.policies
      .flatMap(({ subject, namespace, faults }) => faults.map(({ path, message }) => `NetworkPolicy ${namespace}/${subject.name} ${formatPath(path)} ${message}`))
      .sort(),
    others: network.objects.others.map(({ kind, namespace, name }) => `${kind} ${namespace ? `${namespace}/` : ''}${name}`).sort(),
  };
}

/** `12 workloads in 1 namespace, 14 NetworkPolicies, 41 connections` */
export function summaryWords({ workloads, namespaces, policies, connections }: NetworkSummary): string {
  return [
    `${counted(workloads, 'workload')} in ${counted(namespaces, 'namespace')}`,
    counted(policies, 'NetworkPolicy', 'NetworkPolicies'),
    counted(connections, 'connection'),
  ].join(', ');
}

/** How well the workloads are covered, in a sentence. */
export function coverageWords({ workloads, open }: NetworkSummary): string {
  if (workloads === 0) return 'There is no workload in what was read.';
  if (open.length === 0) return 'Policies restrict every workload, in both directions.';
  return `${open.length} of ${counted(workloads, 'workload')} ${open.length === 1 ? 'is' : 'are'} open in at least one direction.`;
}

function connectionsAmong({ all, rows }: Entities): number {
  let count = 0;
  rows.forEach((row, from) => row.forEach((_, to) => { count += connectionCount([all[from]], [all[to]]); }));
  return count;
}

function openAmong(entity: Entity): OpenWorkload[] {
  if (entity.kind !== 'workloads') return [];
  const { ends, workloads } = entity.alike;
  const open = (['ingress', 'egress'] as const).filter(direction => ends[direction].open !== 'nobody');
  if (open.length === 0) return [];
  const isBoth = open.length === 2 && ends.ingress.reason === ends.egress.reason && ends.ingress.open === ends.egress.open;
  const why = (isBoth ? [open] : open.map(direction => [direction])).map(directions => {
    const { reason, open: toWhom } = ends[directions[0]];
    if (reason === 'hostNetwork') return 'in the network of its node, where no policy applies';
    if (reason === 'noPolicy') return `no policy for ${directions.join(' and ')}`;
    return `rules open ${directions.join(' and ')} to ${toWhom === 'pods' ? 'every pod' : 'everybody'} by every port`;
  });
  return workloads.map(({ text }) => ({ text, why: [...new Set(why)].join('; ') }));
}

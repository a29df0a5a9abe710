import { IConstruct } from 'constructs';
import { nearest } from '../kubernetes/nearest';
import { AddressRange, differenceOf, intersectionOf, unionOf } from '../network/addresses/address-range';
import { Network } from '../network/analysis/network';
import { externalPeer } from '../network/analysis/network-peer';
import { Endpoint, endpointOf } from '../network/explain/endpoint';
import { Direction, DIRECTIONS, NetworkPolicy } from '../network/model/network-policy';
import { Workload, WorkloadPod } from '../network/model/workload';
import { PodSelection, plainExamples, selectedPods, toldExamples } from './pod-selection';

/** So many workloads are named. */
const NAMED = 10;

/** Whom somebody asks about: any of these. */
export interface DescribedPeer {
  /** `shop/Web`, `the internet`, `10.0.0.0/8` */
  readonly text: string;
  readonly pods?: (network: Network) => readonly WorkloadPod[];
  readonly selections?: readonly PodSelection[];
  readonly ranges?: readonly AddressRange[];
  /** Those of the addresses without which it is not reached, or does not reach; by default all. */
  readonly required?: readonly AddressRange[];
}

/** One of those that a peer stands for. */
export interface End {
  readonly endpoint: Endpoint;
  /** The pods that it is about, where they were read. */
  readonly pod?: WorkloadPod;
  /** It stands for pods for which perhaps no policy is, whatever is for it. */
  readonly mayBeOpen?: boolean;
}

/** Those that a peer stands for in a network. */
export interface Ends {
  readonly text: string;
  /** What is true of the peer is true of each of these. */
  readonly each: readonly End[];
  readonly pods: readonly WorkloadPod[];
  readonly selections: readonly PodSelection[];
  readonly ranges: readonly AddressRange[];
  /** What may be true of the peer may be true of one of these. */
  any(facing: Ends): readonly End[];
}

/** @param direction that in which the policies of the peer decide: egress for whoever calls */
export function endsOf(network: Network, described: DescribedPeer, direction: Direction): Ends {
  const { text, selections = [], ranges = [], required = ranges } = described;
  const pods = unique([...described.pods?.(network) ?? [], ...selections.flatMap(selection => selectedPods(network, selection))]);
  const read = endsOfPods(network, pods);
  const addresses = (of: readonly AddressRange[]) => addressEnds(network, of, direction === 'egress' ? 'ingress' : 'egress', text);
  const each = [...read, ...selections.flatMap(selection => plainExamples(network, selection)).map(asEnd), ...addresses(required)];
  const isWhole = selections.length === 0 && required === ranges;
  return {
    text,
    each,
    pods,
    selections,
    ranges,
    any: facing => {
      if (isWhole) return each;
      const others = selections.length === 0 ? [] : policiesFor(network, facing);
      return [...read, ...selections.flatMap(selection => toldExamples(network, selection, direction, others)), ...addresses(ranges)];
    },
  };
}

/** The pods of the objects that constructs make, at a construct or below it. */
export function podsBelow(construct: IConstruct): (network: Network) => readonly WorkloadPod[] {
  const { path } = construct.node;
  return ({ workloads }) => workloads.flatMap(({ pods }) => pods)
    .filter(({ subject: { constructPath } }) => path === '' || constructPath === path || constructPath.startsWith(`${path}/`));
}

/**
 * The pods of the workload of that name.
 *
 * @param name `shop/web` or `shop/web[Deployment]`
 * @throws when there is none.
 */
export function podsNamed(name: string): (network: Network) => readonly WorkloadPod[] {
  return ({ workloads }) => {
    const found = workloads.filter(workload => workload.text === name || nameOf(workload) === name);
    if (found.length > 0) return found.flatMap(({ pods }) => pods);
    const names = workloads.map(nameOf);
    const more = names.length - NAMED;
    const all = names.length === 0 ? 'there is none at all' : `there are ${names.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
    throw new Error(`there is no workload '${name}'${nearest(name, names)}: ${all}. Write it as namespace/name, or namespace/name[Kind].`);
  };
}

function nameOf({ namespace, name }: Workload): string {
  return `${namespace}/${name}`;
}

/** One for all pods that no policy can tell from each other. */
function endsOfPods(network: Network, pods: readonly WorkloadPod[]): End[] {
  const found = new Map<string, End>();
  for (const pod of pods) {
    const key = `${pod.workload.text} ${network.groupOf(pod).index}`;
    if (!found.has(key)) found.set(key, { endpoint: endpointOf(pod, network), pod });
  }
  return [...found.values()];
}

/** @param rules the direction of the rules that tell addresses from each other */
function addressEnds({ atoms }: Network, ranges: readonly AddressRange[], rules: Direction, text: string): End[] {
  const told = atoms[rules].ranges;
  const parts = [...told.map(atom => intersectionOf(ranges, [atom])), differenceOf(ranges, told)].filter(part => part.length > 0);
  return parts.map(part => asEnd({ kind: 'address', text: parts.length === 1 ? text : textOfPart(part, ranges, text), ranges: part }));
}

/** What a part of addresses is called: `the internet (IPv4)` for all of a family. */
function textOfPart(part: readonly AddressRange[], whole: readonly AddressRange[], text: string): string {
  const [first, ...others] = unionOf(part);
  const isWholeFamily = differenceOf(whole.filter(({ family }) => family === first.family), part).length === 0;
  if (isWholeFamily) return `${text} (IPv${first.family})`;
  return `${externalPeer(first).text}${others.length === 0 ? '' : ` and ${others.length} more`}`;
}

/** The policies that decide at the other end. */
function policiesFor({ policies, namespaces }: Network, { pods, selections }: Ends): NetworkPolicy[] {
  const labels = new Map(namespaces.map(namespace => [namespace.name, namespace.labels]));
  const selectors = selections.flatMap(selection => selection.namespaces);
  const isOfSelection = ({ namespace }: NetworkPolicy) => selectors.some(selector => selector.selects(labels.get(namespace) ?? {}));
  return policies.filter(policy => DIRECTIONS.some(direction => policy[direction] !== undefined)
    && (isOfSelection(policy) || pods.some(pod => pod.namespace === policy.namespace && policy.pods.selects(pod.labels))));
}

function asEnd(endpoint: Endpoint): End {
  return { endpoint };
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}

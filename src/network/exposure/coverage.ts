import { AddressRange, differenceOf, unionOf } from '../addresses/address-range';
import { NODE_ADDRESSES } from '../addresses/known-addresses';
import { AddressAtoms } from '../analysis/address-atoms';
import { Network } from '../analysis/network';
import { BlockRow, PolicyRow } from '../analysis/policy-row';
import { ConnectionSet } from '../connections/connection-set';
import { Direction, DIRECTIONS, NetworkPolicy, PolicyRule } from '../model/network-policy';
import { WorkloadPod } from '../model/workload';
import { RowMemo } from './row-memo';

/** Whether policies isolate some pods in one direction, judged by their effect. */
export interface Coverage {
  readonly direction: Direction;
  /** A policy in force is for the pods, and all of them together do not let everybody through by every port. */
  readonly isIsolated: boolean;
  /** The pods are in the network of their node, where no policy can isolate them. */
  readonly isHostNetwork: boolean;
  /** The rules that let everybody through by every port: each alone, or all of them together. */
  readonly openedBy: readonly OpeningRule[];
  /** Policies for the pods that the API server would refuse: they may not be in force. */
  readonly doubtful: readonly NetworkPolicy[];
}

/** A rule that, alone or with others, lets everybody through by every port. */
export interface OpeningRule {
  readonly policy: NetworkPolicy;
  readonly rule: PolicyRule;
}

const NOT_OPENED: readonly OpeningRule[] = [];
/** Whatever a machine may have for its address; of IPv4, which every cluster has or reaches. */
const EVERY_ADDRESS: readonly AddressRange[] = NODE_ADDRESSES.filter(({ family }) => family === 4);

/** One of so many addresses: less than 10.0.0.0/8, which is a hole that people mean. */
const SMALL_HOLE = 256n;

const openings = new RowMemo<readonly OpeningRule[]>();

/** Ingress, then egress. */
export function coverageOf(network: Network, pod: WorkloadPod): readonly Coverage[] {
  return DIRECTIONS.map(direction => coverageFor(network, pod, direction));
}

/** In one direction. */
export function coverageFor(network: Network, pod: WorkloadPod, direction: Direction): Coverage {
  const { certain, possible } = network.policiesOf(pod, direction);
  const openedBy = certain.length === 0 ? NOT_OPENED : openings.of(network, pod, direction, () => openingsOf(network, pod, direction));
  const isIsolated = certain.length > 0 && openedBy.length === 0;
  return { direction, isIsolated, isHostNetwork: pod.isHostNetwork, openedBy, doubtful: possible };
}

function openingsOf(network: Network, pod: WorkloadPod, direction: Direction): readonly OpeningRule[] {
  if (!opensEverything(network.row(pod, direction))) return NOT_OPENED;
  const rules = network.policiesOf(pod, direction).certain.flatMap(policy => policy[direction]!.map(rule => ({ policy, rule })));
  const alone = rules.filter(({ rule: { peers, ports } }) => peers === undefined && ports === undefined);
  return alone.length > 0 ? alone : rules.filter(({ rule }) => isForMany(rule));
}

/** Every pod and every address, or all but few, by all ports. */
function opensEverything({ anybody, everyPod, blocks }: PolicyRow): boolean {
  return anybody.isAll || (everyPod.isAll && blocks.length > 0 && isNearlyAll(reachedByAll(anybody, blocks)));
}

/** A hole, such as one excepted address, closes nothing that matters. */
function isNearlyAll(ranges: readonly AddressRange[]): boolean {
  return sizeOf(differenceOf(EVERY_ADDRESS, ranges)) * SMALL_HOLE < sizeOf(EVERY_ADDRESS);
}

function sizeOf(ranges: readonly AddressRange[]): bigint {
  return ranges.reduce((size, { first, last }) => size + last - first + 1n, 0n);
}

/** The addresses that are reached by every port, by all blocks together. */
function reachedByAll(anybody: ConnectionSet, blocks: readonly BlockRow[]): AddressRange[] {
  const whole = blocks.filter(({ set }) => set.isAll);
  if (whole.length === blocks.length) return unionOf(whole.flatMap(({ ranges }) => ranges));
  const atoms = new AddressAtoms(blocks.flatMap(({ ranges }) => ranges), [4]);
  const sets = atoms.ranges.map(() => anybody);
  for (const { ranges, set } of blocks) {
    for (const range of ranges) {
      const [from, to] = atoms.within(range);
      for (let index = from; index < to; index++) sets[index] = sets[index].union(set);
    }
  }
  return atoms.ranges.filter((_, index) => sets[index].isAll);
}

/** Whether a rule takes part in opening everything: it is for everybody, for every pod, or for addresses. */
function isForMany({ peers }: PolicyRule): boolean {
  return peers === undefined || peers.some(peer => peer.kind === 'block' || (peer.namespaces?.isEmpty === true && peer.pods.isEmpty));
}

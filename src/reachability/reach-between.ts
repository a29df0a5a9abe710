import { unionOf } from '../network/addresses/address-range';
import { Network, Reach } from '../network/analysis/network';
import { externalPeer, NetworkPeer, outsidePeer, workloadPeer } from '../network/analysis/network-peer';
import { ConnectionSet } from '../network/connections/connection-set';
import { explanation } from '../network/explain/explanation';
import { Direction } from '../network/model/network-policy';
import { WorkloadPod } from '../network/model/workload';
import { End, Ends } from './described-peer';

const { NONE } = ConnectionSet;

/** One who calls, and one who is called. */
export interface Pair {
  readonly from: End;
  readonly to: End;
}

/** By which ports one end reaches another. */
export function reachBetween(network: Network, { from, to }: Pair): Reach {
  if (from.pod === undefined || to.pod === undefined) {
    const { allowed, egress, ingress } = explanation(network, from.endpoint, to.endpoint);
    return { allowed, unknown: possibleAt(from, egress).intersection(possibleAt(to, ingress)).difference(allowed) };
  }
  const [caller, called] = [network.groupOf(from.pod), network.groupOf(to.pod)];
  const allowed = network.certain.between(caller, called);
  return { allowed, unknown: network.possible === network.certain ? NONE : network.possible.between(caller, called).difference(allowed) };
}

function possibleAt({ mayBeOpen }: End, { allowed, unknown }: Reach): ConnectionSet {
  return mayBeOpen ? ConnectionSet.ALL : allowed.union(unknown);
}

/** What is true of two peers is true of each of these pairs. A workload and itself are one only where somebody asks about nothing else. */
export function eachPair(from: Ends, to: Ends): Pair[] {
  const pairs = pairsOf(from.each, to.each);
  const others = pairs.filter(pair => pair.from.pod === undefined || pair.from.pod.workload !== pair.to.pod?.workload);
  return others.length > 0 ? others : pairs;
}

/** What may be true of two peers may be true of one of these pairs. */
export function anyPair(from: Ends, to: Ends): Pair[] {
  return pairsOf(from.any(to), to.any(from));
}

function pairsOf(from: readonly End[], to: readonly End[]): Pair[] {
  return from.flatMap(caller => to.map((called): Pair => ({ from: caller, to: called })));
}

/** Somebody whom pods talk to, or may talk to. */
export interface OtherEnd extends Reach {
  readonly peer: NetworkPeer;
}

/** Everybody whom the pods of a workload may talk to in one direction, itself left out. */
export function othersOf(network: Network, pod: WorkloadPod, direction: Direction): OtherEnd[] {
  const { certain, possible, workloads, atoms } = network;
  const group = network.groupOf(pod);
  const found = new Map<string, OtherEnd>();
  const add = (peer: NetworkPeer, allowed: ConnectionSet, perhaps: ConnectionSet): void => {
    const known = found.get(peer.text);
    const all = allowed.union(known?.allowed ?? NONE);
    const unknown = perhaps.union(known?.unknown ?? NONE).difference(all);
    if (!all.isEmpty || !unknown.isEmpty) found.set(peer.text, { peer, allowed: all, unknown });
  };
  for (const workload of workloads) {
    if (workload === pod.workload) continue;
    for (const other of new Set(workload.pods.map(one => network.groupOf(one)))) {
      const [from, to] = direction === 'egress' ? [group, other] : [other, group];
      add(workloadPeer(workload), certain.between(from, to), possible.between(from, to));
    }
  }
  const [allowedAt, perhapsAt] = [certain, possible].map(reading => reading.atAtoms(group, direction, atoms[direction]));
  const byAnswer = new Map<string, number[]>();
  atoms[direction].ranges.forEach((_, index) => {
    const answer = `${(allowedAt.get(index) ?? NONE).text} ${(perhapsAt.get(index) ?? NONE).text}`;
    byAnswer.set(answer, [...byAnswer.get(answer) ?? [], index]);
  });
  for (const [first, ...more] of byAnswer.values()) {
    const ranges = unionOf([first, ...more].map(index => atoms[direction].ranges[index]));
    ranges.forEach(range => add(externalPeer(range), allowedAt.get(first) ?? NONE, perhapsAt.get(first) ?? NONE));
  }
  for (const { who, set } of certain.outside(group, direction)) add(outsidePeer(who), set, NONE);
  for (const { who, set } of possible.outside(group, direction)) add(outsidePeer(who), NONE, set);
  return [...found.values()].sort((a, b) => (a.peer.text < b.peer.text ? -1 : 1));
}

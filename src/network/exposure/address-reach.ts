import { AddressRange, overlap } from '../addresses/address-range';
import { Network, Reach } from '../analysis/network';
import { ConnectionSet } from '../connections/connection-set';
import { portsNamed } from '../model/network-objects';
import { BlockPeer, Direction, NetworkPolicy, PolicyRule } from '../model/network-policy';
import { ContainerPort, WorkloadPod } from '../model/workload';
import { RowMemo } from './row-memo';

const { NONE, ALL } = ConnectionSet;

/** By which ports some pods talk to any of some addresses, and by which rules. */
export interface AddressReach {
  readonly reach: Reach;
  /** The rules that allow it; none where no policy is for the pods, so that everything is allowed. Those of doubtful policies are among them. */
  readonly rules: readonly AllowingRule[];
}

/** A rule that allows something. */
export interface AllowingRule {
  readonly policy: NetworkPolicy;
  readonly rule: PolicyRule;
  /** The block of the rule; undefined where the rule is for everybody. */
  readonly peer?: BlockPeer;
  /** By which ports. */
  readonly set: ConnectionSet;
}

const memos = new WeakMap<readonly AddressRange[], { readonly [direction in Direction]: RowMemo<AddressReach> }>();
const EVERYTHING: AddressReach = { reach: { allowed: ALL, unknown: NONE }, rules: [] };

/**
 * By which ports some pods reach any of some addresses, or are reached from any of them.
 *
 * @param ranges always the same list for the same addresses: what was worked out for it is known by it
 */
export function addressReach(network: Network, pod: WorkloadPod, direction: Direction, ranges: readonly AddressRange[]): AddressReach {
  let memo = memos.get(ranges);
  if (!memo) memos.set(ranges, memo = { ingress: new RowMemo(), egress: new RowMemo() });
  return memo[direction].of(network, pod, direction, () => workOutReach(network, pod, direction, ranges));
}

/** As {@link addressReach}, for whoever remembers it himself. */
export function workOutReach(network: Network, pod: WorkloadPod, direction: Direction, ranges: readonly AddressRange[]): AddressReach {
  const { certain, possible } = network.policiesOf(pod, direction);
  if (certain.length === 0 && possible.length === 0) return EVERYTHING;
  const sure = rulesOf(certain, direction, ranges, pod.ports);
  const unsure = rulesOf(possible, direction, ranges, pod.ports);
  const allowed = unionOf(sure);
  // Where no policy in force is for the pods, there may be none at all.
  const perhaps = certain.length === 0 ? ALL : allowed.union(unionOf(unsure));
  return { reach: { allowed, unknown: perhaps === allowed ? NONE : perhaps.difference(allowed) }, rules: [...sure, ...unsure] };
}

function rulesOf(
  policies: readonly NetworkPolicy[], direction: Direction, ranges: readonly AddressRange[], own: readonly ContainerPort[],
): AllowingRule[] {
  return policies.flatMap(policy => policy[direction]!.flatMap((rule): AllowingRule[] => {
    const set = portsOf(rule, direction === 'ingress' ? own : []);
    if (set.isEmpty) return [];
    if (rule.peers === undefined) return [{ policy, rule, set }];
    return rule.peers.flatMap(peer => (peer.kind === 'block' && overlap(peer.ranges, ranges) ? [{ policy, rule, peer, set }] : []));
  }));
}

/** An address has no named ports: those of a rule are the ports of whoever is called, if that is a pod. */
function portsOf({ ports }: PolicyRule, called: readonly ContainerPort[]): ConnectionSet {
  if (ports === undefined) return ALL;
  return ports.reduce((set, port) => {
    if (port.kind === 'numbered') return set.union(port.set);
    return portsNamed(called, port.protocol, port.name).reduce((all, number) => all.union(ConnectionSet.ports(port.protocol, number)), set);
  }, NONE);
}

function unionOf(rules: readonly AllowingRule[]): ConnectionSet {
  return rules.reduce((all, { set }) => all.union(set), NONE);
}

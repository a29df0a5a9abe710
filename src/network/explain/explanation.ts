import { differenceOf, overlap } from '../addresses/address-range';
import { NODE_ADDRESSES } from '../addresses/known-addresses';
import { Network, Reach } from '../analysis/network';
import { ConnectionSet } from '../connections/connection-set';
import { portsNamed } from '../model/network-objects';
import { Direction, NetworkPolicy, PolicyPeer, PolicyRule } from '../model/network-policy';
import { Endpoint, PodEndpoint } from './endpoint';

const { NONE, ALL } = ConnectionSet;

/** Why one end reaches the other, or does not. A connection has to be allowed at both. */
export interface Explanation extends Reach {
  readonly from: Endpoint;
  readonly to: Endpoint;
  /** What whoever calls is allowed. */
  readonly egress: Side;
  /** What whoever is called lets in. */
  readonly ingress: Side;
}

/** What is decided at one end. */
export interface Side extends Reach {
  readonly direction: Direction;
  /**
   * Why it is as it is: `addresses` are nobody's pods; pods in the network of their node are under no policy; without a policy all is open;
   * otherwise the policies decide.
   */
  readonly reason: 'addresses' | 'hostNetwork' | 'noPolicy' | 'policies';
  /** Every policy for the pods in this direction. */
  readonly policies: readonly PolicyVerdict[];
}

/** What one policy allows of it. */
export interface PolicyVerdict extends Reach {
  readonly policy: NetworkPolicy;
  /** Every rule in this direction, those that allow nothing of it as well. */
  readonly rules: readonly RuleVerdict[];
}

/** What one rule allows of it. */
export interface RuleVerdict extends Reach {
  readonly rule: PolicyRule;
  /** The peers of the rule that it matches; none where the rule is for everybody. */
  readonly matched: readonly PolicyPeer[];
  /** The rule is for the other end, whatever the ports; a rule that is not allows nothing of it. */
  readonly isForPeer: boolean;
}

/** Explains one connection, rule by rule. */
export function explanation(network: Network, from: Endpoint, to: Endpoint): Explanation {
  const egress = sideOf(network, 'egress', from, to);
  const ingress = sideOf(network, 'ingress', to, from);
  const allowed = egress.allowed.intersection(ingress.allowed);
  const possible = egress.allowed.union(egress.unknown).intersection(ingress.allowed.union(ingress.unknown));
  return { from, to, egress, ingress, allowed, unknown: possible.difference(allowed) };
}

function sideOf({ policies }: Network, direction: Direction, own: Endpoint, peer: Endpoint): Side {
  if (own.kind === 'address') return { direction, reason: 'addresses', policies: [], allowed: ALL, unknown: NONE };
  if (own.isHostNetwork) return { direction, reason: 'hostNetwork', policies: [], allowed: ALL, unknown: NONE };
  const verdicts = policies.filter(policy => isFor(policy, own, direction)).map(policy => verdictOf(policy, direction, own, peer));
  if (verdicts.length === 0) return { direction, reason: 'noPolicy', policies: [], allowed: ALL, unknown: NONE };
  return { direction, reason: 'policies', policies: verdicts, ...together(verdicts) };
}

/** A policy that may not be in force allows nothing for certain; and where it is the only one, there may be none. */
function together(verdicts: readonly PolicyVerdict[]): Reach {
  const inForce = verdicts.filter(({ policy }) => !policy.isDoubtful);
  const allowed = unionOf(inForce.map(verdict => verdict.allowed));
  const possible = inForce.length === 0 ? ALL : unionOf(verdicts.flatMap(verdict => [verdict.allowed, verdict.unknown]));
  return { allowed, unknown: possible.difference(allowed) };
}

function isFor(policy: NetworkPolicy, { namespace, labels }: PodEndpoint, direction: Direction): boolean {
  return policy[direction] !== undefined && policy.namespace === namespace && policy.pods.selects(labels);
}

function verdictOf(policy: NetworkPolicy, direction: Direction, own: PodEndpoint, peer: Endpoint): PolicyVerdict {
  const rules = policy[direction]!.map(rule => ruleVerdict(policy, rule, direction === 'ingress' ? own : peer, peer));
  const allowed = unionOf(rules.map(rule => rule.allowed));
  return { policy, rules, allowed, unknown: unionOf(rules.map(rule => rule.unknown)).difference(allowed) };
}

/** @param called who is called, whose ports the rule may name */
function ruleVerdict(policy: NetworkPolicy, rule: PolicyRule, called: Endpoint, peer: Endpoint): RuleVerdict {
  const ports = portsOf(rule, called);
  if (rule.peers === undefined) return { rule, matched: [], isForPeer: true, ...ports };
  const certain = rule.peers.filter(one => matches(one, policy, peer, false));
  if (certain.length > 0) return { rule, matched: certain, isForPeer: true, ...ports };
  const possible = rule.peers.filter(one => matches(one, policy, peer, true));
  const unknown = possible.length === 0 ? NONE : ports.allowed.union(ports.unknown);
  return { rule, matched: possible, isForPeer: possible.length > 0, allowed: NONE, unknown };
}

/** @param isPossible whether a node may have an address that nobody knows */
function matches(peer: PolicyPeer, policy: NetworkPolicy, other: Endpoint, isPossible: boolean): boolean {
  if (other.kind === 'address') return peer.kind === 'block' && overlap(peer.ranges, other.ranges);
  if (other.isHostNetwork) {
    if (peer.kind === 'pods') return false;
    if (isPossible) return overlap(peer.ranges, NODE_ADDRESSES);
    return differenceOf(NODE_ADDRESSES.filter(({ family }) => family === 4), peer.ranges).length === 0;
  }
  if (peer.kind === 'block') return false;
  const isThere = peer.namespaces === undefined ? policy.namespace === other.namespace : peer.namespaces.selects(other.namespaceLabels);
  return isThere && peer.pods.selects(other.labels);
}

/** The numbers of named ports are those of whoever is called; addresses, and nodes, have none. */
function portsOf({ ports }: PolicyRule, called: Endpoint): Reach {
  if (ports === undefined) return { allowed: ALL, unknown: NONE };
  const declared = called.kind === 'address' || called.isHostNetwork ? [] : called.ports;
  const allowed = unionOf(ports.map(port => {
    if (port.kind === 'numbered') return port.set;
    return unionOf(portsNamed(declared ?? [], port.protocol, port.name).map(number => ConnectionSet.ports(port.protocol, number)));
  }));
  if (declared !== undefined) return { allowed, unknown: NONE };
  const possible = unionOf(ports.map(port => (port.kind === 'named' ? ConnectionSet.protocol(port.protocol) : NONE)));
  return { allowed, unknown: possible.difference(allowed) };
}

function unionOf(sets: readonly ConnectionSet[]): ConnectionSet {
  return sets.reduce((union, set) => union.union(set), NONE);
}

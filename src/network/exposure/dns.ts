import { AddressRange, differenceOf, overlap } from '../addresses/address-range';
import { addressesOf } from '../addresses/cidr';
import { parseAddress } from '../addresses/ip-address';
import { NODE_ADDRESSES } from '../addresses/known-addresses';
import { Network } from '../analysis/network';
import { ConnectionSet } from '../connections/connection-set';
import { NAMESPACE_NAME, portsNamed } from '../model/network-objects';
import { NetworkPolicy, PodPeer, PolicyRule } from '../model/network-policy';
import { Selector } from '../model/selector';
import { ContainerPort, WorkloadPod } from '../model/workload';
import { PodFinder } from './pod-finder';
import { RowMemo } from './row-memo';

/** Whether some pods can resolve names. */
export interface Dns {
  /** A policy in force is for what leaves them; otherwise all is open. */
  readonly isIsolated: boolean;
  /** A resolver is reached by UDP, for certain or perhaps. */
  readonly reachesResolver: boolean;
  /** A resolver is reached by TCP alone, and is asked by UDP. It is what `port: 53` without a protocol means. */
  readonly isTcpOnly: boolean;
  /** Something is reached by other ports than those of DNS, for certain. */
  readonly hasOtherEgress: boolean;
}

const { NONE, ALL } = ConnectionSet;
const OPEN: Dns = { isIsolated: false, reachesResolver: true, isTcpOnly: false, hasOtherEgress: true };

/** The ports that resolvers listen on: that of DNS, and that of the pods of OpenShift's. */
const PORTS = [53, 5353];
const DNS_PORTS = ['TCP', 'UDP'].flatMap(protocol => PORTS.map(port => ConnectionSet.ports(protocol as 'TCP' | 'UDP', port)))
  .reduce((all, set) => all.union(set), NONE);
/** The names that CoreDNS, and the resolver of OpenShift, give to their ports. */
const PORT_NAMES = ['dns', 'dns-tcp'];

/** A resolver that clusters run, whether or not it was read. */
interface ResolverPods {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly selector: Selector;
  readonly ports: readonly ContainerPort[];
}

const RESOLVERS: readonly ResolverPods[] = [
  resolverPods('kube-system', { 'k8s-app': 'kube-dns' }, 53),
  resolverPods('openshift-dns', { 'dns.operator.openshift.io/daemonset-dns': 'default' }, 5353),
];
/** Where the cache of a node answers, and Cloud DNS for GKE. */
const RESOLVER_ADDRESSES = ['169.254.20.10', '169.254.169.254'].map(addressesOf);
const LINK_LOCAL = [addressesOf('169.254.0.0/16')];
/** One that every block of everything holds, and few others: tried first. */
const PRIVATE = [addressesOf('10.0.0.0')];
const IPV4_OF_NODES = NODE_ADDRESSES.filter(({ family }) => family === 4);

interface Shared {
  /** By which of the ports of DNS a resolver is reached that was not read. */
  readonly resolvers: ConnectionSet;
  readonly hasOtherEgress: boolean;
}

const shared = new RowMemo<Shared>();

/** Whether some pods can resolve names. A resolver of the cluster need not have been read: what matters is whether a rule is for it. */
export function dnsOf(network: Network, pod: WorkloadPod): Dns {
  const { certain } = network.policiesOf(pod, 'egress');
  if (certain.length === 0) return OPEN;
  const { resolvers, hasOtherEgress } = shared.of(network, pod, 'egress', () => ({
    resolvers: resolversNamed(network, pod), hasOtherEgress: hasOther(network, pod),
  }));
  const reached = resolvers.union(resolversRead(network, pod)).union(nameserversReached(network, pod));
  const reachesResolver = PORTS.some(port => reached.has('UDP', port));
  return { isIsolated: true, reachesResolver, isTcpOnly: !reachesResolver && !reached.isEmpty, hasOtherEgress };
}

/** What is the same for all pods under the same policies. */
function resolversNamed(network: Network, pod: WorkloadPod): ConnectionSet {
  const finder = PodFinder.of(network);
  const rules = egressRules(network, pod);
  const named = rules.filter(({ policy, rule }) => mayBeForResolver(finder, policy, rule)).map(({ rule }) => namedForDns(rule));
  // A cluster of which one was read has no other.
  const pods = readResolvers(finder).length > 0 ? [] : RESOLVERS.map(resolver => podsReached(network, resolver, rules));
  const addresses = rules.map(({ rule }) => (isForResolverAddress(rule) ? numberedPorts(rule) : NONE));
  return [...named, ...pods, ...addresses].reduce((all, set) => all.union(set), NONE).intersection(DNS_PORTS);
}

/** By which ports the resolvers are reached that are among what was read: they may have policies of their own. */
function resolversRead(network: Network, pod: WorkloadPod): ConnectionSet {
  return readResolvers(PodFinder.of(network))
    .reduce((set, resolver) => set.union(network.possible.between(network.groupOf(pod), network.groupOf(resolver))), NONE)
    .intersection(DNS_PORTS);
}

function readResolvers(finder: PodFinder): readonly WorkloadPod[] {
  return RESOLVERS.flatMap(({ namespace, selector }) => finder.within(namespace, selector));
}

interface EgressRule {
  readonly policy: NetworkPolicy;
  readonly rule: PolicyRule;
}

function egressRules(network: Network, pod: WorkloadPod): EgressRule[] {
  const { certain, possible } = network.policiesOf(pod, 'egress');
  return [...certain, ...possible].flatMap(policy => policy.egress!.map(rule => ({ policy, rule })));
}

/** The ports of a rule that are those of DNS and nothing else: somebody meant a resolver by them, whichever it is. */
function namedForDns({ ports = [] }: PolicyRule): ConnectionSet {
  return ports.reduce((set, port) => {
    if (port.kind === 'numbered') return beyondResolvers(port.set).isEmpty ? set.union(port.set) : set;
    return PORT_NAMES.includes(port.name) && port.protocol !== 'SCTP' ? set.union(ConnectionSet.ports(port.protocol, PORTS[0])) : set;
  }, NONE);
}

/** Pods of the own namespace that were read are a resolver only where they say so. */
function mayBeForResolver(finder: PodFinder, { namespace }: NetworkPolicy, { peers }: PolicyRule): boolean {
  return peers === undefined || peers.some(peer => {
    if (peer.kind === 'block' || peer.namespaces !== undefined) return true;
    const pods = finder.within(namespace, peer.pods);
    const isResolver = pods.some(({ ports }) => ports.some(({ protocol, number }) => protocol === 'UDP' && PORTS.includes(number)));
    return isResolver || finder.in(namespace).length === 0;
  });
}

/** By which ports the pods of a resolver would be reached, were they such as clusters have. */
function podsReached(network: Network, { namespace, labels, ports }: ResolverPods, rules: readonly EgressRule[]): ConnectionSet {
  const namespaceLabels = network.namespaces.find(({ name }) => name === namespace)?.labels ?? { [NAMESPACE_NAME]: namespace };
  const selects = (policy: NetworkPolicy, { namespaces, pods }: PodPeer): boolean =>
    (namespaces === undefined ? policy.namespace === namespace : namespaces.selects(namespaceLabels)) && pods.selects(labels);
  return rules
    .filter(({ policy, rule: { peers } }) => peers === undefined || peers.some(peer => peer.kind === 'pods' && selects(policy, peer)))
    .reduce((set, { rule }) => set.union(portsAt(rule, ports)), NONE);
}

/**
 * A rule for everybody is for the addresses of resolvers; so is one for link-local addresses. A block of the internet that happens to hold
 * them is not; one that holds every address there is may well find the resolver, in clusters where blocks are for pods as well.
 */
function isForResolverAddress({ peers }: PolicyRule): boolean {
  return peers === undefined || peers.some(peer => peer.kind === 'block' && (
    overlap(peer.ranges, RESOLVER_ADDRESSES) && differenceOf(peer.ranges, LINK_LOCAL).length === 0
    || overlap(peer.ranges, PRIVATE) && differenceOf(IPV4_OF_NODES, peer.ranges).length === 0));
}

/** By which ports the resolvers are reached that the pods name themselves. */
function nameserversReached(network: Network, pod: WorkloadPod): ConnectionSet {
  const servers = pod.nameservers.flatMap((server): AddressRange[] => {
    const address = parseAddress(server);
    return address === undefined ? [] : [{ family: address.family, first: address.value, last: address.value }];
  });
  if (servers.length === 0) return NONE;
  return egressRules(network, pod)
    .filter(({ rule: { peers } }) => peers === undefined || peers.some(peer => peer.kind === 'block' && overlap(peer.ranges, servers)))
    .reduce((set, { rule }) => set.union(numberedPorts(rule)), NONE)
    .intersection(DNS_PORTS);
}

function numberedPorts(rule: PolicyRule): ConnectionSet {
  return portsAt(rule, []);
}

function portsAt({ ports }: PolicyRule, called: readonly ContainerPort[]): ConnectionSet {
  if (ports === undefined) return ALL;
  return ports.reduce((set, port) => {
    if (port.kind === 'numbered') return set.union(port.set);
    return portsNamed(called, port.protocol, port.name).reduce((all, number) => all.union(ConnectionSet.ports(port.protocol, number)), set);
  }, NONE);
}

const known = new WeakMap<ConnectionSet, ConnectionSet>();

function beyondResolvers(set: ConnectionSet): ConnectionSet {
  let beyond = known.get(set);
  if (!beyond) known.set(set, beyond = set.difference(DNS_PORTS));
  return beyond;
}

function hasOther(network: Network, pod: WorkloadPod): boolean {
  const { anybody, everyPod, nodes, pods, outside, blocks } = network.row(pod, 'egress');
  const isOther = (set: ConnectionSet): boolean => !beyondResolvers(set).isEmpty;
  return [anybody, everyPod, nodes, ...blocks.map(({ set }) => set)].some(isOther)
    || [...pods.values()].some(isOther) || [...outside.values()].some(({ set }) => isOther(set));
}

function resolverPods(namespace: string, labels: Readonly<Record<string, string>>, number: number): ResolverPods {
  const ports: readonly ContainerPort[] = [{ name: PORT_NAMES[0], protocol: 'UDP', number }, { name: PORT_NAMES[1], protocol: 'TCP', number }];
  return { namespace, labels, selector: Selector.of({ matchLabels: labels }), ports };
}

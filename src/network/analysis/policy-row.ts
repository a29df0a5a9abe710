import { AddressRange, differenceOf, overlap } from '../addresses/address-range';
import { NODE_ADDRESSES } from '../addresses/known-addresses';
import { ConnectionSet } from '../connections/connection-set';
import { portsNamed } from '../model/network-objects';
import { Direction, NetworkPolicy, PodPeer, PolicyRule } from '../model/network-policy';
import { Selector } from '../model/selector';
import { ContainerPort } from '../model/workload';
import { ANY_POD, outsideAcross, outsideOf, OutsidePods, singleNameOf } from './outside-pods';
import { PodGroup } from './pod-group';
import { PodIndex } from './pod-index';
import { PodSets } from './pod-sets';

const { NONE, ALL } = ConnectionSet;

/** Addresses, and how they may be reached, or reach. */
export interface BlockRow {
  readonly ranges: readonly AddressRange[];
  readonly set: ConnectionSet;
}

/** Pods that may be outside, and how they may be reached, or reach. */
export interface OutsideRow {
  readonly who: OutsidePods;
  readonly set: ConnectionSet;
}

/**
 * Whom pods may talk to in one direction, and by which ports. It holds those that rules name, never all there are: who is not in it is
 * reached by what is for everybody.
 */
export interface PolicyRow {
  /** No policy is for the pods in this direction: everything is open. */
  readonly isOpen: boolean;
  /** For pods, nodes and addresses alike. */
  readonly anybody: ConnectionSet;
  /** For every pod of the cluster that is not in the network of its node. */
  readonly everyPod: ConnectionSet;
  /** By the index of a group; beside what is for every pod. */
  readonly pods: PodSets;
  /** By what may be outside; beside what is for every pod. */
  readonly outside: ReadonlyMap<string, OutsideRow>;
  /** Beside what is for anybody. */
  readonly blocks: readonly BlockRow[];
  /** For whatever is at the address of a node, which nobody knows before there is one. */
  readonly nodes: ConnectionSet;
}

/** The row of pods that no policy is for. */
export const OPEN_ROW: PolicyRow = { isOpen: true, anybody: ALL, everyPod: ALL, pods: new PodSets(), outside: new Map(), blocks: [], nodes: ALL };

/** The row of pods that a policy may isolate, of which nothing is certain. */
export const UNCERTAIN_ROW: PolicyRow = { ...OPEN_ROW, isOpen: false, anybody: NONE, everyPod: NONE, nodes: NONE };

/**
 * What policies allow together.
 *
 * @param own the ports of the pods that they are for, by which named ports of ingress are found
 * @param isPossible what nobody knows is taken to be allowed: the addresses of nodes, and the numbers of the named ports of pods that were not
 * read; otherwise only what is certain counts
 */
export function policyRow(
  policies: readonly NetworkPolicy[], direction: Direction, own: readonly ContainerPort[], pods: PodIndex, isPossible: boolean,
): PolicyRow {
  const row = new RowBuilder(direction, own, pods, isPossible);
  for (const policy of policies) policy[direction]?.forEach(rule => row.add(rule, policy.namespace));
  return row.build();
}

class RowBuilder {
  private anybody = NONE;
  private everyPod = NONE;
  private readonly pods = new PodSets();
  private readonly outside = new Map<string, OutsideRow>();
  private readonly blocks: BlockRow[] = [];

  constructor(
    private readonly direction: Direction, private readonly own: readonly ContainerPort[], private readonly index: PodIndex,
    private readonly isPossible: boolean,
  ) {}

  public add(rule: PolicyRule, namespace: string): void {
    const set = this.portsOf(rule);
    const { peers } = rule;
    if (peers === undefined) {
      this.anybody = this.anybody.union(set);
      this.addNamed(rule, this.index.across(Selector.EVERYTHING, Selector.EVERYTHING));
      this.addOutside(ANY_POD, this.unknownPortsOf(rule));
      return;
    }
    for (const peer of peers) {
      if (peer.kind === 'pods') this.addPods(peer, rule, set, namespace);
      else if (!set.isEmpty) this.blocks.push({ ranges: peer.ranges, set });
    }
  }

  public build(): PolicyRow {
    const { anybody, everyPod, pods, outside, blocks } = this;
    return { isOpen: false, anybody, everyPod: anybody.union(everyPod), pods, outside, blocks, nodes: anybody.union(this.nodes()) };
  }

  private addPods(peer: PodPeer, rule: PolicyRule, set: ConnectionSet, namespace: string): void {
    if (peer.namespaces?.isEmpty && peer.pods.isEmpty) {
      this.everyPod = this.everyPod.union(set);
      this.addNamed(rule, this.index.across(peer.namespaces, peer.pods));
      this.addOutside(ANY_POD, this.unknownPortsOf(rule));
      return;
    }
    const groups = peer.namespaces === undefined ? this.index.within(namespace, peer.pods) : this.index.across(peer.namespaces, peer.pods);
    const found = this.index.found(groups);
    if (!set.isEmpty) this.pods.add(found, set);
    this.addNamed(rule, groups);
    // A selection by labels of namespaces may reach a namespace that was not read; one by name only where nothing was found there.
    const isOneNamespace = peer.namespaces === undefined || singleNameOf(peer.namespaces) !== undefined;
    if (isOneNamespace && found.size > 0) return;
    const who = peer.namespaces === undefined ? outsideOf(namespace, peer.pods) : outsideAcross(peer.namespaces, peer.pods);
    this.addOutside(who, set.union(this.unknownPortsOf(rule)));
  }

  private addOutside(who: OutsidePods, set: ConnectionSet): void {
    if (!set.isEmpty) this.outside.set(who.text, { who, set: set.union(this.outside.get(who.text)?.set ?? NONE) });
  }

  /** Named ports of egress are those of each pod that is called. */
  private addNamed({ ports = [] }: PolicyRule, groups: readonly PodGroup[]): void {
    if (this.direction === 'ingress') return;
    for (const port of ports) {
      if (port.kind === 'named') this.pods.addEach(this.index.havingPort(groups, port));
    }
  }

  /** Nobody knows the numbers of the named ports of pods that were not read. */
  private unknownPortsOf({ ports = [] }: PolicyRule): ConnectionSet {
    if (!this.isPossible || this.direction === 'ingress') return NONE;
    return ports.reduce((set, port) => (port.kind === 'named' ? set.union(ConnectionSet.protocol(port.protocol)) : set), NONE);
  }

  /** What the ports of a rule are for every peer: named ports of ingress are those of the pods that the policy is for. */
  private portsOf({ ports }: PolicyRule): ConnectionSet {
    if (ports === undefined) return ALL;
    let set = NONE;
    for (const port of ports) {
      if (port.kind === 'numbered') {
        set = set.union(port.set);
      } else if (this.direction === 'ingress') {
        for (const number of portsNamed(this.own, port.protocol, port.name)) set = set.union(ConnectionSet.ports(port.protocol, number));
      }
    }
    return set;
  }

  private nodes(): ConnectionSet {
    return this.blocks
      .filter(({ ranges }) => (this.isPossible ? overlap(ranges, NODE_ADDRESSES) : coversEveryNode(ranges)))
      .reduce((set, block) => set.union(block.set), NONE);
  }
}

/** Whether a node is in it whatever its address is, of IPv4 at least. */
function coversEveryNode(ranges: readonly AddressRange[]): boolean {
  return differenceOf(NODE_ADDRESSES.filter(({ family }) => family === 4), ranges).length === 0;
}

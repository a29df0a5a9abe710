import { ConnectionSet } from '../connections/connection-set';
import { Direction } from '../model/network-policy';
import { Workload } from '../model/workload';
import { Connection } from './connection';
import { Network } from './network';
import { externalPeer, NetworkPeer, outsidePeer, workloadPeer } from './network-peer';
import { NetworkReading } from './network-reading';
import { PodGroup } from './pod-group';

const { NONE } = ConnectionSet;

export interface ConnectionsOptions {
  /** Pods as well that rules are for, and that may be outside of what was read. */
  readonly withOutside?: boolean;
}

/** Every connection that is allowed or may be, in order of who reaches whom, of a workload with itself left out. It costs as much as it gives. */
export function connectionsOf(network: Network, { withOutside = false }: ConnectionsOptions = {}): Generator<Connection> {
  return new Listing(network, withOutside).connections();
}

/** What one peer reaches, by the rank of the other. */
type Reached = Map<number, ConnectionSet>;

class Listing {
  /** In the order in which they are listed. */
  private readonly peers: readonly NetworkPeer[];
  private readonly ranks: ReadonlyMap<string, number>;
  /** The ranks of the workloads that are in a group. */
  private readonly ranksOfGroup: ReadonlyArray<readonly number[]>;
  private readonly rankOfAtom: { readonly [direction in Direction]: readonly number[] };
  private readonly certain: Inbound;
  private readonly possible: Inbound;

  constructor(private readonly network: Network, private readonly withOutside: boolean) {
    const { workloads, atoms, groups } = network;
    const external = { ingress: atoms.ingress.ranges.map(externalPeer), egress: atoms.egress.ranges.map(externalPeer) };
    const peers = [...workloads.map(workloadPeer), ...external.ingress, ...external.egress, ...withOutside ? outsideOf(network) : []];
    this.peers = [...new Map(peers.map(peer => [peer.text, peer])).values()].sort((a, b) => (a.text < b.text ? -1 : 1));
    this.ranks = new Map(this.peers.map(({ text }, rank) => [text, rank]));
    const rankOf = ({ text }: { readonly text: string }): number => this.ranks.get(text)!;
    this.rankOfAtom = { ingress: external.ingress.map(rankOf), egress: external.egress.map(rankOf) };
    this.ranksOfGroup = groups.map(({ members }) => [...new Set(members.map(({ workload }) => rankOf(workload)))]);
    this.certain = this.inbound(network.certain);
    this.possible = network.possible === network.certain ? this.certain : this.inbound(network.possible);
  }

  public* connections(): Generator<Connection> {
    const { certain, possible } = this.network;
    for (const [rank, from] of this.peers.entries()) {
      const allowed = this.reachedFrom(from, rank, certain, this.certain);
      const perhaps = possible === certain ? allowed : this.reachedFrom(from, rank, possible, this.possible);
      const found = perhaps.size > allowed.size ? perhaps : allowed;
      for (const to of Uint32Array.from(found.keys()).sort()) {
        const set = allowed.get(to) ?? NONE;
        yield { from, to: this.peers[to], allowed: set, unknown: perhaps === allowed ? NONE : (perhaps.get(to) ?? NONE).difference(set) };
      }
    }
  }

  private reachedFrom(from: NetworkPeer, rank: number, reading: NetworkReading, inbound: Inbound): Reached {
    const reached: Reached = new Map();
    if (from.kind === 'workload') {
      this.addReached(from.workload, rank, reading, reached);
    } else {
      for (const { group, set } of inbound.get(rank) ?? []) this.ranksOfGroup[group].forEach(to => add(reached, to, set));
    }
    return reached;
  }

  private addReached({ pods }: Workload, rank: number, reading: NetworkReading, reached: Reached): void {
    for (const group of new Set(pods.map(pod => this.network.groupOf(pod)))) {
      reading.reachedFrom(group, (to, set) => {
        for (const called of this.ranksOfGroup[to.index]) if (called !== rank) add(reached, called, set);
      });
      reading.atAtoms(group, 'egress', this.network.atoms.egress).forEach((set, atom) => add(reached, this.rankOfAtom.egress[atom], set));
      if (!this.withOutside) continue;
      for (const { who, set } of reading.outside(group, 'egress')) add(reached, this.ranks.get(who.text)!, set);
    }
  }

  /** What reaches groups from addresses, and from outside. */
  private inbound(reading: NetworkReading): Inbound {
    const inbound: Inbound = new Map();
    const put = (rank: number, { index }: PodGroup, set: ConnectionSet): void => {
      const known = inbound.get(rank);
      if (known) known.push({ group: index, set });
      else inbound.set(rank, [{ group: index, set }]);
    };
    for (const group of this.network.groups) {
      reading.atAtoms(group, 'ingress', this.network.atoms.ingress).forEach((set, atom) => put(this.rankOfAtom.ingress[atom], group, set));
      if (!this.withOutside) continue;
      for (const { who, set } of reading.outside(group, 'ingress')) put(this.ranks.get(who.text)!, group, set);
    }
    return inbound;
  }
}

/** Who is let in, by the rank of whoever reaches it. */
type Inbound = Map<number, Array<{ readonly group: number; readonly set: ConnectionSet }>>;

function outsideOf({ groups, possible, certain }: Network): NetworkPeer[] {
  return groups.flatMap(group => [certain, possible]
    .flatMap(reading => [...reading.outside(group, 'ingress'), ...reading.outside(group, 'egress')])
    .map(({ who }) => outsidePeer(who)));
}

function add(reached: Reached, rank: number, set: ConnectionSet): void {
  const known = reached.get(rank);
  reached.set(rank, known === undefined ? set : known.union(set));
}

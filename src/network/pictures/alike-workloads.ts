import { Network, Reach } from '../analysis/network';
import { NetworkReading } from '../analysis/network-reading';
import { OutsidePods } from '../analysis/outside-pods';
import { PodGroup } from '../analysis/pod-group';
import { PolicyRow } from '../analysis/policy-row';
import { ConnectionSet } from '../connections/connection-set';
import { Direction, DIRECTIONS } from '../model/network-policy';
import { Workload } from '../model/workload';

const { NONE, ALL } = ConnectionSet;

/** For whom one end is open by every port: for nobody, for every pod, or for pods and addresses alike. */
export type Openness = 'nobody' | 'pods' | 'anybody';

/** How open one end is in one direction. */
export interface End {
  /** For certain. */
  readonly open: Openness;
  /** Perhaps, where a policy is in doubt. */
  readonly perhaps: Openness;
  /** Why it is open for certain: no policy is for it, none can be, or the rules allow it. */
  readonly reason: 'noPolicy' | 'hostNetwork' | 'rules';
}

/** The workloads of a namespace that reach, and are reached, alike: one node of a drawing. */
export interface AlikeWorkloads {
  readonly index: number;
  readonly namespace: string;
  /** In order of their text. */
  readonly workloads: readonly Workload[];
  readonly ends: { readonly [direction in Direction]: End };
  readonly isHostNetwork: boolean;
  /** By the index of an atom of the direction. */
  readonly addresses: { readonly [direction in Direction]: ReadonlyMap<number, Reach> };
  /** By the text of who may be outside of what was read. */
  readonly outside: { readonly [direction in Direction]: ReadonlyMap<string, OutsideReach> };
  /** Whom they reach, by the index of who is alike; themselves where the workloads reach each other. */
  readonly reached: ReadonlyMap<number, Reach>;
}

/** How pods that may be outside are reached, or reach. */
export interface OutsideReach extends Reach {
  readonly who: OutsidePods;
}

/** All workloads of a network, such that those which are alike stand together, in order of the first of each. */
export function alikeWorkloads(network: Network): AlikeWorkloads[] {
  return new Likening(network).classes();
}

/** Workloads whose pods are in the same groups: alike by the words of the policies. */
interface Unit {
  readonly index: number;
  readonly namespace: string;
  readonly groups: readonly PodGroup[];
  readonly workloads: Workload[];
}

class Likening {
  private readonly units: readonly Unit[];
  private readonly unitsOfGroup: ReadonlyArray<readonly number[]>;
  private readonly setIds = new Map<ConnectionSet, number>();

  constructor(private readonly network: Network) {
    const units = new Map<string, Unit>();
    for (const workload of network.workloads) {
      const groups = [...new Set(workload.pods.map(pod => network.groupOf(pod)))];
      const key = `${workload.namespace} ${groups.map(({ index }) => index).sort((a, b) => a - b).join()}`;
      let unit = units.get(key);
      if (!unit) units.set(key, unit = { index: units.size, namespace: workload.namespace, groups, workloads: [] });
      unit.workloads.push(workload);
    }
    this.units = [...units.values()];
    const ofGroup: number[][] = network.groups.map(() => []);
    for (const { index, groups } of this.units) groups.forEach(group => ofGroup[group.index].push(index));
    this.unitsOfGroup = ofGroup;
  }

  public classes(): AlikeWorkloads[] {
    const reached = this.units.map(unit => this.reachedFrom(unit));
    const reachedBy: string[][] = this.units.map(() => []);
    reached.forEach((row, from) => row.forEach((reach, to) => reachedBy[to].push(`${from}:${this.idOf(reach)}`)));

    const classOfUnit: number[] = [];
    const found = new Map<string, { readonly units: Unit[]; readonly row: ReadonlyMap<number, Reach>; readonly facts: Facts }>();
    for (const unit of this.units) {
      const row = reached[unit.index];
      const facts = this.factsOf(unit);
      const outgoing = [...row].sort(([a], [b]) => a - b).map(([to, reach]) => `${to}:${this.idOf(reach)}`);
      const key = [unit.namespace, this.textOf(facts), outgoing.join(), reachedBy[unit.index].join()].join('\n');
      let one = found.get(key);
      if (!one) found.set(key, one = { units: [], row, facts });
      one.units.push(unit);
    }
    [...found.values()].forEach(({ units }, index) => units.forEach(unit => { classOfUnit[unit.index] = index; }));
    return [...found.values()].map(({ units, row, facts }, index) => {
      const workloads = units.flatMap(unit => unit.workloads).sort((a, b) => (a.text < b.text ? -1 : 1));
      const byClass = new Map([...row].map(([to, reach]) => [classOfUnit[to], reach] as const));
      if (workloads.length === 1) byClass.delete(index);
      return { index, namespace: units[0].namespace, workloads, ...facts, reached: byClass };
    });
  }

  private reachedFrom({ groups }: Unit): ReadonlyMap<number, Reach> {
    const { certain, possible } = this.network;
    const allowed = this.read(certain, groups);
    if (possible === certain) return new Map([...allowed].map(([to, set]) => [to, { allowed: set, unknown: NONE }]));
    const perhaps = this.read(possible, groups);
    return new Map([...new Set([...allowed.keys(), ...perhaps.keys()])].map(to => [to, reachOf(allowed.get(to), perhaps.get(to))]));
  }

  private read(reading: NetworkReading, groups: readonly PodGroup[]): Map<number, ConnectionSet> {
    const row = new Map<number, ConnectionSet>();
    for (const group of groups) {
      reading.reachedFrom(group, ({ index }, set) => this.unitsOfGroup[index].forEach(unit => row.set(unit, set.union(row.get(unit) ?? NONE))));
    }
    return row;
  }

  private factsOf({ groups }: Unit): Facts {
    return {
      isHostNetwork: groups.some(({ isHostNetwork }) => isHostNetwork),
      ends: both(direction => this.endOf(groups, direction)),
      addresses: both(direction => this.addressesOf(groups, direction)),
      outside: both(direction => this.outsideOf(groups, direction)),
    };
  }

  private endOf(groups: readonly PodGroup[], direction: Direction): End {
    const { certain, possible } = this.network;
    const rows = groups.map(group => certain.row(group, direction));
    const isOpen = rows.some(row => row.isOpen);
    const reason = !isOpen ? 'rules' : groups.some(({ isHostNetwork }) => isHostNetwork) ? 'hostNetwork' : 'noPolicy';
    return { open: opennessOf(rows), perhaps: opennessOf(groups.map(group => possible.row(group, direction))), reason };
  }

  private addressesOf(groups: readonly PodGroup[], direction: Direction): ReadonlyMap<number, Reach> {
    const { certain, possible, atoms } = this.network;
    const read = (reading: NetworkReading): Map<number, ConnectionSet> => {
      const sets = new Map<number, ConnectionSet>();
      for (const group of groups) {
        reading.atAtoms(group, direction, atoms[direction]).forEach((set, atom) => sets.set(atom, set.union(sets.get(atom) ?? NONE)));
      }
      return sets;
    };
    const allowed = read(certain);
    const perhaps = possible === certain ? allowed : read(possible);
    const known = [...new Set([...allowed.keys(), ...perhaps.keys()])].sort((a, b) => a - b);
    return new Map(known.map(atom => [atom, reachOf(allowed.get(atom), perhaps.get(atom))]));
  }

  private outsideOf(groups: readonly PodGroup[], direction: Direction): ReadonlyMap<string, OutsideReach> {
    const { certain, possible } = this.network;
    const whom = new Map<string, OutsidePods>();
    const read = (reading: NetworkReading): Map<string, ConnectionSet> => {
      const sets = new Map<string, ConnectionSet>();
      for (const group of groups) {
        for (const { who, set } of reading.outside(group, direction)) {
          whom.set(who.text, who);
          sets.set(who.text, set.union(sets.get(who.text) ?? NONE));
        }
      }
      return sets;
    };
    const allowed = read(certain);
    const perhaps = possible === certain ? allowed : read(possible);
    return new Map([...whom.keys()].sort().map(text => [text, { who: whom.get(text)!, ...reachOf(allowed.get(text), perhaps.get(text)) }]));
  }

  /** Where two differ in it, they are not alike. */
  private textOf({ isHostNetwork, ends, addresses, outside }: Facts): string {
    return JSON.stringify([isHostNetwork, ...DIRECTIONS.map(direction => [
      ends[direction].open, ends[direction].perhaps, ends[direction].reason,
      [...addresses[direction]].map(([atom, reach]) => `${atom}:${this.idOf(reach)}`).join(),
      [...outside[direction]].map(([text, reach]) => [text, this.idOf(reach)]),
    ])]);
  }

  private idOf({ allowed, unknown }: Reach): string {
    return unknown === NONE ? `${this.setId(allowed)}` : `${this.setId(allowed)}?${this.setId(unknown)}`;
  }

  private setId(set: ConnectionSet): number {
    let id = this.setIds.get(set);
    if (id === undefined) this.setIds.set(set, id = this.setIds.size);
    return id;
  }
}

type Facts = Pick<AlikeWorkloads, 'isHostNetwork' | 'ends' | 'addresses' | 'outside'>;

function both<T>(of: (direction: Direction) => T): { readonly [direction in Direction]: T } {
  return { ingress: of('ingress'), egress: of('egress') };
}

function opennessOf(rows: readonly PolicyRow[]): Openness {
  if (rows.some(({ anybody }) => anybody === ALL)) return 'anybody';
  return rows.some(({ everyPod }) => everyPod === ALL) ? 'pods' : 'nobody';
}

function reachOf(allowed: ConnectionSet = NONE, perhaps: ConnectionSet = allowed): Reach {
  return { allowed, unknown: perhaps.difference(allowed) };
}

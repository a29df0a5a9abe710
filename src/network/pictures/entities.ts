import { AddressRange, unionOf } from '../addresses/address-range';
import { Network, Reach } from '../analysis/network';
import { OutsidePods } from '../analysis/outside-pods';
import { ConnectionSet } from '../connections/connection-set';
import { Direction, DIRECTIONS } from '../model/network-policy';
import { InternetWords, internetWords, rangeWord, rangeWords } from './address-words';
import { AlikeWorkloads, Openness } from './alike-workloads';
import { PicturePeer } from './picture';

const { NONE } = ConnectionSet;

/** Who is at one end of an edge. */
export type Entity = WorkloadsEntity | AddressesEntity | OutsideEntity;

export interface WorkloadsEntity {
  readonly kind: 'workloads';
  readonly index: number;
  readonly alike: AlikeWorkloads;
}

/** Addresses that reach, and are reached, alike. */
export interface AddressesEntity {
  readonly kind: 'addresses';
  readonly index: number;
  /** What they are called where the internet is among them. */
  readonly internet?: InternetWords;
  readonly ranges: readonly AddressRange[];
}

export interface OutsideEntity {
  readonly kind: 'outside';
  readonly index: number;
  readonly pods: OutsidePods;
}

/** Everybody who reaches somebody or is reached, and how. */
export interface Entities {
  readonly all: readonly Entity[];
  /** By the index of the caller and of the called. */
  readonly rows: ReadonlyArray<Map<number, Reach>>;
}

/** The workloads that are alike come first, in their order, with their own indexes. */
export function entitiesOf(network: Network, classes: readonly AlikeWorkloads[]): Entities {
  const all: Entity[] = classes.map(alike => ({ kind: 'workloads', index: alike.index, alike }));
  const rows = classes.map(({ reached }) => new Map(reached));
  const add = (entity: Entity): number => {
    all.push(entity);
    rows.push(new Map());
    return entity.index;
  };
  const join = (own: number, other: number, direction: Direction, reach: Reach): void => {
    if (direction === 'ingress') rows[other].set(own, unionOfReach(rows[other].get(own), reach));
    else rows[own].set(other, unionOfReach(rows[own].get(other), reach));
  };

  const families = [...new Set(DIRECTIONS.flatMap(direction => network.atoms[direction].ranges.map(({ family }) => family)))];
  const known = new Map<string, number>();
  for (const direction of DIRECTIONS) {
    for (const { ranges, callers } of addressesAlike(network, classes, direction)) {
      const internet = internetWords(ranges, families);
      const key = internet === undefined ? ranges.map(rangeWord).join() : [internet.title, ...internet.lines].join();
      const index = known.get(key) ?? add({ kind: 'addresses', index: all.length, ...internet && { internet }, ranges });
      if (known.has(key)) widen(all, index, ranges);
      known.set(key, index);
      callers.forEach((reach, own) => join(own, index, direction, reach));
    }
  }
  const outside = new Map<string, number>();
  for (const { index: own, ...alike } of classes) {
    for (const direction of DIRECTIONS) {
      for (const [text, { who, allowed, unknown }] of alike.outside[direction]) {
        const index = outside.get(text) ?? add({ kind: 'outside', index: all.length, pods: who });
        outside.set(text, index);
        join(own, index, direction, { allowed, unknown });
      }
    }
  }
  return { all, rows };
}

/** What one connection to or from it is called. */
export function peerOf(entity: Entity, isSecond = false): PicturePeer {
  switch (entity.kind) {
    case 'workloads': {
      const workload = entity.alike.workloads[isSecond ? 1 : 0];
      return { kind: 'workload', text: workload.text, workload };
    }
    case 'addresses': return { kind: 'addresses', text: entity.internet?.title ?? rangeWords(entity.ranges).join(', '), ranges: entity.ranges };
    case 'outside': return { kind: 'outside', text: entity.pods.text, pods: entity.pods };
  }
}

/** It follows from what is open at either end, and is nothing that a policy says of the two. */
export function isImplied(from: Entity, to: Entity, layer: 'open' | 'perhaps'): boolean {
  return opens(from, to, 'egress', layer) && opens(to, from, 'ingress', layer);
}

function opens(own: Entity, other: Entity, direction: Direction, layer: 'open' | 'perhaps'): boolean {
  if (own.kind !== 'workloads') return true;
  const openness: Openness = own.alike.ends[direction][layer];
  return openness === 'anybody' || (openness === 'pods' && other.kind !== 'addresses' && !(other.kind === 'workloads' && other.alike.isHostNetwork));
}

/** Public addresses that are reached, and those that reach, are the internet alike, even where some private ones are among one of them. */
function widen(all: Entity[], index: number, ranges: readonly AddressRange[]): void {
  const known = all[index] as AddressesEntity;
  all[index] = { ...known, ranges: unionOf([...known.ranges, ...ranges]) };
}

interface AlikeAddresses {
  readonly ranges: readonly AddressRange[];
  readonly callers: ReadonlyMap<number, Reach>;
}

/** The ranges of one direction, those with the same answer together. */
function addressesAlike(network: Network, classes: readonly AlikeWorkloads[], direction: Direction): AlikeAddresses[] {
  const byAtom = network.atoms[direction].ranges.map(() => new Map<number, Reach>());
  for (const { index, addresses } of classes) addresses[direction].forEach((reach, atom) => byAtom[atom].set(index, reach));
  const found = new Map<string, { readonly ranges: AddressRange[]; readonly callers: ReadonlyMap<number, Reach> }>();
  byAtom.forEach((callers, atom) => {
    if (callers.size === 0) return;
    const key = [...callers].map(([own, { allowed, unknown }]) => `${own}:${allowed.text}?${unknown.text}`).join('\n');
    const one = found.get(key) ?? { ranges: [], callers };
    one.ranges.push(network.atoms[direction].ranges[atom]);
    found.set(key, one);
  });
  return [...found.values()].map(({ ranges, callers }) => ({ ranges: unionOf(ranges), callers }));
}

function unionOfReach(known: Reach | undefined, { allowed, unknown }: Reach): Reach {
  const certain = allowed.union(known?.allowed ?? NONE);
  return { allowed: certain, unknown: unknown.union(known?.unknown ?? NONE).difference(certain) };
}

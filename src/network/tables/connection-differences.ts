import { AddressRange } from '../addresses/address-range';
import { IpFamily } from '../addresses/ip-address';
import { Reach } from '../analysis/network';
import { ConnectionSet } from '../connections/connection-set';
import { DIRECTIONS } from '../model/network-policy';
import { AddressRow, addressTexts } from './connection-layer';
import { ConnectionTable, isOutside } from './connection-table';

const { NONE } = ConnectionSet;

/** How one reaches another otherwise than before. */
export interface ConnectionDifference {
  readonly change: 'added' | 'removed' | 'changed';
  /** As a line of the table calls them. */
  readonly from: string;
  readonly to: string;
  readonly before: Reach;
  readonly after: Reach;
  /** What is allowed, or may be, beyond what was; empty where nothing was opened. What may have been allowed and is allowed was opened. */
  readonly opened: ConnectionSet;
  /** What was allowed, or may have been, and is surely not any more; empty where nothing was closed. */
  readonly closed: ConnectionSet;
  /** `shop/web[Deployment] is new`: who of the two is only on one side. */
  readonly notes: readonly string[];
}

/** In order of who reaches whom; those that open something first, then those that close something. */
export function differencesOf(before: ConnectionTable, after: ConnectionTable): ConnectionDifference[] {
  const comparison = new Comparison(before, after);
  comparison.compareNamed();
  comparison.compareAddresses();
  return comparison.found.sort((a, b) => rankOf(a) - rankOf(b) || inOrder(a.from, b.from) || inOrder(a.to, b.to));
}

function rankOf({ opened, closed }: ConnectionDifference): number {
  return !opened.isEmpty ? 0 : !closed.isEmpty ? 1 : 2;
}

function inOrder(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

class Comparison {
  public readonly found: ConnectionDifference[] = [];

  constructor(private readonly before: ConnectionTable, private readonly after: ConnectionTable) {}

  public compareNamed(): void {
    const layers = [this.before, this.after].flatMap(({ certain, unknown }) => [certain, unknown]);
    for (const from of new Set(layers.flatMap(layer => [...layer.callers()]))) {
      for (const to of new Set(layers.flatMap(layer => [...layer.calledBy(from)]))) {
        this.compare(from, to, reachWithin(this.before, from, to), reachWithin(this.after, from, to));
      }
    }
  }

  public compareAddresses(): void {
    const layers = [this.before.certain, this.before.unknown, this.after.certain, this.after.unknown];
    for (const direction of DIRECTIONS) {
      for (const peer of new Set(layers.flatMap(layer => [...layer.peersOfAddresses(direction)]))) {
        for (const { ranges, sets } of overlay(layers.map(layer => layer.addressesOf(peer, direction)))) {
          const [allowed, unknown, allowedAfter, unknownAfter] = sets;
          if (allowed === allowedAfter && unknown === unknownAfter) continue;
          for (const text of addressTexts(ranges)) {
            const [from, to] = direction === 'egress' ? [peer, text] : [text, peer];
            this.compare(from, to, { allowed, unknown }, { allowed: allowedAfter, unknown: unknownAfter });
          }
        }
      }
    }
  }

  private compare(from: string, to: string, before: Reach, after: Reach): void {
    if (before.allowed === after.allowed && before.unknown === after.unknown) return;
    const [possibleBefore, possibleAfter] = [before, after].map(({ allowed, unknown }) => allowed.union(unknown));
    this.found.push({
      change: possibleBefore.isEmpty ? 'added' : possibleAfter.isEmpty ? 'removed' : 'changed',
      from,
      to,
      before,
      after,
      opened: possibleAfter.difference(possibleBefore).union(after.allowed.difference(before.allowed)),
      closed: possibleBefore.difference(possibleAfter),
      notes: [from, to].flatMap(peer => this.noteOn(peer)),
    });
  }

  private noteOn(peer: string): string[] {
    const [was, is] = [this.before, this.after].map(({ workloads }) => workloads.has(peer));
    if (was === is) return [];
    // Of who reaches nobody and is reached by nobody, a record says nothing.
    if ((was ? this.after : this.before).isRecorded) return [`${peer} is not in the record`];
    return [`${peer} is ${is ? 'new' : 'gone'}`];
  }
}

/** What one reaches of pods that were not read stands beside what it reaches of all those that hold them. */
function reachWithin(table: ConnectionTable, from: string, to: string): Reach {
  const pairs = [[from, to], ...holdersOf(from).map(holder => [holder, to]), ...holdersOf(to).map(holder => [from, holder])];
  const reaches = pairs.map(([caller, called]) => table.between(caller, called));
  const allowed = reaches.reduce((set, reach) => set.union(reach.allowed), NONE);
  return { allowed, unknown: reaches.reduce((set, reach) => set.union(reach.unknown), NONE).difference(allowed) };
}

const ANY_POD = '[any pod]';
const ANY_NAMESPACE = '[any namespace]';
const NOBODY: readonly string[] = [];

/** What holds pods that were not read, whatever their labels are: `shop/[any pod]` for `shop/[app=web]`. */
function holdersOf(peer: string): readonly string[] {
  if (!isOutside(peer) || peer === ANY_POD) return NOBODY;
  const cut = peer.indexOf('/[');
  const [namespaces, pods] = [peer.slice(0, cut), peer.slice(cut + 1)];
  return [ANY_POD, `${namespaces}/${ANY_POD}`, `${ANY_NAMESPACE}/${pods}`].filter(holder => holder !== peer);
}

interface Overlaid {
  readonly ranges: readonly AddressRange[];
  /** One for each list. */
  readonly sets: readonly ConnectionSet[];
}

/** Lists of ranges, cut by each other; those with the same sets are together. */
function overlay(lists: ReadonlyArray<readonly AddressRow[]>): Overlaid[] {
  const bySets = new Map<string, { readonly ranges: AddressRange[]; readonly sets: readonly ConnectionSet[] }>();
  for (const family of [4, 6] as const) {
    const rows = lists.map(list => list.filter(({ range }) => range.family === family));
    for (const range of cutsOf(family, rows.flat())) {
      const sets = rows.map(list => setAt(list, range.first));
      const key = sets.map(({ text }) => text).join('\n');
      const known = bySets.get(key);
      if (known) known.ranges.push(range);
      else bySets.set(key, { ranges: [range], sets });
    }
  }
  return [...bySets.values()];
}

/** The ranges between each start or end and the next. */
function cutsOf(family: IpFamily, rows: readonly AddressRow[]): AddressRange[] {
  const starts = new Set(rows.flatMap(({ range: { first, last } }) => [first, last + 1n]));
  const sorted = [...starts].sort((a, b) => (a < b ? -1 : 1));
  return sorted.slice(0, -1).map((first, i) => ({ family, first, last: sorted[i + 1] - 1n }));
}

/** @param rows in order, none of which overlaps another */
function setAt(rows: readonly AddressRow[], address: bigint): ConnectionSet {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (rows[middle].range.last < address) low = middle + 1;
    else high = middle;
  }
  return low < rows.length && rows[low].range.first <= address ? rows[low].set : NONE;
}

import { AddressRange, unionOf, wholeFamily } from '../addresses/address-range';
import { externalPeer } from '../analysis/network-peer';
import { ConnectionSet } from '../connections/connection-set';
import { Direction, DIRECTIONS } from '../model/network-policy';

const { NONE } = ConnectionSet;

/** Every address of both families, which needs no two lines. No name of a peer is like it. */
export const ANY_ADDRESS = '[any address]';
export const EVERY_ADDRESS: readonly AddressRange[] = [wholeFamily(4), wholeFamily(6)];

/** Addresses, and by which ports they reach somebody, or are reached. */
export interface AddressRow {
  readonly range: AddressRange;
  readonly set: ConnectionSet;
}

/** A line of a layer. */
export interface LayerLine {
  readonly to: string;
  readonly set: ConnectionSet;
}

/** Who reaches whom by one reading. Peers are known by what a line calls them. */
export class ConnectionLayer {
  private readonly rows = new Map<string, Map<string, ConnectionSet>>();
  private readonly addresses: { readonly [direction in Direction]: Map<string, AddressRow[]> } = { ingress: new Map(), egress: new Map() };

  public add(from: string, to: string, set: ConnectionSet): void {
    if (set.isEmpty) return;
    let row = this.rows.get(from);
    if (!row) this.rows.set(from, row = new Map());
    row.set(to, set);
  }

  /** @param direction as the peer sees it: `egress` to addresses that it reaches */
  public addAddresses(peer: string, direction: Direction, ranges: readonly AddressRange[], set: ConnectionSet): void {
    if (set.isEmpty) return;
    const known = this.addresses[direction].get(peer) ?? [];
    this.addresses[direction].set(peer, known);
    known.push(...ranges.map(range => ({ range, set })));
  }

  /** Makes as few ranges of the addresses as there can be, in order. They must not overlap. */
  public settle(): void {
    for (const direction of DIRECTIONS) {
      for (const [peer, rows] of this.addresses[direction]) this.addresses[direction].set(peer, settled(rows));
    }
  }

  /** Whether there is a connection between the two, whatever its ports. */
  public has(from: string, to: string): boolean {
    return this.rows.get(from)?.has(to) === true;
  }

  public between(from: string, to: string): ConnectionSet {
    return this.rows.get(from)?.get(to) ?? NONE;
  }

  /** Whom one reaches, addresses left out. */
  public calledBy(from: string): Iterable<string> {
    return this.rows.get(from)?.keys() ?? [];
  }

  /** Whoever reaches somebody, addresses left out. */
  public callers(): Iterable<string> {
    return this.rows.keys();
  }

  /** Whoever reaches addresses, or is reached from some. */
  public peersOfAddresses(direction: Direction): Iterable<string> {
    return this.addresses[direction].keys();
  }

  public addressesOf(peer: string, direction: Direction): readonly AddressRow[] {
    return this.addresses[direction].get(peer) ?? [];
  }

  /** What is reached from addresses, by what a line calls these. */
  public linesOfAddresses(): Map<string, LayerLine[]> {
    const lines = new Map<string, LayerLine[]>();
    for (const [to, rows] of this.addresses.ingress) {
      for (const { text, set } of addressLines(rows)) {
        const known = lines.get(text);
        if (known) known.push({ to, set });
        else lines.set(text, [{ to, set }]);
      }
    }
    return lines;
  }

  /** What one reaches, in no order. */
  public linesOf(from: string): LayerLine[] {
    const named = [...this.rows.get(from) ?? []].map(([to, set]) => ({ to, set }));
    return [...named, ...addressLines(this.addressesOf(from, 'egress')).map(({ text, set }) => ({ to: text, set }))];
  }
}

/** The ranges, by what a line calls them: as few as possible. */
export function addressTexts(ranges: readonly AddressRange[]): string[] {
  const union = unionOf(ranges);
  const isEverything = union.length === EVERY_ADDRESS.length
    && union.every(({ first, last }, i) => first === EVERY_ADDRESS[i].first && last === EVERY_ADDRESS[i].last);
  return isEverything ? [ANY_ADDRESS] : union.map(range => externalPeer(range).text);
}

function addressLines(rows: readonly AddressRow[]): Array<{ readonly text: string; readonly set: ConnectionSet }> {
  return [...rangesBySet(rows)].flatMap(([set, ranges]) => addressTexts(ranges).map(text => ({ text, set })));
}

function settled(rows: readonly AddressRow[]): AddressRow[] {
  return [...rangesBySet(rows)]
    .flatMap(([set, ranges]) => unionOf(ranges).map(range => ({ range, set })))
    .sort((a, b) => a.range.family - b.range.family || (a.range.first < b.range.first ? -1 : 1));
}

function rangesBySet(rows: readonly AddressRow[]): Map<ConnectionSet, AddressRange[]> {
  const bySet = new Map<ConnectionSet, AddressRange[]>();
  for (const { range, set } of rows) {
    const known = bySet.get(set);
    if (known) known.push(range);
    else bySet.set(set, [range]);
  }
  return bySet;
}

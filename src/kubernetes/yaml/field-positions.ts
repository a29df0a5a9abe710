import { FieldPath } from '../field-path';

/** The key of an entry that merges a mapping into the one it stands in. */
export const MERGE = Symbol('<<');

type Key = string | number | typeof MERGE;

const NOT_FOUND = -1;

/**
 * Where the fields of a document stand: a flat list of entries (map entries and list items) in the order of the text, as a tree of objects
 * would cost more than the reading itself. Entry 0 is the document; the entries within an entry are those up to its end.
 */
export class FieldPositions {
  private readonly keys: Key[] = [];
  private readonly offsets: number[] = [];
  private readonly ends: number[] = [];
  /** Entries that are an alias, and the entry that was anchored. */
  private readonly anchored = new Map<number, number>();
  /** Merges of a list of mappings, of which the first that has a key gives it. */
  private readonly listMerges = new Set<number>();
  /** Where the items of a list are, for the lists that were asked about: a `kind: List` has thousands. */
  private readonly items = new Map<number, number[]>();

  /** Begins an entry; those added until it is closed are within it. */
  public open(key: Key, offset: number): number {
    this.offsets.push(offset);
    this.ends.push(0);
    return this.keys.push(key) - 1;
  }

  public close(entry: number): void {
    this.ends[entry] = this.keys.length;
  }

  public alias(entry: number, anchored: number): void {
    this.anchored.set(entry, anchored);
  }

  public mergeOfList(entry: number): void {
    this.listMerges.add(entry);
  }

  /** The offset of a field, or of the nearest field around it that is there. */
  public offsetOf(path: FieldPath): number {
    let entry = 0;
    for (const step of path) {
      const next = typeof step === 'number' ? this.itemsOf(entry)[step] ?? NOT_FOUND : this.find(entry, step);
      if (next === NOT_FOUND) break;
      entry = next;
    }
    return this.offsets[entry];
  }

  private itemsOf(entry: number): number[] {
    const list = this.anchored.get(entry) ?? entry;
    const known = this.items.get(list);
    if (known !== undefined) return known;
    const items: number[] = [];
    for (let child = list + 1; child < this.ends[list]; child = this.ends[child]) {
      if (typeof this.keys[child] === 'number') items.push(child);
    }
    this.items.set(list, items);
    return items;
  }

  /** The last that was written wins: it is either the key itself, or a merge that has it. */
  private find(entry: number, key: string): number {
    const mapping = this.anchored.get(entry) ?? entry;
    let found = NOT_FOUND;
    for (let child = mapping + 1; child < this.ends[mapping]; child = this.ends[child]) {
      if (this.keys[child] === key) found = child;
      else if (this.keys[child] === MERGE) found = this.findMerged(child, key, found);
    }
    return found;
  }

  private findMerged(merge: number, key: string, otherwise: number): number {
    if (!this.listMerges.has(merge)) {
      const found = this.find(merge, key);
      return found === NOT_FOUND ? otherwise : found;
    }
    for (const item of this.itemsOf(merge)) {
      const found = this.find(item, key);
      if (found !== NOT_FOUND) return found;
    }
    return otherwise;
  }
}

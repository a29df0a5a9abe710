import { ConnectionSet } from '../connections/connection-set';
import { FEW_GROUPS } from './few-groups';

const { ALL, NONE } = ConnectionSet;

/** A set of connections for each of some groups, by the index of the group. */
export class PodSets {
  /** Of the groups that are few, and copied. */
  public readonly few: ReadonlyMap<number, ConnectionSet>;
  /** Of the selections of many groups. */
  public readonly many: ReadonlyMap<ReadonlySet<number>, ConnectionSet>;
  private readonly copied = new Map<number, ConnectionSet>();
  private readonly shared = new Map<ReadonlySet<number>, ConnectionSet>();
  private readonly each = new Set<ReadonlyMap<number, ConnectionSet>>();
  private wide = NONE;

  constructor() {
    this.few = this.copied;
    this.many = this.shared;
  }

  /** What groups have beyond those that are few; some of them may have less. */
  public get ofMany(): ConnectionSet {
    return this.wide;
  }

  /** @param groups the same object wherever they are the same, and never changed */
  public add(groups: ReadonlySet<number>, set: ConnectionSet): void {
    if (groups.size <= FEW_GROUPS) {
      for (const index of groups) this.addOne(index, set);
      return;
    }
    this.shared.set(groups, set.union(this.shared.get(groups) ?? NONE));
    this.wide = this.wide.union(set);
  }

  /** @param sets the same object wherever they are the same, and never changed */
  public addEach(sets: ReadonlyMap<number, ConnectionSet>): void {
    if (sets.size <= FEW_GROUPS) {
      for (const [index, set] of sets) this.addOne(index, set);
      return;
    }
    this.each.add(sets);
    this.wide = ALL;
  }

  public get(index: number): ConnectionSet | undefined {
    let found = this.copied.get(index);
    for (const [groups, set] of this.shared) if (groups.has(index)) found = set.union(found ?? NONE);
    for (const sets of this.each) found = sets.get(index)?.union(found ?? NONE) ?? found;
    return found;
  }

  /** Every group once, with its set. */
  public* [Symbol.iterator](): Generator<readonly [index: number, set: ConnectionSet]> {
    for (const index of this.keys()) yield [index, this.get(index)!];
  }

  /** So many groups there are at the most: those of several selections count several times. */
  public get mostGroups(): number {
    return [this.copied, ...this.shared.keys(), ...this.each].reduce((sum, { size }) => sum + size, 0);
  }

  /** The index of every group, once. */
  public keys(): Iterable<number> {
    return new Set([this.copied, ...this.shared.keys(), ...this.each].flatMap(part => [...part.keys()]));
  }

  /** Sets that together are those of all groups. */
  public* values(): Generator<ConnectionSet> {
    yield* this.copied.values();
    yield* this.shared.values();
    for (const sets of this.each) yield* sets.values();
  }

  private addOne(index: number, set: ConnectionSet): void {
    this.copied.set(index, set.union(this.copied.get(index) ?? NONE));
  }
}

import { ConnectionSet } from '../connections/connection-set';

const { NONE } = ConnectionSet;

/** A node of its own is worth it where one edge stands for so many. */
const FEWEST_FOLDED = 3;

/** Who reaches whom, by index. */
export type Rows = ReadonlyArray<ReadonlyMap<number, ConnectionSet>>;

/** All of a set of workloads, by index. */
export interface Crowd {
  readonly name: string;
  readonly members: readonly number[];
}

/** One edge: an end is an index or a crowd. */
export interface FoldedEdge {
  readonly from: number | Crowd;
  readonly to: number | Crowd;
  readonly set: ConnectionSet;
}

export interface FoldOptions {
  /** Those that may be folded, the largest first. */
  readonly crowds: readonly Crowd[];
  /** Several workloads are behind it, so that it can reach itself. */
  readonly isSeveral: (index: number) => boolean;
  /** Nothing has to be drawn for it. */
  readonly isImplied: (from: number, to: number) => boolean;
}

/** Few edges that together say the same as the rows: what all of a crowd may do is one edge, and what is left follows pair by pair. */
export function folded(rows: Rows, options: FoldOptions): FoldedEdge[] {
  return new Folding(rows, options).edges();
}

class Folding {
  /** What no edge says yet, by who calls, and the same by who is called. */
  private readonly called: ReadonlyArray<Map<number, ConnectionSet>>;
  private readonly callers: ReadonlyArray<Map<number, ConnectionSet>>;
  private readonly found: FoldedEdge[] = [];

  constructor(rows: Rows, private readonly options: FoldOptions) {
    this.called = rows.map(row => new Map(row));
    const callers = rows.map(() => new Map<number, ConnectionSet>());
    rows.forEach((row, from) => row.forEach((set, to) => callers[to].set(from, set)));
    this.callers = callers;
  }

  public edges(): FoldedEdge[] {
    const { crowds, isImplied } = this.options;
    const byCrowd = crowds.map(crowd => [crowd, this.callsOf(crowd)] as const);
    crowds.forEach(crowd => this.called.forEach((_, from) => this.foldCalled(from, crowd)));
    for (const [from, calls] of byCrowd) {
      crowds.forEach(to => this.foldCrowds(from, calls, to));
      calls.forEach((set, to) => { if (!set.isEmpty) this.found.push({ from, to, set }); });
    }
    this.called.forEach((row, from) => row.forEach((set, to) => {
      if (!set.isEmpty && !isImplied(from, to)) this.found.push({ from, to, set });
    }));
    return this.found;
  }

  /** Whom all of a crowd reach, and how. */
  private callsOf(crowd: Crowd): Map<number, ConnectionSet> {
    const calls = new Map<number, ConnectionSet>();
    this.callers.forEach((row, to) => {
      const members = this.others(crowd, to);
      if (members.length < FEWEST_FOLDED || row.size < members.length) return;
      if (!this.isWorthwhile(members, from => this.options.isImplied(from, to))) return;
      const common = commonOf(members, row);
      if (common.isEmpty) return;
      calls.set(to, common);
      members.forEach(from => this.take(from, to, common));
    });
    return calls;
  }

  private foldCalled(from: number, crowd: Crowd): void {
    const row = this.called[from];
    const members = this.others(crowd, from);
    if (members.length < FEWEST_FOLDED || row.size < members.length) return;
    if (!this.isWorthwhile(members, to => this.options.isImplied(from, to))) return;
    const common = commonOf(members, row);
    if (common.isEmpty) return;
    this.found.push({ from, to: crowd, set: common });
    members.forEach(to => this.take(from, to, common));
  }

  private foldCrowds(from: Crowd, calls: Map<number, ConnectionSet>, to: Crowd): void {
    if (to.members.length < FEWEST_FOLDED || calls.size < to.members.length) return;
    const common = commonOf(to.members, calls);
    if (common.isEmpty) return;
    this.found.push({ from, to, set: common });
    for (const member of to.members) calls.set(member, calls.get(member)!.difference(common));
  }

  /** What is open at both ends alone needs no edge. */
  private isWorthwhile(members: readonly number[], isImplied: (member: number) => boolean): boolean {
    return 2 * members.filter(isImplied).length < members.length;
  }

  private others({ members }: Crowd, index: number): readonly number[] {
    return this.options.isSeveral(index) ? members : members.filter(member => member !== index);
  }

  private take(from: number, to: number, set: ConnectionSet): void {
    const rest = this.called[from].get(to)!.difference(set);
    this.called[from].set(to, rest);
    this.callers[to].set(from, rest);
  }
}

function commonOf(members: readonly number[], row: ReadonlyMap<number, ConnectionSet>): ConnectionSet {
  let common = ConnectionSet.ALL;
  for (const member of members) {
    common = common.intersection(row.get(member) ?? NONE);
    if (common.isEmpty) break;
  }
  return common;
}

import { Outcome } from '../engine/outcome';
import { Finding } from '../engine/report';
import { Waiver } from '../waivers/waiver';

/** How many findings are told in full; of the others only the number of each rule is. */
const IN_FULL = 20;

const SEVERITIES = ['high', 'medium', 'low'];

interface Told {
  readonly finding: Finding;
  /** As it came. */
  readonly order: number;
}

/** What a reader on a terminal is told of any number of findings: the worst in full, of the others how many there are of each rule. */
export class Digest {
  private readonly counts = new Map<Outcome, number>();
  private readonly left = new Map<string, number>();
  /** The worst first. */
  private readonly worst: Told[] = [];
  private readonly forbidden = new Set<Waiver>();
  private size = 0;

  public add(finding: Finding): void {
    if (finding.forbiddenBy !== undefined && finding.waiver !== undefined) this.forbidden.add(finding.waiver);
    this.counts.set(finding.outcome, this.of(finding.outcome) + 1);
    if (finding.outcome === Outcome.WAIVED) return;
    const told = { finding, order: this.size++ };
    const at = this.worst.findIndex(other => badness(finding) > badness(other.finding));
    if (at === -1) this.worst.push(told);
    else this.worst.splice(at, 0, told);
    if (this.worst.length <= IN_FULL) return;
    const { ruleId } = this.worst.pop()!.finding;
    this.left.set(ruleId, (this.left.get(ruleId) ?? 0) + 1);
  }

  /** How many findings came to this. */
  public of(outcome: Outcome): number {
    return this.counts.get(outcome) ?? 0;
  }

  /** Whether somebody forbids that a waiver excuses what it is for, or a part of it. */
  public forbids(waiver: Waiver): boolean {
    return this.forbidden.has(waiver);
  }

  /** What is told in full: group by group as they came, the worst of a group first. */
  public told(groupOf: (finding: Finding) => string): Finding[][] {
    const groups = new Map<string, Finding[]>();
    const inOrder = [...this.worst].sort((a, b) => a.order - b.order);
    inOrder.forEach(({ finding }) => groups.set(groupOf(finding), []));
    this.worst.forEach(({ finding }) => groups.get(groupOf(finding))!.push(finding));
    return [...groups.values()];
  }

  /** The rules of what is not told in full, the most frequent first. */
  public untold(): Array<readonly [ruleId: string, count: number]> {
    return [...this.left].sort(([, a], [, b]) => b - a);
  }
}

/** What fails is worse than what warns, and then the severity counts. */
function badness(finding: Finding): number {
  return (finding.outcome === Outcome.FAILING ? SEVERITIES.length : 0) - SEVERITIES.indexOf(finding.severity);
}

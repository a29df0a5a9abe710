/** What was seen of one waiver. */
export class WaiverEvidence {
  /** How many findings it excuses. */
  public excused = 0;
  /** How many findings fail that it excused until it expired. */
  public missed = 0;
  /** The rules whose findings it excuses. */
  public readonly rules = new Set<string>();
  /** What it excuses of the values that it names. */
  public readonly values = new Set<string>();
  /** It would excuse findings of these rules, and somebody forbids it. */
  public readonly forbidden = new Set<string>();
  /** The containers whose findings it excuses. */
  public readonly needy = new Set<string>();
  /** The other containers of the same objects. */
  public readonly idle = new Set<string>();
  /** It excuses a finding that is about no container. */
  public excusesWhole = false;
  /** The containers of the objects that it is for; collected where it names one. */
  public readonly seen = new Set<string>();

  public get isUsed(): boolean {
    return this.excused > 0 || this.missed > 0 || this.forbidden.size > 0;
  }

  /** Adds what another run saw. */
  public add(other: WaiverEvidence): void {
    this.excused += other.excused;
    this.missed += other.missed;
    this.excusesWhole ||= other.excusesWhole;
    for (const names of ['rules', 'values', 'forbidden', 'needy', 'idle', 'seen'] as const) other[names].forEach(name => this[names].add(name));
  }
}

import { FieldPath } from '../kubernetes/field-path';
import { Manifest } from '../kubernetes/manifest';
import { Fault, valueInWords } from '../waivers/fault';
import { areObjects } from '../waivers/waived-object-selector';
import { GivenWaiver, Origin } from './judged-object';
import { JudgedSubject } from './judged-subject';
import { WaiverEvidence } from './waiver-evidence';

/** What becomes of a fault by the waivers that are for it. */
export interface Excuse {
  /** The waiver that excuses it; failing that, one that would. */
  readonly given?: GivenWaiver;
  /** What is the matter with a waiver that would. */
  readonly lapse?: WaiverLapse;
}

/** Why a waiver does not excuse what it is for: its last day has passed, or somebody forbids it. */
export interface WaiverLapse {
  readonly forbiddenBy?: string;
}

/** An object on which a waiver excused something. */
export interface Excusal {
  readonly given: GivenWaiver;
  /** From what was written to the object, which may be an item of a List. */
  readonly at: FieldPath;
  readonly ruleIds: Set<string>;
}

/** Keeps account of what the waivers of one run excuse. */
export class WaiverLedger {
  private readonly evidence = new Map<GivenWaiver, WaiverEvidence>();
  private readonly excusals = new Map<Origin, Map<string, Excusal>>();
  // Origins of one scope share their list of waivers.
  private readonly byRule = new WeakMap<readonly GivenWaiver[], Map<string, readonly GivenWaiver[]>>();
  private readonly narrowed = new WeakMap<readonly GivenWaiver[], readonly GivenWaiver[]>();

  /**
   * @param today the day by which waivers expire, as `2026-11-22`.
   * @param nonWaivable rules that nobody may waive.
   * @param keepsExcusals whether somebody asks for `excusalsByOrigin`.
   */
  constructor(private readonly today: string, private readonly nonWaivable: readonly string[], private readonly keepsExcusals: boolean) {}

  /** Takes note of an object, before it is judged. */
  public see(subject: JudgedSubject, manifest: Manifest): void {
    const { origin } = subject;
    if (origin.waivers.length === 0) return;
    for (const given of this.withContainer(origin.waivers)) {
      const { objects } = given.waiver;
      if (objects !== undefined && !areObjects(objects, subject)) continue;
      const { seen } = this.evidenceOf(given);
      namesIn(manifest).forEach(name => seen.add(name));
    }
  }

  /** @param manifest the object, where it is still there: a rule about several objects tells nothing of single containers. */
  public excuse(subject: JudgedSubject, fault: Fault, manifest?: Manifest): Excuse {
    const { origin } = subject;
    if (origin.waivers.length === 0) return {};
    const matching = this.waiversOf(origin.waivers, fault.ruleIds).filter(({ waiver }) => waiver._excuses(fault));
    if (matching.length === 0) return {};
    const forbiddenBy = this.forbiddenBy(origin, fault.ruleIds);
    if (forbiddenBy !== undefined) {
      matching.forEach(given => this.evidenceOf(given).forbidden.add(fault.ruleIds[0]));
      return { given: matching[0], lapse: { forbiddenBy } };
    }
    const holding = matching.filter(({ waiver }) => !waiver._isExpired(this.today));
    if (holding.length === 0) {
      matching.forEach(given => this.evidenceOf(given).missed++);
      return { given: matching[0], lapse: {} };
    }
    holding.forEach(given => this.note(given, fault, manifest));
    // The nearest is the one that the finding names.
    if (this.keepsExcusals) this.keep(holding[0], subject, fault.ruleIds[0]);
    return { given: holding[0] };
  }

  /** Who forbids waivers of a rule for an object, if somebody does. */
  public forbiddenBy(origin: Origin, ruleIds: readonly string[]): string | undefined {
    if (ruleIds.some(id => this.nonWaivable.includes(id))) return 'nonWaivable';
    return ruleIds.map(id => origin.forbiddenBy?.(id)).find(by => by !== undefined);
  }

  public get evidences(): ReadonlyMap<GivenWaiver, WaiverEvidence> {
    return this.evidence;
  }

  /** The objects on which something was excused, by their origin. */
  public get excusalsByOrigin(): ReadonlyMap<Origin, readonly Excusal[]> {
    return new Map([...this.excusals].map(([origin, ofOrigin]) => [origin, [...ofOrigin.values()]]));
  }

  private note(given: GivenWaiver, { ruleIds: [ruleId], container, value }: Fault, manifest?: Manifest): void {
    const evidence = this.evidenceOf(given);
    evidence.excused++;
    evidence.rules.add(ruleId);
    if (given.waiver.values.length > 0) evidence.values.add(valueInWords(value) ?? '');
    if (container === undefined) evidence.excusesWhole = true;
    else evidence.needy.add(container);
    if (container !== undefined && manifest !== undefined && given.waiver.container === undefined) {
      namesIn(manifest).filter(name => name !== container).forEach(name => evidence.idle.add(name));
    }
  }

  private keep(given: GivenWaiver, { origin, path }: JudgedSubject, ruleId: string): void {
    let ofOrigin = this.excusals.get(origin);
    if (!ofOrigin) this.excusals.set(origin, ofOrigin = new Map());
    const key = JSON.stringify([path, origin.waivers.indexOf(given)]);
    let excusal = ofOrigin.get(key);
    if (!excusal) ofOrigin.set(key, excusal = { given, at: path, ruleIds: new Set() });
    excusal.ruleIds.add(ruleId);
  }

  /** A waivers file may have hundreds, and each fault concerns a few. */
  private waiversOf(waivers: readonly GivenWaiver[], ruleIds: readonly string[]): readonly GivenWaiver[] {
    let byRule = this.byRule.get(waivers);
    if (!byRule) this.byRule.set(waivers, byRule = new Map());
    const key = ruleIds.join(' ');
    let concerned = byRule.get(key);
    if (!concerned) byRule.set(key, concerned = waivers.filter(({ waiver }) => ruleIds.some(id => waiver.ruleIds.includes(id))));
    return concerned;
  }

  private withContainer(waivers: readonly GivenWaiver[]): readonly GivenWaiver[] {
    let narrowed = this.narrowed.get(waivers);
    if (!narrowed) {
      narrowed = waivers.filter(({ waiver }) => waiver.container !== undefined);
      this.narrowed.set(waivers, narrowed);
    }
    return narrowed;
  }

  private evidenceOf(given: GivenWaiver): WaiverEvidence {
    let evidence = this.evidence.get(given);
    if (!evidence) this.evidence.set(given, evidence = new WaiverEvidence());
    return evidence;
  }
}

function namesIn({ pods }: Manifest): string[] {
  return pods.flatMap(({ containers }) => containers.map(({ name }) => name));
}

import { Outcome } from '../engine/outcome';
import { Severity } from '../rules/severity';
import { WaivedObjects } from '../waivers/waived-objects';

/**
 * What a check found: the shape of `--format json`, whose JSON Schema is `schema/report.schema.json` of the package. In JSON, what is
 * not there is null.
 */
export interface HardeningReport {
  /** The version of this shape: `1.0`. A change that could break a reader raises the first number. */
  readonly schemaVersion: string;
  /** The profile that was judged by: `hardened`. */
  readonly profile: string;
  /** The minor of Kubernetes that was judged by: `1.31`. */
  readonly kubernetesVersion: string;
  /**
   * The day by which the waivers were judged.
   *
   * @default - today, as nobody set it
   */
  readonly clock?: ReportClock;
  readonly summary: ReportSummary;
  /** In the order of the objects; those of rules about several objects come after them, and those about waivers last. */
  readonly findings: ReportFinding[];
  /** Every waiver that was given, whether anything needed it or not. */
  readonly waivers: ReportWaiver[];
}

/** The day by which waivers were judged. A report names it only where somebody set it: otherwise it would be another report every day. */
export interface ReportClock {
  /** As `2027-03-31`. */
  readonly today: string;
  /**
   * The real day, where that is later: waivers that have expired since then hold.
   *
   * @default - the clock was not set back
   */
  readonly setBackFrom?: string;
}

/** How much was found. */
export interface ReportSummary {
  /** How many objects were judged, items of lists one by one. */
  readonly objects: number;
  /** How many findings fail. Where there is none, the check passes. */
  readonly failing: number;
  /** How many findings only warn. */
  readonly warning: number;
  /** How many findings a waiver excuses. */
  readonly waived: number;
}

/** One place where one rule is not met. */
export interface ReportFinding {
  /** The id of the rule: `no-privileged`. It never changes. */
  readonly ruleId: string;
  readonly outcome: Outcome;
  readonly severity: Severity;
  readonly resource: ReportResource;
  /**
   * Where the construct is that made the object.
   *
   * @default - the object was read from a file
   */
  readonly constructPath?: string;
  /**
   * The name of the container, or its place where it has no name.
   *
   * @default - it is not about a container
   */
  readonly container?: string;
  /** From the object: `spec.template.spec.containers[0].securityContext.privileged`. */
  readonly path: string;
  /** What the field must be, and what was found: `must be true, is false`. */
  readonly message: string;
  /** What to write instead. */
  readonly fix: string;
  /** The ids of the controls that it goes against: `pss:baseline/privileged`. */
  readonly controls: string[];
  /**
   * Where it was written.
   *
   * @default - not known
   */
  readonly source?: ReportSource;
  /**
   * The waiver that excuses it, that did until it expired, or that would if nobody forbade it.
   *
   * @default - none
   */
  readonly waiver?: ReportWaiver;
  /**
   * Who forbids the waiver: the path of a construct, `the app`, or `nonWaivable` for the list of rules that nobody may waive.
   *
   * @default - nobody
   */
  readonly forbiddenBy?: string;
}

/** The object that a finding is about. */
export interface ReportResource {
  readonly apiVersion: string;
  readonly kind: string;
  /** Empty where the object names none. */
  readonly namespace: string;
  readonly name: string;
}

/** A line of a file. */
export interface ReportSource {
  readonly file: string;
  /** From 1 on. */
  readonly line: number;
}

/** A waiver, where it was given, and what it did. */
export interface ReportWaiver {
  /** What is waived: the name of the factory of `Waiver` that made it, such as `privileged`; `rule` for a waiver of a rule by its id. */
  readonly control: string;
  /** The rule that it is for. */
  readonly ruleId: string;
  /** All rules whose findings it excuses, that one first. */
  readonly ruleIds: string[];
  readonly reason: string;
  /**
   * The last day on which it holds, as `2027-03-31`.
   *
   * @default - it has no end
   */
  readonly expires?: string;
  /**
   * The ticket that follows it up.
   *
   * @default - none
   */
  readonly ticket?: string;
  /**
   * Who answers for it.
   *
   * @default - nobody is named
   */
  readonly owner?: string;
  /** Whether it only warns, and does not fail, where nothing needs it. */
  readonly optional: boolean;
  /**
   * The only container that it is for.
   *
   * @default - every container
   */
  readonly container?: string;
  /** The only values that it excuses, such as capabilities; empty where it excuses any. */
  readonly values: string[];
  /**
   * The only field that it is for.
   *
   * @default - every field that the rules find fault with
   */
  readonly path?: string;
  /**
   * The only objects that it is for.
   *
   * @default - every object where it was given
   */
  readonly objects?: WaivedObjects;
  /**
   * The construct that it was given to.
   *
   * @default - it was given to the app, or in a file
   */
  readonly constructPath?: string;
  /**
   * Where it was written.
   *
   * @default - not known
   */
  readonly source?: ReportSource;
  /** How many findings it excuses. */
  readonly excuses: number;
  /** Whether a finding needs it, or would if it had not expired or were not forbidden. */
  readonly used: boolean;
  /** Whether its last day has passed. */
  readonly expired: boolean;
  /** Where annotations that other scanners obey say more than it does: a sentence each. */
  readonly widened: string[];
}

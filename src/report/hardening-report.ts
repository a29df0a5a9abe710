import { Outcome } from '../engine/outcome';
import { Severity } from '../rules/severity';

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
  readonly summary: ReportSummary;
  /** In the order of the objects; those of rules about several objects come last. */
  readonly findings: ReportFinding[];
  readonly waivers: ReportWaiver[];
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
   * The waiver that excuses it, or that did until it expired.
   *
   * @default - none
   */
  readonly waiver?: ReportWaiver;
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

/** A waiver, and whether anything needed it. */
export interface ReportWaiver {
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
  /** Whether a finding needed it. */
  readonly used: boolean;
}

import { Severity } from '../rules/severity';

/** What a rule says of itself. */
export interface RuleDescription {
  /** Never changes: `no-privileged`. */
  readonly id: string;
  /** The ids that it had before. */
  readonly aliases: string[];
  /** What holds where the rule is met. */
  readonly title: string;
  readonly severity: Severity;
  /** It only warns. */
  readonly warns: boolean;
  /** What an intruder gains where it is not met. */
  readonly why: string;
  /** What to write instead. */
  readonly fix: string;
  /** The TypeScript of the waiver that excuses it. */
  readonly waiver: string;
  /** What published frameworks ask for, as their named editions state it. */
  readonly controls: ControlDescription[];
  /** The profiles that it is part of: `hardened`. */
  readonly profiles: string[];
  /**
   * The ValidatingAdmissionPolicy, as JSON, by which a cluster of Kubernetes 1.30 or later asks the same. It does nothing until a
   * ValidatingAdmissionPolicyBinding names it.
   *
   * @default - `notExportable` says why there is none
   */
  readonly admissionPolicy?: string;
  /**
   * Why no admission policy can ask the same.
   *
   * @default - there is one
   */
  readonly notExportable?: string;
}

/** A control of a published framework. */
export interface ControlDescription {
  /** `cis:5.2.2` */
  readonly id: string;
  readonly framework: string;
  /** The edition, since numbers move between editions. */
  readonly version: string;
  readonly title: string;
  /** Where it is published. */
  readonly source: string;
}

import { Control } from '../frameworks/control';
import { FieldPath } from '../kubernetes/field-path';
import { JsonObject } from '../kubernetes/json';
import { Manifest } from '../kubernetes/manifest';
import { Requirement } from '../requirements/requirement';
import { TargetFacts } from '../requirements/target-facts';
import { WaivedControl } from '../waivers/waived-control';
import { AppIndex } from './app-index';
import { Severity } from './severity';

/** What every rule says of itself; everything else, docs and messages included, is derived from it. */
export interface RuleFacts {
  /** Never changes; a rename leaves the old one in `aliases`. Equal to the name of the file. */
  readonly id: string;
  readonly aliases?: readonly string[];
  /** What holds where the rule is met, without a full stop. */
  readonly title: string;
  readonly severity: Severity;
  /** A rule that warns never fails a synth. */
  readonly warns?: true;
  readonly controls: readonly Control[];
  /** What an intruder gains where it is not met. */
  readonly why: string;
  /** What to write instead. */
  readonly fix: string;
  /** The factory of `Waiver` that excuses it; without one, `Waiver.rule`. */
  readonly waiver?: Exclude<WaivedControl, 'rule'>;
}

/** A change to the minimal good object: a field, such as `spec.containers[app].image`, and its value; undefined removes it. */
export type Change = { readonly [field: string]: unknown };

/** Examples that tests run: each is the minimal good object with one change. */
export interface Examples {
  readonly good: readonly Change[];
  readonly bad: ReadonlyArray<{
    readonly change: Change;
    /** Where the findings are, in order, as paths of the changed object. */
    readonly at: readonly string[];
    /** The minor of Kubernetes, if not the newest. */
    readonly minor?: number;
    /** The rules that the same change breaks, where it cannot break one alone. */
    readonly also?: readonly string[];
  }>;
}

/** Judges every pod, of a Pod or of the template of any workload. The minimal good object is a hardened Pod. */
export interface PodRule extends RuleFacts {
  readonly scope: 'pod';
  readonly requires: Requirement;
  readonly examples: Examples;
}

/** Judges objects of one kind. */
export interface ObjectRule extends RuleFacts {
  readonly scope: 'object';
  /** The API group, empty for the core group, and the kind. */
  readonly group: string;
  readonly kind: string;
  readonly requires: Requirement;
  /** The minimal good object. */
  readonly minimal: JsonObject;
  readonly examples: Examples;
}

/** Where an object of the app breaks a rule about several objects. */
export interface AppViolation {
  readonly manifest: Manifest;
  readonly path: FieldPath;
  /** What must be so, in words that go before the message; by default the path. */
  readonly what?: string;
  readonly message: string;
}

/** Judges objects together. Only at synth: an admission policy sees one object at a time. */
export interface AppRule extends RuleFacts {
  readonly scope: 'app';
  readonly notExportable: string;
  readonly check: (app: AppIndex, target: TargetFacts) => AppViolation[];
  readonly examples: {
    readonly good: ReadonlyArray<readonly JsonObject[]>;
    /** `at` names the finding as `Kind name path`. */
    readonly bad: ReadonlyArray<{ readonly objects: readonly JsonObject[]; readonly at: readonly string[] }>;
  };
}

export type Rule = PodRule | ObjectRule | AppRule;

export function podRule(rule: Omit<PodRule, 'scope'>): PodRule {
  return { scope: 'pod', ...rule };
}

export function objectRule(rule: Omit<ObjectRule, 'scope'>): ObjectRule {
  return { scope: 'object', ...rule };
}

export function appRule(rule: Omit<AppRule, 'scope'>): AppRule {
  return { scope: 'app', ...rule };
}

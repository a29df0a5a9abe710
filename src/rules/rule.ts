import { Control } from '../frameworks/control';
import { FieldPath } from '../kubernetes/field-path';
import { JsonObject } from '../kubernetes/json';
import { Manifest } from '../kubernetes/manifest';
import { Subject } from '../kubernetes/subject';
import { Network } from '../network/analysis/network';
import { Requirement } from '../requirements/requirement';
import { TargetFacts } from '../requirements/target-facts';
import { WaivedControl } from '../waivers/waived-control';
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
  /** Only part of the Pod Security profiles: the default profile has a stricter rule in its place. */
  readonly standardOnly?: true;
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

/** Judges every pod, of a Pod or of the template of any workload. */
export interface PodRule extends RuleFacts {
  readonly scope: 'pod';
  readonly requires: Requirement;
}

/** Judges objects of one kind. */
export interface ObjectRule extends RuleFacts {
  readonly scope: 'object';
  /** The API group, empty for the core group, and the kind. */
  readonly group: string;
  readonly kind: string;
  readonly requires: Requirement;
}

/** Judges objects together. Only before the cluster sees them: an admission policy sees one object at a time. */
export interface AppRule extends RuleFacts {
  readonly scope: 'app';
  readonly notExportable: string;
  /** Begins a run over an app. */
  begin(target: TargetFacts, app: AppIndex): AppCheck;
}

/** What rules about several objects share. */
export interface AppIndex {
  /** Who can reach whom. Its subjects are those of the objects; asked for once every object was seen. */
  network(): Network;
}

/**
 * One run of a rule about several objects. It sees every object once and remembers what it needs of it, in few words: an app may
 * have ten thousand objects, of which nobody else keeps the JSON.
 */
export interface AppCheck {
  see(subject: Subject, manifest: Manifest): void;
  /** Asked once, when every object was seen and judged by the rules about one. */
  violations(known: KnownFaults): readonly AppViolation[];
}

/** What the rules about one object found, so that one fault is not told twice. */
export interface KnownFaults {
  /** Whether a finding that fails, waived ones left out, already tells that the object goes against a control: `pss:baseline/privileged`. */
  has(subject: Subject, control: string): boolean;
}

/** Where an object of the app breaks a rule about several objects. */
export interface AppViolation {
  readonly subject: Subject;
  /** From the object. */
  readonly path: FieldPath;
  /** What must be so, in words that go before the message; by default the path. */
  readonly what?: string;
  readonly message: string;
  /** Only warns, although the rule fails elsewhere. */
  readonly warns?: true;
  /** What to write instead, where it differs from the fix of the rule. */
  readonly fix?: string;
  /** What is told instead where nobody asked to judge the object, about another one that is. */
  readonly ifUnjudged?: AppViolation;
}

export type Rule = PodRule | ObjectRule | AppRule;

/** A rule about pods as its file declares it. The minimal good object is a hardened Pod. */
export interface PodRuleDeclaration extends PodRule {
  readonly examples: Examples;
}

/** A rule about one kind as its file declares it. */
export interface ObjectRuleDeclaration extends ObjectRule {
  /** The minimal good object. */
  readonly minimal: JsonObject;
  readonly examples: Examples;
}

/** A rule about several objects as its file declares it. The examples are made when a test asks for them. */
export interface AppRuleDeclaration extends AppRule {
  examples(): AppExamples;
}

export interface AppExamples {
  readonly good: ReadonlyArray<readonly JsonObject[]>;
  readonly bad: ReadonlyArray<{
    readonly objects: readonly JsonObject[];
    /** Names the findings as `Kind name path`. */
    readonly at: readonly string[];
  }>;
}

/** What a file of this folder declares; the catalogue that runs has no examples in it. */
export type RuleDeclaration = PodRuleDeclaration | ObjectRuleDeclaration | AppRuleDeclaration;

export function podRule(rule: Omit<PodRuleDeclaration, 'scope'>): PodRuleDeclaration {
  return { scope: 'pod', ...rule };
}

export function objectRule(rule: Omit<ObjectRuleDeclaration, 'scope'>): ObjectRuleDeclaration {
  return { scope: 'object', ...rule };
}

export function appRule(rule: Omit<AppRuleDeclaration, 'scope'>): AppRuleDeclaration {
  return { scope: 'app', ...rule };
}

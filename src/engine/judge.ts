import { FieldPath, formatPath } from '../kubernetes/field-path';
import { isObject } from '../kubernetes/json';
import { Manifest } from '../kubernetes/manifest';
import { yamlTextHazards } from '../kubernetes/yaml-text';
import { TargetFacts } from '../requirements/target-facts';
import { AppIndex } from '../rules/app-index';
import { Rule } from '../rules/rule';
import { Waiver } from '../waivers/waiver';
import { RULE_ERROR } from './built-in-checks';
import { CompiledRules, compileRules } from './compiled-rules';
import { expandLists } from './expand-lists';
import { FindingMaker } from './finding-maker';
import { JudgedObject } from './judged-object';
import { Finding } from './report';

export interface JudgeOptions {
  readonly rules: readonly Rule[];
  readonly target: TargetFacts;
  /** The day by which waivers expire, as `2026-11-22`. */
  readonly today: string;
}

/** What one run over the objects gave. */
export interface Verdict {
  /** By object, in the order in which they were found. */
  readonly findings: ReadonlyMap<JudgedObject, readonly Finding[]>;
  /** The waivers that excused something. */
  readonly usedWaivers: ReadonlySet<Waiver>;
}

interface Read {
  readonly object: JudgedObject;
  readonly manifest: Manifest;
  /** From what was written to the manifest, which may be an item of a List. */
  readonly path: FieldPath;
}

/** Judges objects by rules. Fails closed: what cannot be read, and a rule that throws, are failing findings. */
export function judge(objects: readonly JudgedObject[], options: JudgeOptions): Verdict {
  const findings = new FindingMaker(options.today);
  const rules = compileRules(options.rules, options.target);

  const read = objects.flatMap(object => readManifests(object, findings));
  for (const { object, manifest, path } of read) {
    if (!object.onlySeen) judgeManifest(object, manifest, path, rules, findings);
  }
  judgeApp(read, rules, options, findings);
  for (const object of objects) {
    if (!object.onlySeen) object.refusals.forEach(refusal => findings.addRefusal(object, refusal));
  }
  return { findings: findings.byObject(), usedWaivers: findings.usedWaivers };
}

function readManifests(object: JudgedObject, findings: FindingMaker): Read[] {
  if (object.unreadable !== undefined) {
    if (!object.onlySeen) findings.addUnreadable(object, [], object.unreadable);
    return [];
  }
  if (!object.onlySeen) {
    yamlTextHazards(object.json).forEach(hazard => findings.addYamlHazard(object, hazard));
  }
  return expandLists(object.json).flatMap(({ json, path }) => {
    try {
      if (!isObject(json)) throw new Error('is not an object, so it is no Kubernetes object.');
      return [{ object, manifest: new Manifest(json), path }];
    } catch (error) {
      if (!object.onlySeen) findings.addUnreadable(object, path, messageOf(error));
      return [];
    }
  });
}

function judgeManifest(object: JudgedObject, manifest: Manifest, path: FieldPath, rules: CompiledRules, findings: FindingMaker): void {
  for (const { rule, violationsIn } of rules.perObject) {
    try {
      for (const violation of violationsIn(manifest)) {
        findings.addViolation(object, manifest, rule, { ...violation, path: [...path, ...violation.path] });
      }
    } catch (error) {
      findings.addBuiltIn(object, manifest, RULE_ERROR, path, `must be judged by ${rule.id}, which failed: ${messageOf(error)}`);
    }
  }
}

function judgeApp(read: readonly Read[], rules: CompiledRules, options: JudgeOptions, findings: FindingMaker): void {
  const readOf = new Map(read.map(one => [one.manifest, one]));
  const app = new AppIndex(read.map(({ manifest }) => manifest));
  for (const rule of rules.perApp) {
    try {
      for (const { manifest, path, what, message } of rule.check(app, options.target)) {
        const { object, path: before } = readOf.get(manifest)!;
        if (object.onlySeen) continue;
        findings.addViolation(object, manifest, rule, { path: [...before, ...path], field: what ?? formatPath(path), message });
      }
    } catch (error) {
      const first = read.find(({ object }) => !object.onlySeen);
      if (first) {
        findings.addBuiltIn(first.object, first.manifest, RULE_ERROR, first.path,
          `and the objects around it must be judged by ${rule.id}, which failed: ${messageOf(error)}`);
      }
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

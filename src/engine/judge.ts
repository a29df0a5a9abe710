import { FieldPath, formatPath } from '../kubernetes/field-path';
import { isObject } from '../kubernetes/json';
import { Manifest } from '../kubernetes/manifest';
import { yamlTextHazards } from '../kubernetes/yaml-text';
import { TargetFacts } from '../requirements/target-facts';
import { AppCheck, AppRule, AppViolation, KnownFaults, Rule } from '../rules/rule';
import { AppNetwork } from './app-network';
import { RULE_ERROR } from './built-in-checks';
import { CompiledRules, placesIn } from './compiled-rules';
import { expandLists } from './expand-lists';
import { FindingMaker } from './finding-maker';
import { GivenWaiver, JudgedObject, Origin } from './judged-object';
import { JudgedSubject } from './judged-subject';
import { Outcome } from './outcome';
import { Finding } from './report';
import { WaiverEvidence } from './waiver-evidence';
import { Excusal, WaiverLedger } from './waiver-ledger';

export interface JudgeOptions {
  readonly rules: readonly Rule[];
  readonly target: TargetFacts;
  /** The day by which waivers expire, as `2026-11-22`. */
  readonly today: string;
  /** The rules that nobody may waive; none by default. */
  readonly nonWaivable?: readonly string[];
  /** Somebody asks on which objects waivers excused something. */
  readonly keepsExcusals?: boolean;
  /** cdk8s will write the objects as YAML: what kubectl would read differently from the JSON is a fault as well. */
  readonly writtenAsYaml: boolean;
  /** Findings show the waiver that would excuse them; by default not, as there may be no place to write it. */
  readonly offersWaivers?: boolean;
  /** The namespace of objects that name none; by default they have none. */
  readonly defaultNamespace?: string;
}

/** What one run over the objects gave. */
export interface Verdict {
  /** By the origin of the objects, in the order in which they were found. */
  readonly findings: ReadonlyMap<Origin, readonly Finding[]>;
  /** What was seen of the waivers, of those that mattered to an object. */
  readonly evidences: ReadonlyMap<GivenWaiver, WaiverEvidence>;
  /** The objects on which waivers excused something, by their origin; empty unless asked for. */
  readonly excusals: ReadonlyMap<Origin, readonly Excusal[]>;
}

/** Judges objects by rules. Fails closed: what cannot be read, and a rule that throws, are failing findings. */
export function judge(objects: readonly JudgedObject[], options: JudgeOptions): Verdict {
  const judging = new Judging(options);
  objects.forEach(object => judging.see(object));
  judging.finish();
  for (const object of objects) {
    if (object.onlySeen) continue;
    judging.findings.addRefusals(object);
    judging.findings.addDropped(object);
  }
  return {
    findings: judging.findings.byOrigin(),
    evidences: judging.waivers.evidences,
    excusals: judging.waivers.excusalsByOrigin,
  };
}

/** The controls that failing findings about one object already speak of. */
const KNOWN: KnownFaults = {
  has(subject, control) {
    for (const { controls } of (subject as JudgedSubject).broken ?? []) {
      if (controls.some(({ id }) => id === control)) return true;
    }
    return false;
  },
};

interface RunningAppRule {
  readonly rule: AppRule;
  readonly check: AppCheck;
}

/** One run over objects that come one by one; of each only a few words are kept. */
export class Judging {
  public readonly findings: FindingMaker;
  public readonly waivers: WaiverLedger;
  private readonly rules: CompiledRules;
  private readonly app = new AppNetwork();
  private readonly appRules: RunningAppRule[] = [];
  /** The first object that was judged: an error of a rule about several is told there. */
  private first: JudgedSubject | undefined;
  private count = 0;

  constructor(private readonly options: JudgeOptions) {
    this.waivers = new WaiverLedger(options.today, options.nonWaivable ?? [], options.keepsExcusals ?? false);
    this.findings = new FindingMaker(this.waivers, options.offersWaivers ?? false);
    this.rules = new CompiledRules(options.rules, options.target);
    for (const rule of options.rules) {
      if (rule.scope === 'app') this.appRules.push({ rule, check: rule.begin(options.target, this.app) });
    }
  }

  /** How many objects came, items of lists one by one, readable or not. */
  public get size(): number {
    return this.count;
  }

  /**
   * Judges an object by the rules about one, and shows it to those about several.
   *
   * @param afterEach called after each item of a list, so that nobody has to hold the findings of a long one.
   */
  public see(object: JudgedObject, afterEach: () => void = () => undefined): void {
    const { onlySeen = false } = object;
    if (object.unreadable !== undefined) {
      this.count++;
      if (!onlySeen) this.findings.addUnreadable(object, [], object.unreadable);
      return;
    }
    if (this.options.writtenAsYaml && !onlySeen) {
      yamlTextHazards(object.json).forEach(hazard => this.findings.addYamlHazard(object, hazard));
    }
    for (const { json, path } of expandLists(object.json)) {
      this.count++;
      this.seeItem(object, json, path);
      afterEach();
    }
  }

  /** Asks the rules about several objects. No object may come any more. */
  public finish(): void {
    for (const { rule, check } of this.appRules) {
      try {
        check.violations(KNOWN).forEach(violation => this.addAppViolation(rule, violation));
      } catch (error) {
        this.addRuleError(rule, error);
      }
    }
  }

  private seeItem(object: JudgedObject, json: unknown, path: FieldPath): void {
    const { origin, onlySeen = false } = object;
    const manifest = this.read(object, json, path);
    if (manifest === undefined) return;
    const subject = new JudgedSubject(manifest, origin, path, onlySeen, this.options.defaultNamespace);
    if (!onlySeen) {
      this.first ??= subject;
      this.waivers.see(subject, manifest);
      this.judgeAlone(object, subject, manifest, path);
    }
    this.show(object, subject, manifest, path);
  }

  private read(object: JudgedObject, json: unknown, path: FieldPath): Manifest | undefined {
    try {
      if (!isObject(json)) throw new Error('is not an object, so it is no Kubernetes object.');
      return new Manifest(json);
    } catch (error) {
      if (!object.onlySeen) this.findings.addUnreadable(object, path, messageOf(error));
      return undefined;
    }
  }

  private judgeAlone(object: JudgedObject, subject: JudgedSubject, manifest: Manifest, path: FieldPath): void {
    const rules = this.rules.for(manifest);
    if (rules.length === 0) return;
    const places = placesIn(manifest);
    for (const { rule, violationsIn } of rules) {
      try {
        for (const violation of violationsIn(places)) {
          const fromTop = path.length === 0 ? violation : { ...violation, path: [...path, ...violation.path] };
          const outcome = this.findings.addViolation(object, subject, rule, fromTop, manifest);
          if (outcome === Outcome.FAILING) (subject.broken ??= new Set()).add(rule);
        }
      } catch (error) {
        this.findings.addBuiltIn(object, subject, RULE_ERROR, path, `must be judged by ${rule.id}, which failed: ${messageOf(error)}`);
      }
    }
  }

  private show(object: JudgedObject, subject: JudgedSubject, manifest: Manifest, path: FieldPath): void {
    if (this.appRules.length === 0) return;
    const showTo = (who: string, see: () => void): void => {
      try {
        see();
      } catch (error) {
        if (!object.onlySeen) this.findings.addBuiltIn(object, subject, RULE_ERROR, path, `must be judged by ${who}, which failed: ${messageOf(error)}`);
      }
    };
    showTo('the rules about the network', () => this.app.see(subject, manifest));
    for (const { rule, check } of this.appRules) showTo(rule.id, () => check.see(subject, manifest));
  }

  private addAppViolation(rule: AppRule, violation: AppViolation): void {
    let told: AppViolation | undefined = violation;
    // One that stands for another may itself stand for the next: no recursion, as there may be thousands.
    while (told && (told.subject as JudgedSubject).onlySeen) told = told.ifUnjudged;
    if (told === undefined) return;
    const { subject, path, what, message, warns, fix } = told;
    const judged = subject as JudgedSubject;
    const { origin, path: before } = judged;
    this.findings.addViolation({ origin }, judged, rule, {
      path: [...before, ...path], field: what ?? formatPath(path), message, ...warns && { warns }, ...fix !== undefined && { fix },
    });
  }

  private addRuleError(rule: AppRule, error: unknown): void {
    if (this.first === undefined) return;
    this.findings.addBuiltIn(this.first, this.first, RULE_ERROR, this.first.path,
      `and the objects around it must be judged by ${rule.id}, which failed: ${messageOf(error)}`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

import { FieldPath, formatPath } from '../kubernetes/field-path';
import { isObject } from '../kubernetes/json';
import { YamlTextHazard } from '../kubernetes/yaml-text';
import { Violation } from '../requirements/violation';
import { Rule } from '../rules/rule';
import { Severity } from '../rules/severity';
import { Subject } from '../rules/subject';
import { Waiver } from '../waivers/waiver';
import { ruleWaiverSource, waiverSource } from '../waivers/waiver-source';
import { BuiltInCheck, HARDENED_CONSTRUCT, UNREADABLE_OBJECT, YAML_TEXT } from './built-in-checks';
import { JudgedObject, Origin, Refused } from './judged-object';
import { Outcome } from './outcome';
import { Finding } from './report';

/** What a finding needs of the object that it is about. */
type Judged = Pick<JudgedObject, 'origin' | 'sourceOf'>;

/** A violation, and what it says other than its rule. */
export interface RuleViolation extends Violation {
  /** Only warns. */
  readonly warns?: true;
  readonly fix?: string;
}

const NONE: readonly Finding[] = [];

/** Turns what was found into findings: one per rule and place, with what became of it. */
export class FindingMaker {
  public readonly usedWaivers = new Set<Waiver>();
  private readonly findings = new Map<Origin, Map<string, Finding>>();

  constructor(private readonly today: string, private readonly offersWaivers: boolean) {}

  public addViolation(object: Judged, subject: Subject, rule: Rule, violation: RuleViolation): Outcome {
    const { waiver, holds } = this.waiverFor(object.origin, rule.id, violation);
    const outcome = holds ? Outcome.WAIVED : rule.warns || violation.warns ? Outcome.WARNING : Outcome.FAILING;
    this.add(object.origin, {
      ruleId: rule.id,
      outcome,
      severity: rule.severity,
      ...whereabouts(object.origin, resourceOf(subject)),
      ...sourceOf(object, violation.path),
      ...violation.container !== undefined && { container: violation.container },
      path: formatPath(violation.path),
      field: violation.field,
      message: violation.message,
      why: rule.why,
      fix: violation.fix ?? rule.fix,
      ...this.offersWaivers && { waiverToWrite: waiverFor(rule, violation) },
      controls: rule.controls,
      ...waiver && { waiver },
    });
    return outcome;
  }

  /** @param subject what it is about; where it could not even be read, what its JSON says of itself. */
  public addBuiltIn(object: Judged, subject: Subject | unknown, check: BuiltInCheck, path: FieldPath, message: string): void {
    this.add(object.origin, {
      ruleId: check.id,
      outcome: Outcome.FAILING,
      severity: Severity.HIGH,
      ...whereabouts(object.origin, subject instanceof Subject ? resourceOf(subject) : resourceFrom(subject)),
      ...sourceOf(object, path),
      path: formatPath(path),
      field: formatPath(path),
      message,
      why: check.why,
      fix: check.fix,
      controls: [],
    });
  }

  public addUnreadable(object: JudgedObject, path: FieldPath, reason: string): void {
    this.addBuiltIn(object, object.json, UNREADABLE_OBJECT, path, reason);
  }

  public addYamlHazard(object: JudgedObject, hazard: YamlTextHazard): void {
    const what = hazard.at === 'key' ? 'the key' : 'the value';
    this.addBuiltIn(object, object.json, YAML_TEXT, hazard.path,
      `must not hold ${what} ${JSON.stringify(hazard.value) ?? String(hazard.value)}: kubectl reads ${hazard.reads}`);
  }

  public addRefusals({ origin, json }: JudgedObject): void {
    origin.refusals.forEach(refusal => this.addRefusal(origin, json, refusal));
  }

  /** The findings of an origin, which the caller keeps from here on. */
  public take(origin: Origin): readonly Finding[] {
    const found = this.findings.get(origin);
    if (found === undefined) return NONE;
    this.findings.delete(origin);
    return [...found.values()];
  }

  public byOrigin(): Map<Origin, Finding[]> {
    return new Map([...this.findings].map(([origin, findings]) => [origin, [...findings.values()]]));
  }

  /** A refusal of the construct itself is the same fault as a finding at the same place; the construct knows better how to mend it. */
  private addRefusal(origin: Origin, json: unknown, refusal: Refused): void {
    const known = this.findings.get(origin) ?? new Map<string, Finding>();
    for (const [key, finding] of known) {
      if (!isAbout(finding, refusal)) continue;
      if (finding.outcome === Outcome.FAILING) {
        known.set(key, { ...finding, fix: fixOnConstruct(finding.fix, refusal.fix), waiverToWrite: undefined });
      }
      if (finding.outcome !== Outcome.WARNING) return;
    }
    this.add(origin, {
      ruleId: HARDENED_CONSTRUCT.id,
      outcome: Outcome.FAILING,
      severity: Severity.HIGH,
      ...whereabouts(origin, resourceFrom(json)),
      ...refusal.container !== undefined && { container: refusal.container },
      path: refusal.path,
      field: refusal.path,
      message: refusal.message,
      why: HARDENED_CONSTRUCT.why,
      fix: fixOnConstruct('Remove what weakens it.', refusal.fix),
      controls: [],
    });
  }

  private add(origin: Origin, finding: Finding): void {
    let ofOrigin = this.findings.get(origin);
    if (!ofOrigin) this.findings.set(origin, ofOrigin = new Map());
    const key = `${finding.ruleId} ${finding.path} ${finding.message}`;
    if (!ofOrigin.has(key)) ofOrigin.set(key, finding);
  }

  /** The waiver that excuses a finding; failing that, one that did until it expired. */
  private waiverFor(origin: Origin, ruleId: string, { container, value }: Violation): { waiver?: Waiver; holds: boolean } {
    const matching = origin.waivers.map(({ waiver }) => waiver).filter(waiver => waiver._excuses({ ruleId, container, value }));
    const holding = matching.find(waiver => !waiver._isExpired(this.today));
    matching.forEach(waiver => this.usedWaivers.add(waiver));
    return { waiver: holding ?? matching[0], holds: holding !== undefined };
  }
}

function whereabouts(origin: Origin, resource: Finding['resource']): Pick<Finding, 'resource' | 'constructPath' | 'waiveAt'> {
  return { resource, constructPath: origin.constructPath, waiveAt: origin.waiveAt };
}

function sourceOf({ origin, sourceOf: at }: Judged, path: FieldPath): Pick<Finding, 'source'> {
  const source = at?.(path) ?? origin.source;
  return source === undefined ? {} : { source };
}

function resourceOf({ apiVersion, kind, namespace, name }: Subject): Finding['resource'] {
  return { apiVersion, kind, namespace, name };
}

/** What the JSON of something unreadable says of itself. */
function resourceFrom(json: unknown): Finding['resource'] {
  const fields = isObject(json) ? json : {};
  const metadata = isObject(fields.metadata) ? fields.metadata : {};
  return {
    apiVersion: textOf(fields.apiVersion),
    kind: textOf(fields.kind),
    namespace: textOf(metadata.namespace),
    name: textOf(metadata.name) || textOf(metadata.generateName),
  };
}

/** The TypeScript of the narrowest waiver that would excuse a violation. */
function waiverFor({ id, waiver }: Rule, violation: Violation): string {
  return waiver === undefined ? ruleWaiverSource(id, violation) : waiverSource(waiver, violation);
}

/** Whether both speak of the same field, or the refusal of the whole that the field is in. */
function isAbout(finding: Finding, refusal: Refused): boolean {
  const [container, path] = refusal.container === undefined ? [finding.container, finding.path] : [refusal.container, finding.field];
  return finding.container === container && (path === refusal.path || path.startsWith(`${refusal.path}.`) || path.startsWith(`${refusal.path}[`));
}

/** What to write, or the waiver that the construct itself takes. */
function fixOnConstruct(fix: string, refusalFix: string): string {
  return refusalFix.startsWith('waivers: ') ? `${fix.replace(/\.$/, '')}, or waive it on the construct: ${refusalFix}` : refusalFix;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

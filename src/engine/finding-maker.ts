import { FieldPath, formatPath } from '../kubernetes/field-path';
import { isObject } from '../kubernetes/json';
import { Manifest } from '../kubernetes/manifest';
import { Subject } from '../kubernetes/subject';
import { YamlTextHazard } from '../kubernetes/yaml-text';
import { Violation } from '../requirements/violation';
import { Rule } from '../rules/rule';
import { Severity } from '../rules/severity';
import { Fault } from '../waivers/fault';
import { ruleWaiverSource, waiverSource } from '../waivers/waiver-source';
import { BuiltInCheck, HARDENED_CONSTRUCT, UNREADABLE_OBJECT, YAML_TEXT } from './built-in-checks';
import { droppedFieldFinding } from './dropped-field-finding';
import { JudgedObject, Origin, Refused } from './judged-object';
import { JudgedSubject } from './judged-subject';
import { Outcome } from './outcome';
import { Finding } from './report';
import { WaiverLedger } from './waiver-ledger';

/** What a finding needs of the object that it is about. */
type Judged = Pick<JudgedObject, 'origin' | 'sourceOf'>;

/** A violation, and what it says other than its rule. */
export interface RuleViolation extends Violation {
  /** Only warns. */
  readonly warns?: true;
  readonly fix?: string;
}

const NONE: readonly Finding[] = [];
const NO_ALIASES: readonly string[] = [];
const ANOTHER_DATE = 'Or decide once more, and give the waiver another date.';

/** Turns what was found into findings: one per rule and place, with what became of it. */
export class FindingMaker {
  private readonly findings = new Map<Origin, Map<string, Finding>>();

  constructor(private readonly waivers: WaiverLedger, private readonly offersWaivers: boolean) {}

  /** @param manifest the object, where it is still there */
  public addViolation(object: Judged, subject: JudgedSubject, rule: Rule, violation: RuleViolation, manifest?: Manifest): Outcome {
    const fault = faultOf(subject, rule, violation);
    const { given, lapse } = this.waivers.excuse(subject, fault, manifest);
    // One that has expired is there already: another for the same would be one too many.
    const offersWaiver = this.offersWaivers && lapse === undefined && this.waivers.forbiddenBy(object.origin, fault.ruleIds) === undefined;
    const hasExpired = lapse !== undefined && lapse.forbiddenBy === undefined;
    const outcome = given && !lapse ? Outcome.WAIVED : rule.warns || violation.warns ? Outcome.WARNING : Outcome.FAILING;
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
      fix: `${violation.fix ?? rule.fix}${hasExpired ? ` ${ANOTHER_DATE}` : ''}`,
      ...offersWaiver && { waiverToWrite: waiverFor(rule, violation) },
      controls: rule.controls,
      ...given && { waiver: given.waiver, waivedAt: given.constructPath },
      ...lapse?.forbiddenBy !== undefined && { forbiddenBy: lapse.forbiddenBy },
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

  public addDropped({ origin, json }: JudgedObject): void {
    for (const dropped of origin.dropped ?? []) {
      this.add(origin, droppedFieldFinding(dropped, { ...whereabouts(origin, resourceFrom(json)), ...sourceOf({ origin }, []) }));
    }
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
        const isForbidden = this.offersWaivers && finding.waiverToWrite === undefined;
        known.set(key, { ...finding, fix: isForbidden ? finding.fix : fixOnConstruct(finding.fix, refusal.fix), waiverToWrite: undefined });
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
}

function faultOf(object: JudgedSubject, { id, aliases = NO_ALIASES }: Rule, { path, field, container, value }: Violation): Fault {
  return { ruleIds: [id, ...aliases], object, path: formatPath(path), field, value, ...container !== undefined && { container } };
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

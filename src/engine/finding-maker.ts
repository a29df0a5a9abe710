import { FieldPath, formatPath } from '../kubernetes/field-path';
import { isObject } from '../kubernetes/json';
import { Manifest } from '../kubernetes/manifest';
import { YamlTextHazard } from '../kubernetes/yaml-text';
import { Violation } from '../requirements/violation';
import { Rule } from '../rules/rule';
import { Severity } from '../rules/severity';
import { Waiver } from '../waivers/waiver';
import { ruleWaiverSource, waiverSource } from '../waivers/waiver-source';
import { BuiltInCheck, HARDENED_CONSTRUCT, UNREADABLE_OBJECT, YAML_TEXT } from './built-in-checks';
import { JudgedObject, Refused } from './judged-object';
import { Finding, Outcome } from './report';

/** Turns what was found into findings: one per rule and place, with what became of it. */
export class FindingMaker {
  public readonly usedWaivers = new Set<Waiver>();
  private readonly findings = new Map<JudgedObject, Map<string, Finding>>();

  constructor(private readonly today: string) {}

  public addViolation(object: JudgedObject, manifest: Manifest, rule: Rule, violation: Violation): void {
    const { waiver, holds } = this.waiverFor(object, rule.id, violation);
    this.add(object, {
      ruleId: rule.id,
      outcome: holds ? Outcome.WAIVED : rule.warns ? Outcome.WARNING : Outcome.FAILING,
      severity: rule.severity,
      ...whereabouts(object, manifest.json),
      ...violation.container !== undefined && { container: violation.container },
      path: formatPath(violation.path),
      field: violation.field,
      message: violation.message,
      why: rule.why,
      fix: rule.fix,
      waiverToWrite: waiverFor(rule, violation),
      controls: rule.controls,
      ...waiver && { waiver },
    });
  }

  public addBuiltIn(object: JudgedObject, manifest: Manifest | undefined, check: BuiltInCheck, path: FieldPath, message: string): void {
    this.add(object, {
      ruleId: check.id,
      outcome: Outcome.FAILING,
      severity: Severity.HIGH,
      ...whereabouts(object, manifest?.json ?? object.json),
      path: formatPath(path),
      field: formatPath(path),
      message,
      why: check.why,
      fix: check.fix,
      controls: [],
    });
  }

  public addUnreadable(object: JudgedObject, path: FieldPath, reason: string): void {
    this.addBuiltIn(object, undefined, UNREADABLE_OBJECT, path, reason);
  }

  public addYamlHazard(object: JudgedObject, hazard: YamlTextHazard): void {
    const what = hazard.at === 'key' ? 'the key' : 'the value';
    this.addBuiltIn(object, undefined, YAML_TEXT, hazard.path,
      `must not hold ${what} ${JSON.stringify(hazard.value) ?? String(hazard.value)}: kubectl reads ${hazard.reads}`);
  }

  /** A refusal of the construct itself is the same fault as a finding at the same place; the construct knows better how to mend it. */
  public addRefusal(object: JudgedObject, refusal: Refused): void {
    const known = this.findings.get(object) ?? new Map<string, Finding>();
    for (const [key, finding] of known) {
      if (!isAbout(finding, refusal)) continue;
      if (finding.outcome === Outcome.FAILING) {
        known.set(key, { ...finding, fix: fixOnConstruct(finding.fix, refusal.fix), waiverToWrite: undefined });
      }
      if (finding.outcome !== Outcome.WARNING) return;
    }
    this.add(object, {
      ruleId: HARDENED_CONSTRUCT.id,
      outcome: Outcome.FAILING,
      severity: Severity.HIGH,
      ...whereabouts(object, object.json),
      ...refusal.container !== undefined && { container: refusal.container },
      path: refusal.path,
      field: refusal.path,
      message: refusal.message,
      why: HARDENED_CONSTRUCT.why,
      fix: fixOnConstruct('Remove what weakens it.', refusal.fix),
      controls: [],
    });
  }

  public byObject(): Map<JudgedObject, Finding[]> {
    return new Map([...this.findings].map(([object, findings]) => [object, [...findings.values()]]));
  }

  private add(object: JudgedObject, finding: Finding): void {
    let ofObject = this.findings.get(object);
    if (!ofObject) this.findings.set(object, ofObject = new Map());
    const key = `${finding.ruleId} ${finding.path} ${finding.message}`;
    if (!ofObject.has(key)) ofObject.set(key, finding);
  }

  /** The waiver that excuses a finding; failing that, one that did until it expired. */
  private waiverFor(object: JudgedObject, ruleId: string, { container, value }: Violation): { waiver?: Waiver; holds: boolean } {
    const matching = object.waivers.map(({ waiver }) => waiver).filter(waiver => waiver._excuses({ ruleId, container, value }));
    const holding = matching.find(waiver => !waiver._isExpired(this.today));
    matching.forEach(waiver => this.usedWaivers.add(waiver));
    return { waiver: holding ?? matching[0], holds: holding !== undefined };
  }
}

function whereabouts(object: JudgedObject, json: unknown): Pick<Finding, 'resource' | 'constructPath' | 'waiveAt'> {
  const fields = isObject(json) ? json : {};
  const metadata = isObject(fields.metadata) ? fields.metadata : {};
  return {
    resource: {
      apiVersion: textOf(fields.apiVersion),
      kind: textOf(fields.kind),
      namespace: textOf(metadata.namespace),
      name: textOf(metadata.name) || textOf(metadata.generateName),
    },
    constructPath: object.constructPath,
    waiveAt: object.waiveAt,
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

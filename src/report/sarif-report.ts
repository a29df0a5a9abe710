import { createHash } from 'node:crypto';
import { Outcome } from '../engine/outcome';
import { Finding } from '../engine/report';
import { visibleText } from '../kubernetes/visible-text';
import { Source } from '../source/source';
import { Waiver } from '../waivers/waiver';
import { artifactUri } from './artifact-uri';
import { FoundRule, foundRules } from './found-rules';
import { plainJson } from './plain-json';
import { ReportContents } from './report-format';
import { reportedClock } from './reported-clock';
import { isAboutWaiver, toldFinding } from './told-finding';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** The middle of what GitHub calls high, medium and low. */
const SECURITY_SEVERITY: { readonly [severity: string]: string } = { high: '8.0', medium: '5.5', low: '2.5' };

/** What a SARIF report says of the run beside what was found. */
export interface SarifOptions {
  /** Of this tool. */
  readonly version: string;
  /** Files below it are named relative to it. */
  readonly workingDirectory: string;
}

/** What results refer to. */
interface Run {
  readonly rules: ReadonlyMap<string, FoundRule>;
  /** By id. */
  readonly indexes: ReadonlyMap<string, number>;
  /** Where the waivers were written, as far as it is known. */
  readonly sources: ReadonlyMap<Waiver, Source | undefined>;
  readonly workingDirectory: string;
}

/**
 * The report in SARIF 2.1.0, which code scanning of GitHub and others read: one run, a result a line. Only rules that are not met are listed.
 * A waived finding is a suppressed result.
 */
export function* sarifReport(report: ReportContents, { version, workingDirectory }: SarifOptions): Iterable<string> {
  const { profile, kubernetesVersion, objects, findings, waivers, clock } = report;
  const rules = foundRules(findings);
  const run: Run = {
    rules,
    indexes: new Map([...rules.keys()].map((id, index) => [id, index])),
    sources: new Map(waivers.map(({ waiver, source }) => [waiver, source])),
    workingDirectory,
  };
  yield `{\n  "$schema": ${JSON.stringify(SCHEMA)},\n  "version": "2.1.0",\n  "runs": [{\n`;
  yield `    "tool": { "driver": { "name": "cdk8s-hardened", "version": ${JSON.stringify(version)}, "rules": [`;
  yield* lines([...rules.values()].map(descriptor));
  // By the slash at the end, runs of one profile form a category of their own.
  yield `] } },\n    "automationDetails": { "id": ${plainJson(`cdk8s-hardened/${profile}/`)} },\n`;
  yield `    "properties": ${plainJson({ kubernetesVersion, objects, ...clock && reportedClock(clock) })},\n    "results": [`;
  yield* lines(results(findings, run));
  yield ']\n  }]\n}\n';
}

function* lines(items: Iterable<object>): Iterable<string> {
  let before = '\n      ';
  for (const item of items) {
    yield before + plainJson(item);
    before = ',\n      ';
  }
}

function* results(findings: Iterable<Finding>, run: Run): Iterable<object> {
  for (const finding of findings) yield result(finding, run);
}

function descriptor(rule: FoundRule): object {
  return {
    id: rule.id,
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.why },
    help: { text: rule.fix, markdown: rule.fix },
    defaultConfiguration: { level: usualLevel(rule) },
    properties: { 'tags': ['security', ...rule.controls.map(({ id }) => id)], 'security-severity': SECURITY_SEVERITY[rule.severity] },
  };
}

function result(finding: Finding, run: Run): object {
  const { outcome, ruleId, path, fix, constructPath } = finding;
  const location = locationOf(finding, run);
  return {
    ruleId,
    ruleIndex: run.indexes.get(ruleId)!,
    level: outcome === Outcome.WAIVED ? usualLevel(run.rules.get(ruleId)!) : outcome === Outcome.FAILING ? 'error' : 'warning',
    message: { text: messageText(messageOf(finding)) },
    ...location && { locations: [location] },
    partialFingerprints: { 'fault/v1': fingerprint(finding) },
    // Where one result of a run says what suppresses it, all have to.
    suppressions: suppressionsOf(finding, run),
    properties: { path, fix, ...constructPath !== '' && { constructPath } },
  };
}

function usualLevel({ warns }: FoundRule): string {
  return warns ? 'warning' : 'error';
}

/** `Deployment shop/web, container "app": securityContext.privileged must not be true` */
function messageOf(finding: Finding): string {
  const { object, container, field, message, excuse } = toldFinding(finding);
  const who = [object, container].filter(part => part !== '').join(', ');
  const what = [field, message].filter(part => part !== '').join(' ');
  return `${who}: ${what}${finding.outcome !== Outcome.WAIVED && excuse !== '' ? ` (${excuse})` : ''}`;
}

/** In a message, braces are placeholders unless they are doubled, and `[text](target)` is a link. */
function messageText(text: string): string {
  return text.replace(/[{}]/g, '$&$&').replace(/\]\(/g, '\\](');
}

function locationOf({ source, resource, constructPath }: Finding, { workingDirectory }: Run): object | undefined {
  const { apiVersion, kind, namespace, name } = resource;
  const logicalLocations = [
    ...kind === '' ? [] : [{ name: visibleText(name), fullyQualifiedName: visibleText([apiVersion, kind, namespace, name].filter(part => part !== '').join('/')), kind: 'resource' }],
    ...constructPath === '' ? [] : [{ fullyQualifiedName: visibleText(constructPath), kind: 'construct' }],
  ];
  if (source === undefined && logicalLocations.length === 0) return undefined;
  return {
    ...source && physicalLocation(source, workingDirectory),
    ...logicalLocations.length > 0 && { logicalLocations },
  };
}

function physicalLocation({ file, line }: Source, workingDirectory: string): object {
  return { physicalLocation: { artifactLocation: { uri: artifactUri(file, workingDirectory) }, region: { startLine: line } } };
}

/** The same for the same fault when lines, files, containers and items of lists move. */
function fingerprint(finding: Finding): string {
  const { ruleId, resource, constructPath, container, path, waiver, message } = finding;
  const withoutItem = path.replace(/^(items\[\d+\]\.)+/, '');
  const place = container === undefined ? withoutItem : withoutItem.replace(/(containers|Containers)\[\d+\]/, '$1');
  const { apiVersion, kind, namespace, name } = resource;
  const identity = [
    ruleId, apiVersion, kind, namespace, name, constructPath, container ?? '', place,
    // What is about a waiver has no object to be told by.
    ...isAboutWaiver(finding) ? [waiver?._scopeKey ?? message] : [],
  ];
  return createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 32);
}

function suppressionsOf(finding: Finding, { sources, workingDirectory }: Run): object[] {
  const { outcome, waiver, constructPath } = finding;
  if (outcome !== Outcome.WAIVED) return [];
  const source = waiver && sources.get(waiver);
  return [{
    // What no construct made was read from a file, and its waivers from a file beside it.
    kind: constructPath === '' ? 'external' : 'inSource',
    status: 'accepted',
    justification: toldFinding(finding).excuse,
    ...source && { location: physicalLocation(source, workingDirectory) },
  }];
}

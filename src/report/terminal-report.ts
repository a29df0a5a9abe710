import { Outcome } from '../engine/outcome';
import { Clock, Finding, Report, WaiverUse } from '../engine/report';
import { visibleText } from '../kubernetes/visible-text';
import { Digest } from './digest';
import { Paint, PLAIN } from './paint';
import { backdatingLines, clockLines, summaryLine } from './summary-line';
import { objectName, toldFinding } from './told-finding';
import { waivedLines } from './waived-lines';

/** From how many findings on one object another class is less work. */
const MANY = 4;

const REPORT_ONLY = 'REPORT ONLY is on: nothing here stops the synth.';

/** What of a report a terminal shows. */
export interface TerminalFacts {
  readonly findings: Digest;
  readonly objects: number;
  readonly waivers: readonly WaiverUse[];
  /** The day by which the waivers were judged, where somebody set it. */
  readonly clock?: Clock;
  /** What a reader should know before the findings, line by line. */
  readonly warnings?: readonly string[];
  /** What a reader should know beside the findings, line by line. */
  readonly advice: readonly string[];
  /** What follows from it all, a sentence at the end. */
  readonly consequence?: string;
}

/** What people read on the terminal: grouped by object, who, field, wanted value, why, and what mends it. */
export function terminalReport(report: Report, paint: Paint = PLAIN): string {
  const findings = new Digest();
  report.findings.forEach(finding => findings.add(finding));
  return terminalText({
    findings,
    objects: report.objects,
    waivers: report.waivers,
    clock: report.clock,
    warnings: report.reportOnly ? [REPORT_ONLY] : [],
    advice: report.versionUnknown
      ? ['No Kubernetes version was given, so all from 1.25 on are meant. Give yours: new HardeningAspect({ kubernetesVersion: … }).']
      : [],
    consequence: consequence(findings, report.reportOnly),
  }, paint);
}

/** The same, of findings that were digested as they came. */
export function terminalText({ findings, objects, waivers, clock, warnings = [], advice, consequence: last }: TerminalFacts, paint: Paint): string {
  return [
    ...[...backdatingLines(clock), ...warnings].map(paint.bad),
    ...findings.told(groupOf).flatMap(group => toldGroup(group, paint)),
    ...rest(findings),
    ...waivedLines(waivers, findings, paint),
    ...clockLines(clock),
    ...advice,
    `${summaryLine(findings, objects)}.${last === undefined ? '' : ` ${last}`}`,
  ].join('\n');
}

function consequence(findings: Digest, reportOnly: boolean): string | undefined {
  if (reportOnly) return REPORT_ONLY;
  return findings.of(Outcome.FAILING) > 0 ? 'Nothing was written.' : undefined;
}

function groupOf(finding: Finding): string {
  const { constructPath, resource: { kind, namespace, name } } = finding;
  return JSON.stringify([constructPath, kind, namespace, name, placeOfNameless(finding)]);
}

/** What stands in for the name of an object that has none: the file, and the line too where it says nothing of itself. */
function placeOfNameless({ constructPath, resource, source }: Finding): string {
  if (constructPath !== '' || resource.name !== '' || source === undefined) return '';
  return resource.kind === '' ? `${source.file}:${source.line}` : `in ${source.file}`;
}

function toldGroup(group: readonly Finding[], paint: Paint): string[] {
  return [headingOf(group[0], paint), ...group.flatMap(finding => inFull(finding, paint)), ...hint(group)];
}

/** A plain Deployment with many findings is mended with less work by another class. */
function hint(group: readonly Finding[]): string[] {
  const { kind, apiVersion } = group[0].resource;
  const isPlain = kind === 'Deployment' && apiVersion.startsWith('apps/') && group.every(({ waiverToWrite }) => waiverToWrite !== undefined);
  return isPlain && group.length >= MANY ? ['  hint  a HardenedDeployment has most of this by default'] : [];
}

function headingOf(finding: Finding, paint: Paint): string {
  const { constructPath, resource } = finding;
  const object = [objectName(resource), visibleText(placeOfNameless(finding))].filter(part => part !== '').join(' ');
  return [constructPath && paint.strong(visibleText(constructPath)), object].filter(part => part !== '').join('  ') || '(the app)';
}

function inFull(finding: Finding, paint: Paint): string[] {
  const { excuse } = toldFinding(finding);
  const where = [
    ...finding.container === undefined ? [] : [`container "${visibleText(finding.container)}":`],
    ...finding.field === '' ? [] : [visibleText(finding.field)],
  ];
  const tags = [finding.ruleId, finding.severity, labelsOf(finding)].filter(tag => tag !== '').join(' · ');
  const tone = isFailing(finding) ? paint.bad : paint.fair;
  return [
    `  ${tone([...where, visibleText(finding.message)].join(' '))}   ${paint.faint(tags)}`,
    ...finding.source ? [`    at   ${visibleText(finding.source.file)}:${finding.source.line}`] : [],
    ...excuse === '' ? [] : [`    ${excuse}`],
    `    why  ${visibleText(finding.why)}`,
    `    fix  ${visibleText(fixOf(finding))}`,
  ];
}

/** The published standards; the checklists that have no numbers are named only where there is nothing else. */
function labelsOf({ controls }: Finding): string {
  const standards = controls.filter(({ id }) => !/^(aqua|checklist):/.test(id));
  return [...new Set((standards.length > 0 ? standards : controls).map(({ label }) => label))].join(', ');
}

/** What to write, and the waiver that would do instead, unless somebody forbids it. */
function fixOf({ fix, waiverToWrite, waiveAt, forbiddenBy }: Finding): string {
  if (waiverToWrite === undefined || forbiddenBy !== undefined) return fix;
  return `${fix.replace(/\.$/, '')}, or waive it: Waivers.of(${variableFor(waiveAt)}).add(${waiverToWrite})`;
}

/** The name that a developer probably gave to the construct: that of the last part of its path. */
function variableFor(constructPath: string): string {
  const words = constructPath.slice(constructPath.lastIndexOf('/') + 1).split(/[^A-Za-z0-9]+/).filter(word => word !== '');
  if (words.length === 0) return 'app';
  const name = words.map((word, i) => (i === 0 ? word[0].toLowerCase() : word[0].toUpperCase()) + word.slice(1)).join('');
  return /^[a-z]/i.test(name) ? name : 'construct';
}

function rest(findings: Digest): string[] {
  const untold = findings.untold();
  if (untold.length === 0) return [];
  return [
    `… and ${untold.reduce((sum, [, count]) => sum + count, 0)} more:`,
    ...untold.map(([ruleId, count]) => `  ${String(count).padStart(5)}  ${ruleId}`),
  ];
}

function isFailing({ outcome }: Finding): boolean {
  return outcome === Outcome.FAILING;
}

import { Finding, Outcome, Report } from '../engine/report';
import { visibleText } from '../kubernetes/visible-text';
import { Paint, PLAIN } from './paint';

/** How many findings are told in full; of the others only the number of each rule is. */
const IN_FULL = 20;

/** From how many findings on one object another class is less work. */
const MANY = 4;

const SEVERITIES = ['high', 'medium', 'low'];

/** What people read on the terminal: grouped by construct, who, field, wanted value, why, and the TypeScript that mends it. */
export function terminalReport(report: Report, paint: Paint = PLAIN): string {
  const shown = report.findings.filter(({ outcome }) => outcome !== Outcome.WAIVED);
  const worstFirst = [...shown].sort((a, b) => badness(b) - badness(a));
  const told = new Set(worstFirst.slice(0, IN_FULL));
  return [
    ...groups(byConstruct(worstFirst.filter(finding => told.has(finding)), shown), paint),
    ...rest(worstFirst.slice(IN_FULL)),
    ...waivedLines(report),
    ...report.versionUnknown ? ['No Kubernetes version was given, so all from 1.25 on are meant. Give yours: new HardeningAspect({ kubernetesVersion: … }).'] : [],
    summary(report),
  ].join('\n');
}

/** `1 violation, 0 waived, 14 objects.`, and what became of the files. */
function summary({ findings, objects, reportOnly }: Report): string {
  const failing = findings.filter(isFailing).length;
  const warnings = findings.filter(({ outcome }) => outcome === Outcome.WARNING).length;
  const waived = findings.filter(({ outcome }) => outcome === Outcome.WAIVED).length;
  return [
    counted(failing, 'violation'),
    ...warnings > 0 ? [counted(warnings, 'warning')] : [],
    `${waived} waived`,
    counted(objects, 'object'),
  ].join(', ') + `.${consequence(failing, reportOnly)}`;
}

function consequence(failing: number, reportOnly: boolean): string {
  if (reportOnly) return ' REPORT ONLY is on: nothing here stops the synth.';
  return failing > 0 ? ' Nothing was written.' : '';
}

/** What was waived, why and until when; each waiver once. */
function waivedLines({ waivers }: Report): string[] {
  return waivers.filter(({ used, expired }) => used && !expired).map(({ waiver, constructPath }) => {
    const container = waiver.container === undefined ? '' : `, container "${visibleText(waiver.container)}"`;
    const until = waiver.expires === undefined ? '' : ` until ${waiver.expires}`;
    const by = [waiver.ticket, waiver.owner].filter(text => text !== undefined).map(text => visibleText(text!)).join(', ');
    return `waived${until}: ${waiver.control === 'rule' ? waiver.ruleIds[0] : waiver.control} at ${visibleText(constructPath) || 'the app'}${container}`
      + `: ${visibleText(waiver.reason)}${by === '' ? '' : ` (${by})`}`;
  });
}

/** What fails is worse than what warns, and then the severity counts. */
function badness(finding: Finding): number {
  return (isFailing(finding) ? SEVERITIES.length : 0) - SEVERITIES.indexOf(finding.severity);
}

/** In the order of the tree, and of the list within each object. */
function byConstruct(findings: readonly Finding[], inTreeOrder: readonly Finding[]): Finding[] {
  const found = new Map(inTreeOrder.map(finding => [groupOf(finding), [] as Finding[]]));
  findings.forEach(finding => found.get(groupOf(finding))!.push(finding));
  return [...found.values()].flat();
}

function groupOf({ constructPath, resource: { kind, namespace, name } }: Finding): string {
  return JSON.stringify([constructPath, kind, namespace, name]);
}

function groups(findings: readonly Finding[], paint: Paint): string[] {
  const byGroup = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = byGroup.get(groupOf(finding));
    if (group) group.push(finding);
    else byGroup.set(groupOf(finding), [finding]);
  }
  return [...byGroup.values()].flatMap(group => [
    headingOf(group[0], paint),
    ...group.flatMap(finding => inFull(finding, paint)),
    ...hint(group),
  ]);
}

/** A plain Deployment with many findings is mended with less work by another class. */
function hint(group: readonly Finding[]): string[] {
  const { kind, apiVersion } = group[0].resource;
  const isPlain = kind === 'Deployment' && apiVersion.startsWith('apps/') && group.every(({ waiverToWrite }) => waiverToWrite !== undefined);
  return isPlain && group.length >= MANY ? ['  hint  a HardenedDeployment has most of this by default'] : [];
}

function headingOf({ constructPath, resource }: Finding, paint: Paint): string {
  const name = resource.namespace === '' ? resource.name : `${resource.namespace}/${resource.name}`;
  const what = resource.kind === '' ? '' : `${resource.kind} ${name}`;
  return [constructPath && paint.strong(visibleText(constructPath)), visibleText(what)].filter(part => part !== '').join('  ') || '(the app)';
}

function inFull(finding: Finding, paint: Paint): string[] {
  const where = [
    ...finding.container === undefined ? [] : [`container "${visibleText(finding.container)}":`],
    ...finding.field === '' ? [] : [visibleText(finding.field)],
  ];
  const tags = [finding.ruleId, finding.severity, labelsOf(finding)].filter(tag => tag !== '').join(' · ');
  const tone = isFailing(finding) ? paint.bad : paint.fair;
  return [
    `  ${tone([...where, visibleText(finding.message)].join(' '))}   ${paint.faint(tags)}`,
    ...finding.waiver ? [`    was waived until ${finding.waiver.expires}: ${visibleText(finding.waiver.reason)}`] : [],
    `    why  ${visibleText(finding.why)}`,
    `    fix  ${visibleText(fixOf(finding))}`,
  ];
}

/** The published standards; the checklists that have no numbers are named only where there is nothing else. */
function labelsOf({ controls }: Finding): string {
  const standards = controls.filter(({ id }) => !/^(aqua|checklist):/.test(id));
  return [...new Set((standards.length > 0 ? standards : controls).map(({ label }) => label))].join(', ');
}

/** What to write, and the waiver that would do instead. */
function fixOf({ fix, waiverToWrite, waiveAt }: Finding): string {
  if (waiverToWrite === undefined) return fix;
  return `${fix.replace(/\.$/, '')}, or waive it: Waivers.of(${variableFor(waiveAt)}).add(${waiverToWrite})`;
}

/** The name that a developer probably gave to the construct: that of the last part of its path. */
function variableFor(constructPath: string): string {
  const words = constructPath.slice(constructPath.lastIndexOf('/') + 1).split(/[^A-Za-z0-9]+/).filter(word => word !== '');
  if (words.length === 0) return 'app';
  const name = words.map((word, i) => (i === 0 ? word[0].toLowerCase() : word[0].toUpperCase()) + word.slice(1)).join('');
  return /^[a-z]/i.test(name) ? name : 'construct';
}

function rest(findings: readonly Finding[]): string[] {
  if (findings.length === 0) return [];
  const counts = new Map<string, number>();
  for (const { ruleId } of findings) counts.set(ruleId, (counts.get(ruleId) ?? 0) + 1);
  return [
    `… and ${findings.length} more:`,
    ...[...counts].sort(([, a], [, b]) => b - a).map(([ruleId, count]) => `  ${String(count).padStart(5)}  ${ruleId}`),
  ];
}

function isFailing({ outcome }: Finding): boolean {
  return outcome === Outcome.FAILING;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

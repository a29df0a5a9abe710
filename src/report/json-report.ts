import { Outcome } from '../engine/outcome';
import { HardeningReport, ReportFinding, ReportSummary } from './hardening-report';
import { plainJson } from './plain-json';
import { ReportContents } from './report-format';
import { reportedClock } from './reported-clock';
import { reportedFinding, ReportedWaivers } from './reported-finding';
import { reportedWaiver, waiverWithNulls } from './reported-waiver';

/** The version of the shape; see `schema/report.schema.json`. */
const SCHEMA_VERSION = '1.0';

/** The report as JSON, a finding a line. What is not there is null. */
export function* jsonReport(report: ReportContents): Iterable<string> {
  const { schemaVersion, profile, kubernetesVersion, clock, summary } = headOf(report);
  const waivers = report.waivers.map(reportedWaiver);
  const ofWaivers = new ReportedWaivers(report.waivers, waivers);
  yield '{\n';
  yield `  "schemaVersion": ${plainJson(schemaVersion)},\n`;
  yield `  "profile": ${plainJson(profile)},\n`;
  yield `  "kubernetesVersion": ${plainJson(kubernetesVersion)},\n`;
  yield `  "clock": ${clock === undefined ? null : plainJson({ today: clock.today, setBackFrom: clock.setBackFrom ?? null })},\n`;
  yield `  "summary": ${plainJson(summary)},\n`;
  yield* jsonList('findings', report.findings, finding => findingWithNulls(reportedFinding(finding, ofWaivers)));
  yield ',\n';
  yield* jsonList('waivers', waivers, waiverWithNulls);
  yield '\n}\n';
}

/** The report as a value. */
export function hardeningReport(report: ReportContents): HardeningReport {
  const waivers = report.waivers.map(reportedWaiver);
  const ofWaivers = new ReportedWaivers(report.waivers, waivers);
  return { ...headOf(report), findings: Array.from(report.findings, finding => reportedFinding(finding, ofWaivers)), waivers };
}

function headOf({ profile, kubernetesVersion, clock, objects, digest }: ReportContents): Omit<HardeningReport, 'findings' | 'waivers'> {
  const summary: ReportSummary = {
    objects,
    failing: digest.of(Outcome.FAILING),
    warning: digest.of(Outcome.WARNING),
    waived: digest.of(Outcome.WAIVED),
  };
  return {
    schemaVersion: SCHEMA_VERSION,
    profile,
    kubernetesVersion,
    ...clock && { clock: reportedClock(clock) },
    summary,
  };
}

function* jsonList<T>(name: string, items: Iterable<T>, toJson: (item: T) => object): Iterable<string> {
  yield `  "${name}": [`;
  let isFirst = true;
  for (const item of items) {
    yield `${isFirst ? '' : ','}\n    ${plainJson(toJson(item))}`;
    isFirst = false;
  }
  yield isFirst ? ']' : '\n  ]';
}

function findingWithNulls(finding: ReportFinding): object {
  const { ruleId, outcome, severity, resource, path, message, fix, controls } = finding;
  const { constructPath = null, container = null, source = null, waiver, forbiddenBy = null } = finding;
  const told = { ruleId, outcome, severity, resource, constructPath, container, path, message, fix, controls, source };
  return { ...told, waiver: waiver ? waiverWithNulls(waiver) : null, forbiddenBy };
}

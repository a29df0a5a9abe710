import { Outcome } from '../engine/outcome';
import { HardeningReport, ReportFinding, ReportSummary, ReportWaiver } from './hardening-report';
import { ReportContents } from './report-format';
import { reportedFinding, reportedWaiverUse } from './reported-finding';

/** The version of the shape; see `schema/report.schema.json`. */
const SCHEMA_VERSION = '1.0';

/** The report as JSON, a finding a line. What is not there is null. */
export function* jsonReport(report: ReportContents): Iterable<string> {
  const { schemaVersion, profile, kubernetesVersion, summary } = headOf(report);
  yield '{\n';
  yield `  "schemaVersion": ${JSON.stringify(schemaVersion)},\n`;
  yield `  "profile": ${JSON.stringify(profile)},\n`;
  yield `  "kubernetesVersion": ${JSON.stringify(kubernetesVersion)},\n`;
  yield `  "summary": ${JSON.stringify(summary)},\n`;
  yield* jsonList('findings', report.findings, finding => findingWithNulls(reportedFinding(finding)));
  yield ',\n';
  yield* jsonList('waivers', report.waivers, use => waiverWithNulls(reportedWaiverUse(use)));
  yield '\n}\n';
}

/** The report as a value. */
export function hardeningReport(report: ReportContents): HardeningReport {
  return {
    ...headOf(report),
    findings: Array.from(report.findings, reportedFinding),
    waivers: report.waivers.map(reportedWaiverUse),
  };
}

function headOf({ profile, kubernetesVersion, objects, digest }: ReportContents): Omit<HardeningReport, 'findings' | 'waivers'> {
  const summary: ReportSummary = {
    objects,
    failing: digest.of(Outcome.FAILING),
    warning: digest.of(Outcome.WARNING),
    waived: digest.of(Outcome.WAIVED),
  };
  return { schemaVersion: SCHEMA_VERSION, profile, kubernetesVersion, summary };
}

function* jsonList<T>(name: string, items: Iterable<T>, toJson: (item: T) => object): Iterable<string> {
  yield `  "${name}": [`;
  let isFirst = true;
  for (const item of items) {
    yield `${isFirst ? '' : ','}\n    ${JSON.stringify(toJson(item))}`;
    isFirst = false;
  }
  yield isFirst ? ']' : '\n  ]';
}

function findingWithNulls(finding: ReportFinding): object {
  const { ruleId, outcome, severity, resource, path, message, fix, controls } = finding;
  const { constructPath = null, container = null, source = null, waiver } = finding;
  const told = { ruleId, outcome, severity, resource, constructPath, container, path, message, fix, controls, source };
  return { ...told, waiver: waiver ? waiverWithNulls(waiver) : null };
}

function waiverWithNulls(waiver: ReportWaiver): object {
  const { ruleId, ruleIds, reason, expires = null, ticket = null, owner = null, used } = waiver;
  return { ruleId, ruleIds, reason, expires, ticket, owner, used };
}

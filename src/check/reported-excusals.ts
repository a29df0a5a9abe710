import { Outcome } from '../engine/outcome';
import { FileWaiver, WaivedResource } from '../projections/file-waiver';
import { ReportWaiver } from '../report/hardening-report';
import { narrowingInWords } from '../waivers/narrowing-in-words';
import { noReport, readReport, ReportReading } from './read-report';
import { ReportedValue } from './reported-value';
import { reportedWaiverIn } from './reported-waivers';

const READING: ReportReading = { list: 'findings', what: 'report that tells of waived findings', name: 'the report' };

/** What a waiver excused on one object. */
export interface ReportedExcusal extends Omit<FileWaiver, 'file'> {
  /** Where the object was read from; undefined where a construct made it. */
  readonly file?: string;
}

/**
 * What waivers excused by a report in JSON, object by object.
 *
 * @throws InputError where the file is not there or is no such report, with the field that is wrong.
 */
export function reportedExcusalsIn(report: string): ReportedExcusal[] {
  const excusals = new Map<string, ReportedExcusal & { readonly ruleIds: string[] }>();
  readReport(report, READING).forEach((item, index) => {
    const finding = new ReportedValue(`findings[${index}]`, item, complaint => noReport(report, READING, complaint));
    if (finding.field('outcome').text() !== Outcome.WAIVED) return;
    const resource = resourceIn(finding.field('resource'));
    const waiver = reportedWaiverIn(finding.field('waiver'));
    const file = finding.field('constructPath').isThere || !finding.field('source').isThere ? undefined : finding.field('source').field('file').text();
    const key = JSON.stringify([resource, waiver, file]);
    const excusal = excusals.get(key) ?? excusalOf(resource, waiver, file);
    excusals.set(key, excusal);
    const ruleId = finding.field('ruleId').text();
    if (!excusal.ruleIds.includes(ruleId)) excusal.ruleIds.push(ruleId);
  });
  return [...excusals.values()];
}

function resourceIn(resource: ReportedValue): WaivedResource {
  const [apiVersion, kind, namespace, name] = ['apiVersion', 'kind', 'namespace', 'name'].map(field => resource.field(field).text());
  return { apiVersion, kind, namespace, name };
}

function excusalOf(resource: WaivedResource, waiver: ReportWaiver, file: string | undefined): ReportedExcusal & { readonly ruleIds: string[] } {
  const { reason, expires, ticket, owner } = waiver;
  const narrowedTo = narrowingInWords(waiver);
  return {
    resource,
    ruleIds: [],
    reason,
    ...file !== undefined && { file },
    ...expires !== undefined && { expires },
    ...ticket !== undefined && { ticket },
    ...owner !== undefined && { owner },
    ...narrowedTo !== undefined && { narrowedTo },
  };
}

import { ReportWaiver } from '../report/hardening-report';
import { isoDate } from '../waivers/iso-date';
import { noReport, readReport, ReportReading } from './read-report';
import { ReportedValue } from './reported-value';

const READING: ReportReading = { list: 'waivers', what: 'report that tells of waivers', name: 'the report' };

/**
 * The waivers of a report in JSON.
 *
 * @throws InputError where the file is not there or is no such report, with the field that is wrong.
 */
export function reportedWaiversIn(file: string): ReportWaiver[] {
  return readReport(file, READING)
    .map((item, index) => reportedWaiverIn(new ReportedValue(`waivers[${index}]`, item, complaint => noReport(file, READING, complaint))));
}

/** A waiver, as a list of waivers or a finding has it. */
export function reportedWaiverIn(waiver: ReportedValue): ReportWaiver {
  const optional = <Name extends string, T>(name: Name, read: (value: ReportedValue) => T): { readonly [name in Name]?: T } => {
    const value = waiver.field(name);
    return value.isThere ? { [name]: read(value) } as { [name in Name]: T } : {};
  };
  return {
    control: waiver.field('control').textLike(/^[A-Za-z]+$/, 'the name of a control such as "privileged"'),
    ruleId: ruleId(waiver.field('ruleId')),
    ruleIds: waiver.field('ruleIds').items().map(ruleId),
    reason: waiver.field('reason').text(),
    ...optional('expires', day),
    ...optional('ticket', text),
    ...optional('owner', text),
    optional: waiver.field('optional').flag(),
    ...optional('container', text),
    values: waiver.field('values').items().map(text),
    ...optional('path', text),
    ...optional('objects', objectsIn),
    ...optional('constructPath', text),
    ...optional('source', source => ({ file: source.field('file').text(), line: source.field('line').count(1) })),
    excuses: waiver.field('excuses').count(0),
    used: waiver.field('used').flag(),
    expired: waiver.field('expired').flag(),
    widened: waiver.field('widened').items().map(text),
  };
}

function text(value: ReportedValue): string {
  return value.text();
}

function ruleId(value: ReportedValue): string {
  return value.textLike(/^[a-z0-9]+([-/.][a-z0-9]+)*$/, 'the id of a rule such as "no-privileged"');
}

function day(value: ReportedValue): string {
  const given = value.text();
  try {
    return isoDate(given, '');
  } catch {
    return value.fail('a day such as "2027-03-31"', 'is none');
  }
}

function objectsIn(objects: ReportedValue): ReportWaiver['objects'] {
  const named = (['apiVersion', 'kind', 'name', 'namespace'] as const)
    .map(field => [field, objects.field(field).textIfThere()] as const).filter(([, found]) => found !== undefined);
  const labels = objects.field('labels');
  return { ...Object.fromEntries(named), ...labels.isThere && { labels: labels.textsByName() } };
}

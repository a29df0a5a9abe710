import { isObject } from '../kubernetes/json';
import { visibleText } from '../kubernetes/visible-text';
import { InputError } from './input-error';
import { chunksOf, nameOfFile } from './manifest-files';

/** What of a report is read, and what for. */
export interface ReportReading {
  readonly list: 'findings' | 'waivers';
  /** What the file has to be: `report that could be a baseline`. */
  readonly what: string;
  /** What to write anew where its shape is of another time: `the baseline`. */
  readonly name: string;
}

/**
 * A list of a report that `--format json` wrote, or an Aspect its `reportFile`. What is in it is not checked.
 *
 * @throws InputError where the file is not there, or is no such report.
 */
export function readReport(file: string, reading: ReportReading): readonly unknown[] {
  const { list, name } = reading;
  const report = parsed(file, reading);
  if (!isObject(report) || typeof report.schemaVersion !== 'string' || !Array.isArray(report[list])) {
    throw noReport(file, reading, `schemaVersion and ${list} are not there`);
  }
  if (/^1\.\d+$/.test(report.schemaVersion)) return report[list];
  throw new InputError(`its schemaVersion is ${visibleText(JSON.stringify(report.schemaVersion))}, and this release reads 1.x: write ${name} anew by this release`,
    { file: nameOfFile(file) });
}

export function noReport(file: string, { what }: ReportReading, reason: string): InputError {
  return new InputError(`this is no ${what}: ${reason}; write one by cdk8s-hardened check PATH… --format json --output FILE`, { file: nameOfFile(file) });
}

function parsed(file: string, reading: ReportReading): unknown {
  const bytes = Buffer.concat([...chunksOf(file)]);
  try {
    // Some tools of Windows begin a file with a byte order mark.
    return JSON.parse(bytes.toString('utf8').replace(/^\ufeff/, ''));
  } catch {
    // What JSON.parse says quotes the text, which may be a Secret that was named by mistake.
    throw noReport(file, reading, 'it is no JSON');
  }
}

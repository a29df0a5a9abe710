import { InputError } from '../check/input-error';
import { nearest } from '../kubernetes/nearest';
import { COLOURED, PLAIN } from '../report/paint';
import { ReportFormat } from '../report/report-format';

/** Loaded when asked for. */
const FORMATS: { readonly [name: string]: (hasColours: boolean) => ReportFormat } = {
  text: hasColours => report => require('../report/text-report').textReport(report, hasColours ? COLOURED : PLAIN),
  json: () => require('../report/json-report').jsonReport,
  sarif: () => report => require('../report/sarif-report').sarifReport(report, {
    version: require('../../package.json').version,
    workingDirectory: process.cwd(),
  }),
  junit: () => require('../report/junit-report').junitReport,
  markdown: () => require('../report/markdown-report').markdownReport,
  html: () => require('../report/html-report').htmlReport,
};

/**
 * The format of that name.
 *
 * @throws InputError where there is none.
 */
export function formatOf(name: string, hasColours: boolean): ReportFormat {
  const names = Object.keys(FORMATS);
  if (!Object.hasOwn(FORMATS, name)) throw new InputError(`there is no format '${name}'${nearest(name, names)}: the formats are ${names.join(', ')}`);
  return FORMATS[name](hasColours);
}

/** Whether a format tells no more of the findings than their digest. */
export function isDigest(name: string): boolean {
  return name === 'text';
}

import { resolve } from 'node:path';
import { InputError } from '../check/input-error';
import { STANDARD_INPUT } from '../check/manifest-files';
import { reportedWaiversIn } from '../check/reported-waivers';
import { nearest } from '../kubernetes/nearest';
import { ReportWaiver } from '../report/hardening-report';
import { mergedWaivers } from '../report/merged-waivers';
import { COLOURED, PLAIN } from '../report/paint';
import { waiverListJson, waiverListMarkdown, waiverListText } from '../report/waiver-list';
import { Command, PASSED } from './main';
import { ReadOptions, readOptions } from './options';
import type { ProjectionOptions } from './projected-waivers';

const FORMATS: { readonly [name: string]: (waivers: readonly ReportWaiver[], hasColours: boolean) => string } = {
  text: (waivers, hasColours) => waiverListText(waivers, hasColours ? COLOURED : PLAIN),
  json: waiverListJson,
  markdown: waiverListMarkdown,
};

/** For other scanners, which have no use for a table; loaded when asked for. */
const PROJECTIONS: { readonly [name: string]: () => (reports: readonly string[], options: ProjectionOptions) => string } = {
  trivyignore: () => require('./projected-waivers').trivyIgnoreOf,
  kyverno: () => require('./projected-waivers').kyvernoExceptionsOf,
};

/** `cdk8s-hardened waivers REPORT…` */
export const waivers: Command = (args, terminal) => {
  const options = readOptions(args, { 'format': { type: 'string' }, 'manifests': { type: 'string' }, 'exceptions-namespace': { type: 'string' } });
  if (options.operands.length === 0) throw new InputError('waivers needs reports in JSON: cdk8s-hardened waivers report.json, or - for standard input');
  const name = options.text('format') ?? 'text';
  refuseIdle(options, name);
  // A report that is named twice tells nothing more.
  const reports = [...new Map(options.operands.map(file => [file === STANDARD_INPUT ? file : resolve(file), file])).values()];
  const manifests = options.text('manifests');
  const namespace = options.text('exceptions-namespace');
  terminal.stdout(Object.hasOwn(PROJECTIONS, name)
    ? PROJECTIONS[name]()(reports, { manifests: manifests === undefined ? [] : [manifests], namespace })
    : formatOf(name)(mergedWaivers(reports.map(reportedWaiversIn)), terminal.hasColours));
  return PASSED;
};

function refuseIdle(options: ReadOptions, format: string): void {
  for (const [option, only] of [['manifests', 'trivyignore'], ['exceptions-namespace', 'kyverno']]) {
    if (options.text(option) !== undefined && format !== only) throw new InputError(`--${option} is for --format ${only} alone: leave it out`);
  }
}

function formatOf(name: string): (typeof FORMATS)[string] {
  const names = [...Object.keys(FORMATS), ...Object.keys(PROJECTIONS)];
  if (Object.hasOwn(FORMATS, name)) return FORMATS[name];
  throw new InputError(`there is no format '${name}'${nearest(name, names)}: the formats are ${names.join(', ')}`);
}

import { InputError } from '../check/input-error';
import { STANDARD_INPUT } from '../check/manifest-files';
import { nearest } from '../kubernetes/nearest';
import { visibleText } from '../kubernetes/visible-text';
import { Network } from '../network/analysis/network';
import { networkOfFiles } from '../reachability/network-files';
import { Option, ReadOptions } from './options';
import { Terminal } from './terminal';

/** The options of every command that reads a network and writes what is asked of it. */
export const NETWORK_OPTIONS: { readonly [name: string]: Option } = {
  format: { type: 'string' },
  output: { type: 'string' },
  namespace: { type: 'string' },
};

/**
 * Reads the network of files, and tells on standard error what is wrong with single objects, so that standard output holds nothing but the
 * answer.
 */
export function networkAt(paths: readonly string[], options: ReadOptions, terminal: Terminal): Network {
  return networkOfFiles(paths, options.text('namespace'), ({ text }) => terminal.stderr(`warning: ${visibleText(text)}\n`));
}

/** The file of the answer; undefined for standard output. */
export function outputOf(options: ReadOptions): string | undefined {
  return options.text('output') === STANDARD_INPUT ? undefined : options.text('output');
}

/** The formats of `network draw` alone. */
const DRAWINGS = ['mermaid', 'dot', 'html'];

/**
 * What was asked for by `--format`.
 *
 * @param command as it is called: `network list`
 * @param formats by their names, the first one by default
 * @throws InputError where there is none of that name.
 */
export function networkFormat<T>(command: string, formats: { readonly [name: string]: T }, options: ReadOptions): T {
  const names = Object.keys(formats);
  const name = options.text('format') ?? names[0];
  if (Object.hasOwn(formats, name)) return formats[name];
  const hint = DRAWINGS.includes(name) ? ' (network draw has it)' : nearest(name, names);
  throw new InputError(`${command} has no format '${name}'${hint}: the formats are ${names.join(', ')}`);
}

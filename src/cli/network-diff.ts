import { InputError } from '../check/input-error';
import { STANDARD_INPUT } from '../check/manifest-files';
import { ConnectionDifference, differencesOf } from '../network/tables/connection-differences';
import { ConnectionTable } from '../network/tables/connection-table';
import { differencesCsv, differencesJson, differencesMarkdown, differencesText } from '../network/tables/difference-report';
import { isNetworkRecord, readNetworkRecord } from '../reachability/network-record';
import { Command, FAILED, PASSED } from './main';
import { networkAt, networkFormat, NETWORK_OPTIONS, outputOf } from './network-input';
import { ReadOptions, readOptions } from './options';
import { writeReport } from './report-output';
import { Terminal } from './terminal';

const FORMATS: { readonly [name: string]: (differences: readonly ConnectionDifference[]) => Iterable<string> } = {
  text: differencesText,
  json: differencesJson,
  csv: differencesCsv,
  markdown: differencesMarkdown,
};

/** `cdk8s-hardened network diff BEFORE AFTER` */
export const networkDiff: Command = (args, terminal) => {
  const options = readOptions(args, NETWORK_OPTIONS);
  const [before, after, ...others] = options.operands;
  if (before === undefined || after === undefined || others.length > 0) {
    throw new InputError('network diff needs two states, each a folder, a file or a recorded list: cdk8s-hardened network diff before/ after/');
  }
  if (before === STANDARD_INPUT && after === STANDARD_INPUT) throw new InputError('standard input can be one of the two states, and not both');
  const format = networkFormat('network diff', FORMATS, options);
  const differences = differencesOf(tableAt(before, options, terminal), tableAt(after, options, terminal));
  writeReport(format(differences), outputOf(options), terminal);
  return differences.some(({ opened }) => !opened.isEmpty) ? FAILED : PASSED;
};

function tableAt(path: string, options: ReadOptions, terminal: Terminal): ConnectionTable {
  return isNetworkRecord(path) ? readNetworkRecord(path) : ConnectionTable.of(networkAt([path], options, terminal));
}

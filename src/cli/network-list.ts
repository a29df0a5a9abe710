import { InputError } from '../check/input-error';
import { Network } from '../network/analysis/network';
import { ConnectionFormat, connectionsCsv, connectionsJson, connectionsMarkdown, connectionsText } from '../network/tables/connection-lines';
import { ConnectionTable } from '../network/tables/connection-table';
import { RECORD_HEADING } from '../reachability/network-record';
import { Command, PASSED } from './main';
import { networkAt, networkFormat, NETWORK_OPTIONS, outputOf } from './network-input';
import { readOptions } from './options';
import { writeReport } from './report-output';

const FORMATS: { readonly [name: string]: ConnectionFormat } = {
  text: connectionsText,
  json: connectionsJson,
  csv: connectionsCsv,
  markdown: connectionsMarkdown,
  lock: lockText,
};

/** `cdk8s-hardened network list PATH…` */
export const networkList: Command = (args, terminal) => {
  const options = readOptions(args, NETWORK_OPTIONS);
  if (options.operands.length === 0) throw new InputError('network list needs files or folders: cdk8s-hardened network list manifests/, or - for standard input');
  const format = networkFormat('network list', FORMATS, options);
  writeReport(format(networkAt(options.operands, options, terminal)), outputOf(options), terminal);
  return PASSED;
};

/** What `network diff` takes for a state. Unlike the other formats it has the pods that rules are for and that were not read. */
function* lockText(network: Network): Generator<string> {
  yield `${RECORD_HEADING}: who can reach whom, by which ports\n`;
  for (const line of ConnectionTable.of(network).lines()) yield `${line}\n`;
}

import { InputError } from '../check/input-error';
import { exposureOf, isExposed } from '../network/exposure/exposure';
import { exposureCsv, exposureJson, exposureMarkdown, exposureText } from '../network/exposure/exposure-report';
import { Command, FAILED, PASSED } from './main';
import { networkAt, networkFormat, NETWORK_OPTIONS, outputOf } from './network-input';
import { readOptions } from './options';
import { writeReport } from './report-output';

const FORMATS = { text: exposureText, json: exposureJson, csv: exposureCsv, markdown: exposureMarkdown };

/** `cdk8s-hardened network exposure PATH…` */
export const networkExposure: Command = (args, terminal) => {
  const options = readOptions(args, NETWORK_OPTIONS);
  if (options.operands.length === 0) throw new InputError('network exposure needs files or folders: cdk8s-hardened network exposure manifests/, or - for standard input');
  const format = networkFormat('network exposure', FORMATS, options);
  const exposure = exposureOf(networkAt(options.operands, options, terminal));
  writeReport([format(exposure)], outputOf(options), terminal);
  return isExposed(exposure) ? FAILED : PASSED;
};

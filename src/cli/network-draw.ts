import { InputError } from '../check/input-error';
import { nameOfFile } from '../check/manifest-files';
import { Network } from '../network/analysis/network';
import { Command, PASSED } from './main';
import { networkAt, networkFormat, NETWORK_OPTIONS, outputOf } from './network-input';
import { readOptions } from './options';
import { writeReport } from './report-output';

/** Loaded when asked for. */
const FORMATS: { readonly [name: string]: () => (network: Network, title: string) => string } = {
  markdown: () => require('../network/pictures/markdown').markdownOf,
  mermaid: () => require('../network/pictures/mermaid').mermaidOf,
  dot: () => require('../network/pictures/dot').dotOf,
  html: () => (network, title) => require('../network/pictures/html-page').htmlPageOf(network, { title }),
};

/** `cdk8s-hardened network draw PATH…` */
export const networkDraw: Command = (args, terminal) => {
  const options = readOptions(args, NETWORK_OPTIONS);
  if (options.operands.length === 0) throw new InputError('network draw needs files or folders: cdk8s-hardened network draw --format html --output network.html manifests/');
  const draw = networkFormat('network draw', FORMATS, options)();
  const network = networkAt(options.operands, options, terminal);
  writeReport([draw(network, options.operands.map(nameOfFile).join(', '))], outputOf(options), terminal);
  return PASSED;
};

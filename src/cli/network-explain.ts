import { asInputError } from '../check/as-input-error';
import { InputError } from '../check/input-error';
import { nearest } from '../kubernetes/nearest';
import { Network } from '../network/analysis/network';
import { PortProtocol, PROTOCOLS } from '../network/connections/connection-set';
import { HIGHEST_PORT, LOWEST_PORT } from '../network/connections/port-ranges';
import { AskedPort } from '../network/explain/asked-port';
import { Endpoint } from '../network/explain/endpoint';
import { Explanation, explanation } from '../network/explain/explanation';
import { explanationJson } from '../network/explain/explanation-json';
import { explanationText } from '../network/explain/explanation-text';
import { endpointsNamed } from '../network/explain/named-endpoints';
import { Command, PASSED } from './main';
import { networkAt, networkFormat, NETWORK_OPTIONS, outputOf } from './network-input';
import { ReadOptions, readOptions } from './options';
import { writeReport } from './report-output';

const USE = 'cdk8s-hardened network explain --from shop/web --to shop/cache --port 6379 manifests/';

const FORMATS: { readonly [name: string]: (explanations: readonly Explanation[], asked: AskedPort | undefined) => string } = {
  text: (explanations, asked) => explanations.map(one => explanationText(one, asked)).join('\n'),
  json: (explanations, asked) => `${JSON.stringify(explanations.map(one => explanationJson(one, asked)), undefined, 2)}\n`,
};

/** `cdk8s-hardened network explain --from WHO --to WHOM PATH…` */
export const networkExplain: Command = (args, terminal) => {
  const options = readOptions(args, { ...NETWORK_OPTIONS, from: { type: 'string' }, to: { type: 'string' }, port: { type: 'string' }, protocol: { type: 'string' } });
  const [from, to] = [options.text('from'), options.text('to')];
  if (options.operands.length === 0 || from === undefined || to === undefined) {
    throw new InputError(`network explain needs --from, --to, and files or folders: ${USE}`);
  }
  const format = networkFormat('network explain', FORMATS, options);
  const asked = askedPort(options);
  const network = networkAt(options.operands, options, terminal);
  const [callers, called] = asInputError(() => [endpointsNamed(from, network), endpointsNamed(to, network)]);
  if (!hasPods(callers) && !hasPods(called)) throw new InputError(`neither '${from}' nor '${to}' is a workload: no policy decides what addresses do among themselves`);
  writeReport([format(explanationsOf(network, callers, called), asked)], outputOf(options), terminal);
  return PASSED;
};

function explanationsOf(network: Network, callers: readonly Endpoint[], called: readonly Endpoint[]): Explanation[] {
  return callers.flatMap(from => called.map(to => explanation(network, from, to)));
}

function hasPods(endpoints: readonly Endpoint[]): boolean {
  return endpoints.some(({ kind }) => kind === 'pod');
}

function askedPort(options: ReadOptions): AskedPort | undefined {
  const [port, protocol] = [options.text('port'), options.text('protocol')];
  if (port === undefined) {
    if (protocol !== undefined) throw new InputError('--protocol needs a --port beside it');
    return undefined;
  }
  const number = /^\d{1,5}$/.test(port) ? Number(port) : 0;
  if (number < LOWEST_PORT || number > HIGHEST_PORT) throw new InputError(`--port must be a whole number from ${LOWEST_PORT} to ${HIGHEST_PORT}, is '${port}'`);
  return { port: number, protocol: protocolOf(protocol ?? 'TCP') };
}

function protocolOf(name: string): PortProtocol {
  const protocol = PROTOCOLS.find(known => known === name.toUpperCase());
  if (protocol === undefined) throw new InputError(`there is no protocol '${name}'${nearest(name, PROTOCOLS)}: the protocols are ${PROTOCOLS.join(', ')}`);
  return protocol;
}

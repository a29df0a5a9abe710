import { Connection } from '../analysis/connection';
import { connectionsOf } from '../analysis/connections-of';
import { Network } from '../analysis/network';
import { NetworkPeer } from '../analysis/network-peer';
import { ConnectionSet } from '../connections/connection-set';
import { csvLine } from './csv-line';
import { markdownCode } from './markdown-code';
import { peerText } from './peer-text';

/**
 * Every connection of a network in a format, piece by piece: of 5,000 workloads there may be millions. All come in the same order, that of the
 * texts of who reaches whom.
 */
export type ConnectionFormat = (network: Network, connections?: Iterable<Connection>) => Generator<string>;

/** Behind what only may be allowed. */
export const UNKNOWN = ' (unknown)';

/** `shop/web[Deployment] => shop/cache[Deployment] : TCP 6379`, a line each; what is unknown stands in a line of its own. */
export function* connectionsText(network: Network, connections: Iterable<Connection> = connectionsOf(network)): Generator<string> {
  for (const { from, to, allowed, unknown } of told(connections)) {
    if (!allowed.isEmpty) yield `${connectionLine(from, to, allowed)}\n`;
    if (!unknown.isEmpty) yield `${connectionLine(from, to, unknown)}${UNKNOWN}\n`;
  }
}

/** A list of objects, one a line. What is unknown is in `unknown`, which is there where something is. */
export function* connectionsJson(network: Network, connections: Iterable<Connection> = connectionsOf(network)): Generator<string> {
  let opening = '[\n';
  for (const { from, to, allowed, unknown } of told(connections)) {
    const json = { from, to, connections: allowed.text, ...!unknown.isEmpty && { unknown: unknown.text } };
    yield `${opening}  ${JSON.stringify(json)}`;
    opening = ',\n';
  }
  yield opening === '[\n' ? '[]\n' : '\n]\n';
}

/** By RFC 4180, with a heading. */
export function* connectionsCsv(network: Network, connections: Iterable<Connection> = connectionsOf(network)): Generator<string> {
  yield csvLine(['from', 'to', 'connections', 'unknown']);
  for (const { from, to, allowed, unknown } of told(connections)) yield csvLine([from, to, cellOf(allowed), cellOf(unknown)]);
}

/** A table, with a column for what is unknown. */
export function* connectionsMarkdown(network: Network, connections: Iterable<Connection> = connectionsOf(network)): Generator<string> {
  yield '| from | to | connections | unknown |\n|---|---|---|---|\n';
  for (const { from, to, allowed, unknown } of told(connections)) {
    yield `| ${markdownCode(from)} | ${markdownCode(to)} | ${cellOf(allowed)} | ${cellOf(unknown)} |\n`;
  }
}

/** How one line tells who reaches whom. */
export function connectionLine(from: string, to: string, set: ConnectionSet): string {
  return `${from} => ${to} : ${set.text}`;
}

interface ToldConnection extends Pick<Connection, 'allowed' | 'unknown'> {
  readonly from: string;
  readonly to: string;
}

function* told(connections: Iterable<Connection>): Generator<ToldConnection> {
  const texts = new Map<NetworkPeer, string>();
  const textOf = (peer: NetworkPeer): string => {
    let text = texts.get(peer);
    if (text === undefined) texts.set(peer, text = peerText(peer.text));
    return text;
  };
  for (const { from, to, allowed, unknown } of connections) yield { from: textOf(from), to: textOf(to), allowed, unknown };
}

function cellOf(set: ConnectionSet): string {
  return set.isEmpty ? '' : set.text;
}

import { AddressRange, unionOf } from '../addresses/address-range';
import { IpFamily } from '../addresses/ip-address';
import { Connection } from '../analysis/connection';
import { connectionsOf } from '../analysis/connections-of';
import { Network, Reach } from '../analysis/network';
import { NetworkPeer } from '../analysis/network-peer';
import { DIRECTIONS } from '../model/network-policy';
import { internetWords, rangeWords } from './address-words';
import { PicturePair, PicturePeer } from './picture';

/** One line of the list of connections. */
export interface ListedConnection extends PicturePair, Reach {}

export interface ConnectionList {
  /** Callers that are no workload first, then workloads in their order; addresses with the same answer are one line. */
  readonly connections: readonly ListedConnection[];
  /** How many there are, those that are left out included. */
  readonly total: number;
}

/** All connections of a network for people to look at, so many of them at most. */
export function connectionList(network: Network, most: number): ConnectionList {
  const families = [...new Set(DIRECTIONS.flatMap(direction => network.atoms[direction].ranges.map(({ family }) => family)))];
  const fromAddresses: Connection[] = [];
  const fromOutside: ListedConnection[] = [];
  const fromWorkloads: ListedConnection[] = [];
  let total = 0;
  for (const [from, connections] of byCaller(connectionsOf(network, { withOutside: true }))) {
    if (from.kind === 'external') {
      fromAddresses.push(...connections);
      continue;
    }
    const named = connections.filter(({ to }) => to.kind !== 'external').map(connection => listedOf(connection, families));
    const listed = [...named, ...addressesAlike(connections.filter(({ to }) => to.kind === 'external'), 'to', families)];
    total += listed.length;
    if (from.kind === 'outside') fromOutside.push(...listed);
    else if (fromWorkloads.length < most) fromWorkloads.push(...listed);
  }
  const addresses = addressesAlike(fromAddresses, 'from', families);
  return { connections: [...addresses, ...fromOutside, ...fromWorkloads].slice(0, most), total: total + addresses.length };
}

/** What a peer is called in a list. */
function peerOf(peer: NetworkPeer, families: readonly IpFamily[]): PicturePeer {
  switch (peer.kind) {
    case 'workload': return { kind: 'workload', text: peer.text, workload: peer.workload };
    case 'external': return addressesPeer([peer.range], families);
    case 'outside': return { kind: 'outside', text: peer.text, pods: peer.pods };
  }
}

function addressesPeer(ranges: readonly AddressRange[], families: readonly IpFamily[]): PicturePeer {
  const internet = internetWords(ranges, families);
  return { kind: 'addresses', text: internet ? [internet.title, ...internet.lines].join(' ') : rangeWords(ranges).join(', '), ranges };
}

function listedOf({ from, to, allowed, unknown }: Connection, families: readonly IpFamily[]): ListedConnection {
  return { from: peerOf(from, families), to: peerOf(to, families), allowed, unknown };
}

/** @param end the one at which the addresses are */
function addressesAlike(connections: readonly Connection[], end: 'from' | 'to', families: readonly IpFamily[]): ListedConnection[] {
  const alike = new Map<string, { readonly first: Connection; readonly ranges: AddressRange[] }>();
  for (const connection of connections) {
    const other = end === 'from' ? connection.to : connection.from;
    const peer = connection[end];
    const key = JSON.stringify([other.text, connection.allowed.text, connection.unknown.text]);
    const known = alike.get(key) ?? { first: connection, ranges: [] };
    if (peer.kind === 'external') known.ranges.push(peer.range);
    alike.set(key, known);
  }
  return [...alike.values()].map(({ first, ranges }) => ({ ...listedOf(first, families), [end]: addressesPeer(unionOf(ranges), families) }));
}

function* byCaller(connections: Iterable<Connection>): Generator<readonly [NetworkPeer, Connection[]]> {
  let found: Connection[] = [];
  for (const connection of connections) {
    if (found.length > 0 && found[0].from !== connection.from) {
      yield [found[0].from, found];
      found = [];
    }
    found.push(connection);
  }
  if (found.length > 0) yield [found[0].from, found];
}

import { IConstruct } from 'constructs';
import { Connection } from '../network/analysis/connection';
import { connectionsOf } from '../network/analysis/connections-of';
import { Network } from '../network/analysis/network';
import { NetworkPeer } from '../network/analysis/network-peer';
import { podsBelow } from './described-peer';

/** The connections that start or end below a scope; all where it is the whole app, or there is none. */
export function* connectionsIn(network: Network, scope: IConstruct | undefined): Generator<Connection> {
  if (scope === undefined || scope.node.scope === undefined) {
    yield* connectionsOf(network);
    return;
  }
  const own = new Set(podsBelow(scope)(network).map(({ workload }) => workload));
  const isOwn = (peer: NetworkPeer): boolean => peer.kind === 'workload' && own.has(peer.workload);
  for (const connection of connectionsOf(network)) {
    if (isOwn(connection.from) || isOwn(connection.to)) yield connection;
  }
}

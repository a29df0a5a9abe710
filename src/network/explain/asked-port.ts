import { ConnectionSet, PortProtocol } from '../connections/connection-set';

/** The port that somebody asks about. */
export interface AskedPort {
  readonly protocol: PortProtocol;
  readonly port: number;
}

/** What of a set is asked about: all of it without a port. */
export function askedOf(set: ConnectionSet, asked: AskedPort | undefined): ConnectionSet {
  return asked === undefined ? set : set.intersection(ConnectionSet.ports(asked.protocol, asked.port));
}

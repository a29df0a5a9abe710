import { NetworkProtocol } from 'cdk8s-plus-28';
import { ConnectionSet, PROTOCOLS } from '../network/connections/connection-set';
import { HIGHEST_PORT, LOWEST_PORT } from '../network/connections/port-ranges';
import { AskedPort } from '../network/explain/asked-port';

const ANY_PORT = 'any port';

/** The ports that somebody asks about. */
export interface AskedPorts {
  readonly set: ConnectionSet;
  /** `TCP 6379`, `any port`, `any UDP port` */
  readonly text: string;
  /** Where it is a single one. */
  readonly port?: AskedPort;
}

/**
 * The ports that somebody asks about: any of them where none is named, TCP where no protocol is.
 *
 * @throws when it is no port.
 */
export function askedPorts(port: number | undefined, protocol: NetworkProtocol | undefined): AskedPorts {
  if (protocol !== undefined && !PROTOCOLS.includes(protocol)) {
    throw new Error(`'${protocol}' is no protocol that NetworkPolicies know: give TCP, UDP or SCTP, or none.`);
  }
  if (port === undefined) {
    if (protocol === undefined) return { set: ConnectionSet.ALL, text: ANY_PORT };
    return { set: ConnectionSet.protocol(protocol), text: `any ${protocol} port` };
  }
  if (!Number.isInteger(port) || port < LOWEST_PORT || port > HIGHEST_PORT) {
    throw new Error(`${port} is no port: give a whole number from ${LOWEST_PORT} to ${HIGHEST_PORT}, or none for any port.`);
  }
  const ofPort = { protocol: protocol ?? 'TCP', port } as const;
  return { set: ConnectionSet.ports(ofPort.protocol, port), text: `${ofPort.protocol} ${port}`, port: ofPort };
}

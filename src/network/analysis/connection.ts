import { ConnectionSet } from '../connections/connection-set';
import { NetworkPeer } from './network-peer';

/** That one reaches another, and by which ports. */
export interface Connection {
  readonly from: NetworkPeer;
  readonly to: NetworkPeer;
  /** For certain. */
  readonly allowed: ConnectionSet;
  /** Beside that, what may be allowed: a policy cannot be read, or the address of a node decides. */
  readonly unknown: ConnectionSet;
}

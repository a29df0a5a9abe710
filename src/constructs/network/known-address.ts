import * as kplus from 'cdk8s-plus-28';

/** An address, and the one TCP port at which something that everybody knows listens. */
export interface KnownAddress {
  /** A block of this one address. */
  readonly cidr: string;
  readonly port: number;
}

/** The addresses of a peer that says them with their ports, such as a WorkloadIdentity of any copy of this library; undefined for any other. */
export function knownAddressesOf(peer: kplus.INetworkPolicyPeer & { _addresses?(): readonly KnownAddress[] }): readonly KnownAddress[] | undefined {
  return peer._addresses?.();
}

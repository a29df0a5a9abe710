import { ConnectionSet } from '../connections/connection-set';

/** DNS, by UDP and TCP. */
export const DNS_PORTS = ConnectionSet.ports('TCP', 53).union(ConnectionSet.ports('UDP', 53));

const known = new WeakMap<ConnectionSet, ConnectionSet>();

/** The ports of a set that are not those of DNS; thousands of pods ask for the same few sets. */
export function beyondDns(set: ConnectionSet): ConnectionSet {
  let beyond = known.get(set);
  if (!beyond) known.set(set, beyond = set.difference(DNS_PORTS));
  return beyond;
}

import * as kplus from 'cdk8s-plus-28';

/** One port of a NetworkPolicy rule, as a manifest has it. */
export interface PolicyPort {
  readonly protocol: string;
  readonly port: number;
  readonly endPort?: number;
}

const LOWEST_PORT = 1;
const HIGHEST_PORT = 65535;

/**
 * Reads a port of cdk8s-plus, whose fields are private.
 *
 * Its `allTcp` and `allUdp` start at port 0, which the API server rejects; the range that is meant starts at 1.
 *
 * @throws when it names no port, which would open all of them, or one that does not exist.
 */
export function policyPort(given: kplus.NetworkPolicyPort, who: string): PolicyPort {
  const { port, endPort, protocol = 'TCP' } = given._toKube();
  const first = port?.value;
  if (first === undefined) {
    throw new Error(`${who}: a port must be named, found none, which opens all of them. Write NetworkPolicyPort.tcp(6379), or .allTcp() if all are meant.`);
  }
  if (endPort === undefined) return { protocol, port: checked(first, who) };
  const range = { protocol, port: checked(first === 0 ? LOWEST_PORT : first, who), endPort: checked(endPort, who) };
  if (range.endPort < range.port) throw new Error(`${who}: the port range ${range.port} to ${endPort} ends before it starts. Swap the two.`);
  return range;
}

function checked(port: number | string, who: string): number {
  if (!Number.isInteger(port) || (port as number) < LOWEST_PORT || (port as number) > HIGHEST_PORT) {
    throw new Error(`${who}: ${JSON.stringify(port)} is not a port. Give a whole number from 1 to 65535.`);
  }
  return port as number;
}

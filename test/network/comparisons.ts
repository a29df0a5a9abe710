import { Connection } from '../../src/network/analysis/connection';
import { connectionsOf } from '../../src/network/analysis/connections-of';
import { NetworkPeer } from '../../src/network/analysis/network-peer';
import { ConnectionSet } from '../../src/network/connections/connection-set';
import { endpointOf } from '../../src/network/explain/endpoint';
import { explanation } from '../../src/network/explain/explanation';
import { AllPairs, Answer, bitsOf, End, highest, Protocol } from './all-pairs';
import { KubernetesObject, networkOf } from './network-kit';

const PROTOCOLS: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];

interface Sets {
  readonly allowed: ConnectionSet;
  readonly unknown: ConnectionSet;
}

const NOTHING: Sets = { allowed: ConnectionSet.NONE, unknown: ConnectionSet.NONE };

/** How many pairs have been compared. */
let pairs = 0;

export function comparedPairs(): number {
  return pairs;
}

/** Every port at which the answers differ, so that a failure says which. */
function differences(oracle: AllPairs, callers: readonly End[], called: readonly End[], { allowed, unknown }: Sets): string[] {
  pairs++;
  const asks = callers.flatMap(from => called.map(to => oracle.ask(from, to)));
  return PROTOCOLS.flatMap(protocol => oracle.ports.flatMap(port => {
    const expected = highest(asks.map(ask => ask(protocol, port)));
    const found: Answer = allowed.has(protocol, port) ? 'yes' : unknown.has(protocol, port) ? 'maybe' : 'no';
    return found === expected ? [] : [`${protocol} ${port}: ${found}, expected ${expected}`];
  }));
}

/** Asks for every pair of workloads. */
export function compareWorkloads(objects: readonly KubernetesObject[]): void {
  const oracle = new AllPairs(objects);
  const network = networkOf(...objects);
  const podsOf = (text: string): End[] => oracle.pods.filter(({ workload }) => workload === text);
  expect(network.workloads.map(({ text }) => text)).toEqual([...new Set(oracle.pods.map(({ workload }) => workload))].sort());
  expect(network.workloads.flatMap(from => network.workloads.flatMap(to => {
    const found = differences(oracle, podsOf(from.text), podsOf(to.text), network.between(from, to));
    return found.map(difference => `${from.text} => ${to.text} : ${difference}`);
  }))).toEqual([]);
}

/** Asks for every workload and every address at which the answer may change. */
export function compareAddresses(objects: readonly KubernetesObject[]): void {
  const oracle = new AllPairs(objects);
  const network = networkOf(...objects);
  const connections = [...connectionsOf(network)];
  for (const { text } of network.workloads) {
    const pods = oracle.pods.filter(({ workload }) => workload === text);
    const ins = connections.filter(({ from, to }) => from.kind === 'external' && to.text === text);
    const outs = connections.filter(({ from, to }) => from.text === text && to.kind === 'external');
    for (const address of oracle.addresses) {
      // Ranges of IPv6 are listed as soon as a policy that counts speaks of them.
      if (address.includes(':') && network.atoms.ingress.ranges.every(({ family }) => family === 4)) continue;
      const found = [
        ...differences(oracle, [{ address }], pods, at(ins, ({ from }) => from, address)).map(difference => `${address} => ${text} : ${difference}`),
        ...differences(oracle, pods, [{ address }], at(outs, ({ to }) => to, address)).map(difference => `${text} => ${address} : ${difference}`),
      ];
      if (found.length > 0) expect(found).toEqual([]);
    }
  }
}

/** What is listed for the range that an address is in. */
function at(connections: readonly Connection[], endOf: (connection: Connection) => NetworkPeer, address: string): Sets {
  const value = BigInt(`0b${bitsOf(address)}`);
  const family = address.includes(':') ? 6 : 4;
  const found = connections.filter(connection => {
    const end = endOf(connection);
    return end.kind === 'external' && end.range.family === family && end.range.first <= value && value <= end.range.last;
  });
  if (found.length > 1) throw new Error(`${address} is in ${found.length} ranges`);
  return found[0] ?? NOTHING;
}

/** The list is in order, and says of each pair what is said when one asks for it. */
export function expectSamePairByPair(objects: readonly KubernetesObject[]): void {
  const network = networkOf(...objects);
  const listed = [...connectionsOf(network)];
  const texts = listed.map(({ from, to }) => [from.text, to.text]);
  expect(texts).toEqual([...texts].sort(([a, b], [c, d]) => (a === c ? (b < d ? -1 : 1) : a < c ? -1 : 1)));

  const sets = new Map(listed.map(({ from, to, ...reach }) => [`${from.text} => ${to.text}`, reach]));
  expect(sets.size).toBe(listed.length);
  for (const from of network.workloads) {
    for (const to of network.workloads) {
      if (from !== to) expectSame(sets.get(`${from.text} => ${to.text}`) ?? NOTHING, network.between(from, to));
    }
  }
}

function expectSame(found: Sets, expected: Sets): void {
  // The texts are compared only where they differ, which is fast as there is one of each set.
  if (found.allowed === expected.allowed && found.unknown === expected.unknown) return;
  expect([found.allowed.text, found.unknown.text]).toEqual([expected.allowed.text, expected.unknown.text]);
}

/** The explanation of each pair says what is said without it. */
export function expectExplained(objects: readonly KubernetesObject[]): void {
  const network = networkOf(...objects);
  const pods = network.workloads.flatMap(workload => workload.pods);
  for (const from of pods) {
    for (const to of pods) {
      const { allowed, unknown } = explanation(network, endpointOf(from, network), endpointOf(to, network));
      const [caller, called] = [network.groupOf(from), network.groupOf(to)];
      const certain = network.certain.between(caller, called);
      expectSame({ allowed, unknown }, { allowed: certain, unknown: network.possible.between(caller, called).difference(certain) });
    }
  }
}

/** Nothing is certain that is not possible. */
export function expectPossible(objects: readonly KubernetesObject[]): void {
  const { groups, certain, possible } = networkOf(...objects);
  for (const from of groups) {
    for (const to of groups) expectSame({ ...NOTHING, allowed: certain.between(from, to).difference(possible.between(from, to)) }, NOTHING);
  }
}

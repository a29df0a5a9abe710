import { connectionsOf } from '../../../src/network/analysis/connections-of';
import { ConnectionSet } from '../../../src/network/connections/connection-set';
import { egressFrom, ingressTo, KubernetesObject, networkOf, pod, withPorts } from '../network-kit';

const WORKLOADS = 5000;
const names = Array.from({ length: WORKLOADS }, (_, i) => `w${i}`);
const pods = names.map(name => pod(name, { app: name }, withPorts('http:TCP:8080')));

/** How many unions and intersections are asked for. Every pair would be 25 million. */
function countWork(objects: readonly KubernetesObject[]): { readonly connections: number; readonly operations: number } {
  const union = jest.spyOn(ConnectionSet.prototype, 'union');
  const intersection = jest.spyOn(ConnectionSet.prototype, 'intersection');
  try {
    let connections = 0;
    for (const _ of connectionsOf(networkOf(...objects), { withOutside: true })) connections++;
    return { connections, operations: union.mock.calls.length + intersection.mock.calls.length };
  } finally {
    union.mockRestore();
    intersection.mockRestore();
  }
}

describe('a network of thousands of workloads, each under policies of its own', () => {
  test('in which each reaches the next is not searched pair by pair', () => {
    const app = (name: string): unknown => ({ podSelector: { matchLabels: { app: name } } });
    const { connections, operations } = countWork([...pods, ...names.flatMap((name, i) => [
      ingressTo(name, { from: [app(names[(i + WORKLOADS - 1) % WORKLOADS])], ports: [{ port: 'http' }] }),
      egressFrom(name, { to: [app(names[(i + 1) % WORKLOADS])], ports: [{ port: 'http' }] }),
    ])]);
    expect(connections).toBe(WORKLOADS);
    expect(operations).toBeLessThan(30 * WORKLOADS);
  });
});

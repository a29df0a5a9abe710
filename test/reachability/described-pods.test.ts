import * as fc from 'fast-check';
import { Manifest } from '../../src/kubernetes/manifest';
import { Subject } from '../../src/kubernetes/subject';
import { Network } from '../../src/network/analysis/network';
import { describedPods, endpointOf } from '../../src/network/explain/endpoint';
import { exampleLabels } from '../../src/network/explain/example-pod';
import { explanation } from '../../src/network/explain/explanation';
import { NetworkObjects } from '../../src/network/model/network-objects';
import { Selector } from '../../src/network/model/selector';
import { askedPorts } from '../../src/reachability/asked-ports';
import { DescribedPeer, endsOf, podsNamed } from '../../src/reachability/described-peer';
import { namespaceNamed, PodSelection } from '../../src/reachability/pod-selection';
import { Question } from '../../src/reachability/question';

const KEYS = ['app', 'tier'];
const VALUES = ['a', 'b', 'c'];
const NAMESPACES = ['one', 'two'];

const labels = fc.dictionary(fc.constantFrom(...KEYS), fc.constantFrom(...VALUES, 'd'), { maxKeys: 2 });
const someValues = fc.uniqueArray(fc.constantFrom(...VALUES), { minLength: 1, maxLength: 2 });
const requirement = fc.oneof(
  fc.record({ key: fc.constantFrom(...KEYS), operator: fc.constantFrom('In', 'NotIn'), values: someValues }),
  fc.record({ key: fc.constantFrom(...KEYS), operator: fc.constantFrom('Exists', 'DoesNotExist') }),
);
const selector = fc.array(requirement, { maxLength: 2 }).map(matchExpressions => ({ matchExpressions }));
const namespaceSelector = fc.oneof(
  fc.constantFrom(...NAMESPACES).map(name => ({ matchLabels: { 'kubernetes.io/metadata.name': name } })),
  fc.constantFrom({}, { matchLabels: { team: 'x' } }),
);
const rule = fc.record({
  peers: fc.array(fc.record({ podSelector: selector, namespaceSelector }, { requiredKeys: ['podSelector'] }), { maxLength: 2 }),
  port: fc.integer({ min: 1, max: 3 }),
});
const policy = fc.record({
  namespace: fc.constantFrom(...NAMESPACES),
  podSelector: selector,
  ingress: fc.option(fc.array(rule, { maxLength: 2 })),
  egress: fc.option(fc.array(rule, { maxLength: 2 })),
  isRefused: fc.boolean(),
});
const pod = fc.record({ namespace: fc.constantFrom(...NAMESPACES), labels });

type Policy = typeof policy extends fc.Arbitrary<infer T> ? T : never;
type Pod = typeof pod extends fc.Arbitrary<infer T> ? T : never;

const policies = fc.array(policy, { maxLength: 4 });
const somePort = fc.integer({ min: 1, max: 3 });

function selectionOf({ namespace }: Pod, asked: object): PodSelection {
  return { namespaces: [namespaceNamed(namespace)], pods: Selector.of(asked) };
}

function networkOf(written: readonly Policy[], pods: readonly Pod[]): Network {
  const objects = new NetworkObjects();
  const add = (json: object): void => {
    const manifest = new Manifest(json as never);
    objects.add(new Subject(manifest), manifest);
  };
  add({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'one', labels: { team: 'x' } } });
  pods.forEach((one, i) => add({ apiVersion: 'v1', kind: 'Pod', metadata: { name: `pod-${i}`, namespace: one.namespace, labels: one.labels }, spec: {} }));
  written.forEach(({ namespace, podSelector, ingress, egress, isRefused }, i) => add({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `policy-${i}`, namespace },
    spec: {
      podSelector,
      policyTypes: [...ingress ? ['Ingress'] : [], ...egress ? ['Egress'] : [], ...isRefused ? ['Nothing'] : []],
      ...ingress && { ingress: ingress.map(({ peers, port }) => ({ from: peers, ports: [{ port }] })) },
      ...egress && { egress: egress.map(({ peers, port }) => ({ to: peers, ports: [{ port }] })) },
    },
  }));
  return new Network(objects);
}

function isPossible(network: Network, from: DescribedPeer, to: DescribedPeer, port: number): boolean {
  return new Question(network, endsOf(network, from, 'egress'), endsOf(network, to, 'ingress'), askedPorts(port, undefined)).isAllowed();
}

describe('what no pod of a selection may do for certain', () => {
  test.each(['calls', 'is called'])('no pod that it may turn out to have does: it %s a workload', verb => {
    fc.assert(fc.property(policies, fc.array(pod, { minLength: 1, maxLength: 3 }), pod, selector, somePort,
      (written, pods, stranger, asked, port) => {
        const network = networkOf(written, pods);
        const selection = selectionOf(stranger, asked);
        // What policies find by labels of a workload that is not selected is that workload's own.
        fc.pre(pods.every(one => one.namespace !== stranger.namespace || selection.pods.selects(one.labels)));
        fc.pre(selection.pods.selects(stranger.labels));
        const [known] = network.workloads;
        const other = { text: 'known', pods: podsNamed(known.text) };
        const ofSelection = { text: 'selection', selections: [selection] };
        const found = describedPods(network, 'stranger', stranger.namespace, stranger.labels);
        const readPod = endpointOf(known.pods[0], network);
        const [from, to] = verb === 'calls' ? [found, readPod] : [readPod, found];
        const { allowed, unknown } = explanation(network, from, to);
        const isTrue = allowed.union(unknown).has('TCP', port);
        const answer = verb === 'calls' ? isPossible(network, ofSelection, other, port) : isPossible(network, other, ofSelection, port);
        expect(answer || !isTrue).toBe(true);
      }), { numRuns: 400 });
  });

  test('no pair of pods of two selections does', () => {
    fc.assert(fc.property(policies, pod, pod, selector, selector, somePort, (written, caller, called, askedOfCaller, askedOfCalled, port) => {
      const network = networkOf(written, []);
      const [from, to] = [selectionOf(caller, askedOfCaller), selectionOf(called, askedOfCalled)];
      fc.pre(from.pods.selects(caller.labels) && to.pods.selects(called.labels));
      const ends = [caller, called].map(({ namespace, labels: own }) => describedPods(network, 'stranger', namespace, own));
      const { allowed, unknown } = explanation(network, ends[0], ends[1]);
      const isTrue = allowed.union(unknown).has('TCP', port);
      expect(isPossible(network, { text: 'a', selections: [from] }, { text: 'b', selections: [to] }, port) || !isTrue).toBe(true);
    }), { numRuns: 400 });
  });
});

describe('exampleLabels', () => {
  test('meet what is asked, and are undefined only where nothing can', () => {
    fc.assert(fc.property(fc.array(requirement, { maxLength: 4 }), labels, (requirements, some) => {
      const asked = Selector.of({ matchExpressions: requirements });
      const example = exampleLabels(asked.requirements);
      expect(example === undefined ? !asked.selects(some) : asked.selects(example)).toBe(true);
    }), { numRuns: 1000 });
  });

  test('are as few as possible', () => {
    expect(exampleLabels(Selector.of({
      matchLabels: { app: 'web' },
      matchExpressions: [
        { key: 'tier', operator: 'NotIn', values: ['db'] }, { key: 'team', operator: 'Exists' }, { key: 'old', operator: 'DoesNotExist' },
        { key: 'team', operator: 'NotIn', values: ['example'] },
      ],
    }).requirements)).toEqual({ app: 'web', team: 'example-1' });
  });
});

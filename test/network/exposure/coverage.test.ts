import { formatPath } from '../../../src/kubernetes/field-path';
import { coverageOf } from '../../../src/network/exposure/coverage';
import { block, DENY, egress, EVERY_POD, ingress, Json, networkOf, pod, podOf, policy } from './exposed';

/** `ingress isolated`, `egress open`, `ingress opened by deny spec.ingress[0]`. */
function coverage(...objects: readonly Json[]): string[] {
  const network = networkOf(...objects);
  return coverageOf(network, podOf(network, 'web')).map(({ direction, isIsolated, isHostNetwork, openedBy, doubtful }) => [
    direction,
    isIsolated ? 'isolated' : openedBy.length > 0 ? 'opened' : 'open',
    ...isHostNetwork ? ['on its node'] : [],
    ...openedBy.map(({ policy: by, rule }) => `by ${by.subject.name} ${formatPath(rule.path)}`),
    ...doubtful.map(({ subject }) => `perhaps by ${subject.name}`),
  ].join(' '));
}

const WEB = pod('web');

test('without a policy both directions are open', () => {
  expect(coverage(WEB)).toEqual(['ingress open', 'egress open']);
});

test('a policy without rules isolates the pods that it selects', () => {
  expect(coverage(WEB, DENY)).toEqual(['ingress isolated', 'egress isolated']);
  expect(coverage(WEB, policy('deny', { podSelector: { matchLabels: { app: 'api' } }, policyTypes: ['Ingress', 'Egress'] }))).toEqual(['ingress open', 'egress open']);
  expect(coverage(WEB, policy('other/deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }))).toEqual(['ingress open', 'egress open']);
});

test('a rule without peers and ports is no coverage, whichever policy isolates the pods', () => {
  expect(coverage(WEB, DENY, ingress('all', { ports: [{ port: 80 }] }, {}))).toEqual(['ingress opened by all spec.ingress[1]', 'egress isolated']);
  expect(coverage(WEB, DENY, egress('all', { to: [] }))).toEqual(['ingress isolated', 'egress opened by all spec.egress[0]']);
});

test('every pod and every address together are everybody', () => {
  expect(coverage(WEB, ingress('all', { from: [EVERY_POD, block('0.0.0.0/0')] }))).toEqual(['ingress opened by all spec.ingress[0]', 'egress open']);
  expect(coverage(WEB, ingress('pods', { from: [EVERY_POD] }), ingress('blocks', { from: [block('0.0.0.0/1')] }, { from: [block('128.0.0.0/1')] })))
    .toEqual(['ingress opened by pods spec.ingress[0] by blocks spec.ingress[0] by blocks spec.ingress[1]', 'egress open']);
});

test('every protocol by itself is every port', () => {
  const ports = [{ protocol: 'TCP' }, { protocol: 'UDP', port: 1, endPort: 65535 }, { protocol: 'SCTP' }];
  expect(coverage(WEB, ingress('all', { ports }))).toEqual(['ingress opened by all spec.ingress[0]', 'egress open']);
  const rules = ports.map(port => ({ from: [EVERY_POD, block('0.0.0.0/0')], ports: [port] }));
  expect(coverage(WEB, ingress('all', ...rules)))
    .toEqual(['ingress opened by all spec.ingress[0] by all spec.ingress[1] by all spec.ingress[2]', 'egress open']);
  expect(coverage(WEB, ingress('all', ...rules.slice(1)))).toEqual(['ingress isolated', 'egress open']);
});

test('an exception for addresses that no machine has makes no difference', () => {
  expect(coverage(WEB, egress('all', { to: [EVERY_POD, block('0.0.0.0/0', '169.254.169.254/32')] }))).toEqual(['ingress open', 'egress opened by all spec.egress[0]']);
});

test('every pod without the addresses, or the addresses without the pods, are not everybody', () => {
  expect(coverage(WEB, egress('pods', { to: [EVERY_POD] }))).toEqual(['ingress open', 'egress isolated']);
  expect(coverage(WEB, egress('blocks', { to: [block('0.0.0.0/0')] }))).toEqual(['ingress open', 'egress isolated']);
  expect(coverage(WEB, egress('public', { to: [EVERY_POD, block('0.0.0.0/0', '10.0.0.0/8')] }))).toEqual(['ingress open', 'egress isolated']);
  expect(coverage(WEB, egress('six', { to: [EVERY_POD, block('::/0')] }))).toEqual(['ingress open', 'egress isolated']);
});

test('a policy that the API server refuses is no coverage, and takes none away', () => {
  const broken = policy('broken', { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from: [{}] }] });
  expect(coverage(WEB, broken)).toEqual(['ingress open perhaps by broken', 'egress open']);
  expect(coverage(WEB, DENY, broken)).toEqual(['ingress isolated perhaps by broken', 'egress isolated']);
});

test('pods in the network of their node are isolated by nothing', () => {
  expect(coverage(pod('web', [], { hostNetwork: true }), DENY)).toEqual(['ingress open on its node', 'egress open on its node']);
});

test('each pod has its own answer where their policies differ', () => {
  const network = networkOf(WEB, pod('api'), policy('web', { podSelector: { matchLabels: { app: 'web' } }, ingress: [{}] }), DENY);
  const [web, api] = ['web', 'api'].map(name => coverageOf(network, podOf(network, name)).map(({ isIsolated }) => isIsolated));
  expect([web, api]).toEqual([[false, true], [true, true]]);
});

import { dnsOf } from '../../../src/network/exposure/dns';
import { app, block, DENY, egress, EVERY_POD, inNamespace, ingress, Json, networkOf, pod, podOf, policy } from './exposed';

const WEB = pod('web');
const UDP = { protocol: 'UDP', port: 53 };
const HTTPS = { to: [block('0.0.0.0/0')], ports: [{ port: 443 }] };
const KUBE_DNS = { ...inNamespace('kube-system'), podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } };

/** `resolves`, `cut off`, `TCP only`; `open` where no policy is for the pods; `, alone` where nothing else leaves them. */
function dns(...objects: readonly Json[]): string {
  return dnsOfWeb(WEB, ...objects);
}

function dnsOfWeb(...objects: readonly Json[]): string {
  const network = networkOf(...objects);
  const { isIsolated, reachesResolver, isTcpOnly, hasOtherEgress } = dnsOf(network, podOf(network, 'web'));
  if (!isIsolated) return 'open';
  return `${reachesResolver ? 'resolves' : isTcpOnly ? 'TCP only' : 'cut off'}${hasOtherEgress ? '' : ', alone'}`;
}

test('without a policy for what leaves them pods resolve names', () => {
  expect(dns()).toBe('open');
  expect(dns(policy('web', { podSelector: {} }))).toBe('open');
  expect(dnsOfWeb(pod('web', [], { hostNetwork: true }), DENY)).toBe('open');
});

test('where nothing leaves them nobody needs names', () => {
  expect(dns(DENY)).toBe('cut off, alone');
});

test('where other things leave them and no resolver is reached they are cut off', () => {
  expect(dns(egress('web', HTTPS))).toBe('cut off');
  expect(dns(egress('web', { to: [app('api')] }))).toBe('cut off');
});

test.each([
  ['the pods of the resolver', { to: [KUBE_DNS], ports: [UDP] }],
  ['the pods of the resolver, by every port', { to: [KUBE_DNS] }],
  ['every pod of its namespace', { to: [inNamespace('kube-system')], ports: [UDP] }],
  ['every pod', { to: [EVERY_POD] }],
  ['every pod labelled like it', { to: [{ namespaceSelector: {}, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }] }],
  ['everybody by its port', { ports: [UDP] }],
  ['the port that CoreDNS names', { to: [KUBE_DNS], ports: [{ protocol: 'UDP', port: 'dns' }] }],
  ['the resolver of OpenShift', { to: [inNamespace('openshift-dns')], ports: [{ protocol: 'UDP', port: 5353 }] }],
  ['the cache of the node', { to: [block('169.254.20.10/32')], ports: [{ protocol: 'UDP' }] }],
  ['a resolver at an address of one\'s own', { to: [block('10.96.0.10/32')], ports: [UDP] }],
  ['every address, by every port', { to: [block('0.0.0.0/0')] }],
])('a rule for %s reaches a resolver', (_, rule) => {
  expect(dns(egress('web', HTTPS, rule))).toBe('resolves');
});

test.each([
  ['the public addresses alone', { to: [block('0.0.0.0/0', '10.0.0.0/8')] }],
  ['the pods of the own namespace, which are no resolver', { to: [{ podSelector: {} }], ports: [UDP] }],
  ['the resolver, by a port that is not its', { to: [KUBE_DNS], ports: [{ port: 80 }] }],
  ['pods labelled like it in the own namespace', { to: [{ podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }] }],
])('a rule for %s reaches none', (_, rule) => {
  expect(dns(egress('web', HTTPS, rule))).toBe('cut off');
});

test('TCP alone is not enough, and is what a port without a protocol means', () => {
  expect(dns(egress('web', HTTPS, { to: [KUBE_DNS], ports: [{ port: 53 }] }))).toBe('TCP only');
  expect(dns(egress('dns', { to: [KUBE_DNS], ports: [{ port: 53 }] }))).toBe('TCP only, alone');
  expect(dns(egress('dns', { to: [KUBE_DNS], ports: [UDP] }))).toBe('resolves, alone');
});

test('a resolver of one\'s own is reached in the own namespace where it says that it listens', () => {
  expect(dns(pod('resolver', ['dns:53/UDP']), egress('web', HTTPS, { to: [app('resolver')], ports: [UDP] }))).toBe('resolves');
});

test('the nameservers of the pods themselves count', () => {
  const web = pod('web', [], { dnsPolicy: 'None', dnsConfig: { nameservers: ['1.1.1.1'] } });
  expect(dnsOfWeb(web, egress('web', { to: [block('1.1.0.0/16')] }))).toBe('resolves');
  expect(dnsOfWeb(web, egress('web', { to: [block('9.9.9.9/32')] }))).toBe('cut off');
});

test('policies of a resolver that was read are asked as well', () => {
  const resolver: Json = {
    apiVersion: 'v1', kind: 'Pod', metadata: { name: 'resolver', namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } }, spec: { containers: [{ name: 'dns' }] },
  };
  const out = egress('web', { to: [EVERY_POD] });
  expect(dns(resolver, out)).toBe('resolves');
  expect(dns(resolver, out, ingress('kube-system/deny'))).toBe('cut off');
  expect(dns(resolver, out, ingress('kube-system/shop', { from: [inNamespace('shop')], ports: [UDP] }))).toBe('resolves');
});

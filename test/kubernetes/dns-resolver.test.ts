import { DnsResolver } from '../../src/kubernetes/dns-resolver';
import { Platform } from '../../src/kubernetes/platform';

const dnsPorts = (port: number) => [{ protocol: 'UDP', port }, { protocol: 'TCP', port }];
const pods = (namespace: string, labels: object) => [
  { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } }, podSelector: { matchLabels: labels } },
];
const kubeDns = { to: pods('kube-system', { 'k8s-app': 'kube-dns' }), ports: dnsPorts(53) };
const nodeLocal = { to: [{ ipBlock: { cidr: '169.254.20.10/32' } }], ports: dnsPorts(53) };
const cloudDns = { to: [{ ipBlock: { cidr: '169.254.169.254/32' } }], ports: dnsPorts(53) };
const openShift = { to: pods('openshift-dns', { 'dns.operator.openshift.io/daemonset-dns': 'default' }), ports: dnsPorts(5353) };

test.each([
  ['vanilla', Platform.VANILLA, [kubeDns, nodeLocal]],
  ['openshift', Platform.OPENSHIFT, [openShift]],
  ['gke', Platform.GKE, [kubeDns, nodeLocal, cloudDns]],
  ['gke-autopilot', Platform.GKE_AUTOPILOT, [kubeDns, nodeLocal, cloudDns]],
])('%s leaves its own resolvers open, on their port and nothing else', (name, platform, expected) => {
  expect(String(platform)).toBe(name);
  expect(platform.dnsResolvers.map(resolver => resolver._toEgressRule())).toEqual(expected);
});

test('a resolver of one\'s own', () => {
  expect(DnsResolver.pods('dns', { app: 'bind' }, 1053)._toEgressRule()).toEqual({ to: pods('dns', { app: 'bind' }), ports: dnsPorts(1053) });
  expect(DnsResolver.address('fd00::53/128')._toEgressRule()).toEqual({ to: [{ ipBlock: { cidr: 'fd00::53/128' } }], ports: dnsPorts(53) });
});

test.each<[string, () => unknown, string]>([
  ['no labels', () => DnsResolver.pods('dns', {}), 'DnsResolver.pods: give labels that select the resolver\'s pods; without any, all pods of \'dns\' would be opened.'],
  ['an address without a mask', () => DnsResolver.address('10.0.0.2'), 'DnsResolver.address: \'10.0.0.2\' is not a CIDR. For a single address write \'10.0.0.2/32\'.'],
  ['port 0', () => DnsResolver.address('10.0.0.2/32', 0), 'DnsResolver: 0 is not a port. Give a whole number from 1 to 65535.'],
])('%s is refused', (_, make, message) => {
  expect(make).toThrow(new Error(message));
});

import { ApiObject, App, Chart, JsonPatch, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { DefaultDenyNetworkPolicy } from '../../src/constructs/default-deny-network-policy';
import { DefaultDenyNetworkPolicyProps } from '../../src/constructs/default-deny-network-policy-props';
import { HardenedDeployment } from '../../src/constructs/hardened-deployment';
import { DnsResolver } from '../../src/kubernetes/dns-resolver';
import { Platform } from '../../src/kubernetes/platform';
import { declareTarget } from '../../src/scope/target';
import { IMAGE, newChart, written } from './rendered';

const DNS_PORTS = [{ port: 53, protocol: 'UDP' }, { port: 53, protocol: 'TCP' }];
const VANILLA_DNS = [
  {
    ports: DNS_PORTS,
    to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } }, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
  },
  { ports: DNS_PORTS, to: [{ ipBlock: { cidr: '169.254.20.10/32' } }] },
];

function policyOf(props: DefaultDenyNetworkPolicyProps = {}, chart: Chart = newChart()): any {
  new DefaultDenyNetworkPolicy(chart, 'DefaultDeny', props);
  return written(chart, 'NetworkPolicy');
}

test('synthesises the secure default: every pod of the namespace, both directions, DNS open', () => {
  expect(policyOf()).toEqual({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'shop-defaultdeny-c84034a6', namespace: 'shop' },
    spec: { egress: VANILLA_DNS, podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
  });
});

test('is in the namespace that is named', () => {
  expect(policyOf({ namespace: 'data' }).metadata.namespace).toBe('data');
});

test('closes DNS as well with an empty list', () => {
  expect(policyOf({ dns: [] }).spec).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
});

test('opens the resolvers that are named', () => {
  expect(policyOf({ dns: [DnsResolver.address('10.0.0.2/32')] }).spec.egress).toEqual([{ ports: DNS_PORTS, to: [{ ipBlock: { cidr: '10.0.0.2/32' } }] }]);
});

test('opens those of the platform, though it is declared later', () => {
  const chart = newChart();
  new DefaultDenyNetworkPolicy(chart, 'DefaultDeny');
  declareTarget(chart, { platform: Platform.GKE });
  expect(written(chart, 'NetworkPolicy').spec.egress).toEqual([...VANILLA_DNS, { ports: DNS_PORTS, to: [{ ipBlock: { cidr: '169.254.169.254/32' } }] }]);
});

test('closes only the pods of a workload, in its namespace', () => {
  const chart = newChart();
  const selector = new HardenedDeployment(chart, 'Web', { containers: [{ image: IMAGE }], metadata: { namespace: 'data' } });
  const { metadata, spec } = policyOf({ selector }, chart);
  expect([metadata.namespace, spec.podSelector]).toEqual(['data', { matchLabels: { 'cdk8s.io/metadata.addr': 'shop-Web-c8c78d13' } }]);
});

test('refuses a selector that reaches into several namespaces', () => {
  const chart = newChart();
  const namespaces = kplus.Namespaces.select(chart, 'Namespaces', { names: ['a', 'b'] });
  expect(() => policyOf({ selector: kplus.Pods.all(chart, 'Pods', { namespaces }) }, chart)).toThrow(new Error(
    'shop/DefaultDeny: selector must select pods of one namespace, by its name; a NetworkPolicy is in one. '
    + 'Make a DefaultDenyNetworkPolicy for each namespace, or give `namespace`.',
  ));
});

test('refuses a patch that opens everything', () => {
  const chart = new Chart(new App(), 'shop');
  const policy = new DefaultDenyNetworkPolicy(chart, 'DefaultDeny', { dns: [] });
  ApiObject.of(policy).addJsonPatch(JsonPatch.add('/spec/egress', [{}]));
  expect(() => Testing.synth(chart)).toThrow(new Error([
    'shop/DefaultDeny/Resource  NetworkPolicy shop-defaultdeny-c84034a6',
    '  spec.egress must not be set, found [{}]',
    '    fix  Open connections with `allowFrom` and `allowTo` of the workloads, or in a NetworkPolicy of its own.',
    '1 violation. Nothing was written.',
  ].join('\n')));
});

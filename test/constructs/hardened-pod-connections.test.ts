import { Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { HardenedDeployment } from '../../src/constructs/hardened-deployment';
import { HardenedDeploymentProps } from '../../src/constructs/hardened-deployment-props';
import { Platform } from '../../src/kubernetes/platform';
import { declareTarget } from '../../src/scope/target';
import { IMAGE, newChart } from './rendered';

const { NetworkPolicyPort } = kplus;

const DNS_PORTS = [{ port: 53, protocol: 'UDP' }, { port: 53, protocol: 'TCP' }];
const VANILLA_DNS = [
  {
    ports: DNS_PORTS,
    to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } }, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
  },
  { ports: DNS_PORTS, to: [{ ipBlock: { cidr: '169.254.20.10/32' } }] },
];

function workload(chart: Chart, id: string, props: HardenedDeploymentProps = {}): HardenedDeployment {
  return new HardenedDeployment(chart, id, { containers: [{ image: IMAGE }], ...props });
}

function podsOf(deployment: kplus.Deployment): object {
  return { matchLabels: deployment.matchLabels };
}

/** A deployment as a peer: its pods, in its namespace. */
function peerOf(deployment: kplus.Deployment, namespace = 'shop'): object {
  return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } }, podSelector: podsOf(deployment) };
}

/** The policies of a chart, without the names that cdk8s makes. */
function policiesOf(chart: Chart): object[] {
  return Testing.synth(chart)
    .filter(({ kind }: any) => kind === 'NetworkPolicy')
    .map(({ apiVersion, metadata, spec }: any) => ({ apiVersion, namespace: metadata.namespace, spec }));
}

function ingress(at: object, from: object[], ports: object[], namespace = 'shop'): object {
  return { apiVersion: 'networking.k8s.io/v1', namespace, spec: { ingress: [{ from, ports }], podSelector: at, policyTypes: ['Ingress'] } };
}

function egress(at: object, to: object[], ports: object[], dns: object[] = VANILLA_DNS, namespace = 'shop'): object {
  return { apiVersion: 'networking.k8s.io/v1', namespace, spec: { egress: [{ ports, to }, ...dns], podSelector: at, policyTypes: ['Egress'] } };
}

const tcp = (port: number) => ({ port, protocol: 'TCP' });

test('allowFrom opens ingress here and egress at the peer, with DNS', () => {
  const chart = newChart();
  const [web, cache] = [workload(chart, 'Web'), workload(chart, 'Cache')];
  cache.allowFrom(web, 6379);
  expect(policiesOf(chart)).toEqual([
    ingress(podsOf(cache), [peerOf(web)], [tcp(6379)]),
    egress(podsOf(web), [peerOf(cache)], [tcp(6379)]),
  ]);
});

test('allowTo opens the same from the other side', () => {
  const chart = newChart();
  const [web, cache] = [workload(chart, 'Web'), workload(chart, 'Cache')];
  web.allowTo(cache, 6379);
  expect(policiesOf(chart)).toEqual([
    egress(podsOf(web), [peerOf(cache)], [tcp(6379)]),
    ingress(podsOf(cache), [peerOf(web)], [tcp(6379)]),
  ]);
});

test('the inherited connections behave the same, with the ports that the called side declares and their protocols', () => {
  const chart = newChart();
  const web = workload(chart, 'Web');
  const dns = workload(chart, 'Dns', { containers: [{ image: IMAGE, ports: [{ number: 53, protocol: kplus.Protocol.UDP }, { number: 9153 }] }] });
  web.connections.allowTo(dns);
  const ports = [{ port: 53, protocol: 'UDP' }, tcp(9153)];
  expect(policiesOf(chart)).toEqual([egress(podsOf(web), [peerOf(dns)], ports), ingress(podsOf(dns), [peerOf(web)], ports)]);
});

test('UDP and ranges are opened as they are named', () => {
  const chart = newChart();
  const [web, sip] = [workload(chart, 'Web'), workload(chart, 'Sip')];
  sip.connections.allowFrom(web, { ports: [NetworkPolicyPort.udp(5060), NetworkPolicyPort.udpRange(16384, 16394), NetworkPolicyPort.allTcp()] });
  const ports = [{ port: 5060, protocol: 'UDP' }, { endPort: 16394, port: 16384, protocol: 'UDP' }, { endPort: 65535, port: 1, protocol: 'TCP' }];
  expect(policiesOf(chart)).toEqual([ingress(podsOf(sip), [peerOf(web)], ports), egress(podsOf(web), [peerOf(sip)], ports)]);
});

test('another port for the same peer joins its policy, and the same port changes nothing', () => {
  const chart = newChart();
  const [web, cache] = [workload(chart, 'Web'), workload(chart, 'Cache')];
  cache.allowFrom(web, 6379);
  cache.allowFrom(web, 16379);
  cache.allowFrom(web, 6379);
  expect(policiesOf(chart)).toEqual([
    ingress(podsOf(cache), [peerOf(web)], [tcp(6379), tcp(16379)]),
    egress(podsOf(web), [peerOf(cache)], [tcp(6379), tcp(16379)]),
  ]);
});

test('only one side is opened where the isolation says so', () => {
  const chart = newChart();
  const [web, cache] = [workload(chart, 'Web'), workload(chart, 'Cache')];
  cache.connections.allowFrom(web, { ports: [NetworkPolicyPort.tcp(6379)], isolation: kplus.PodConnectionsIsolation.POD });
  expect(policiesOf(chart)).toEqual([ingress(podsOf(cache), [peerOf(web)], [tcp(6379)])]);

  const other = newChart();
  const [front, back] = [workload(other, 'Front'), workload(other, 'Back')];
  back.connections.allowFrom(front, { ports: [NetworkPolicyPort.tcp(80)], isolation: kplus.PodConnectionsIsolation.PEER });
  expect(policiesOf(other)).toEqual([egress(podsOf(front), [peerOf(back)], [tcp(80)])]);
});

test('a peer in another namespace gets its policy there', () => {
  const chart = newChart();
  const web = workload(chart, 'Web');
  const db = workload(chart, 'Db', { metadata: { namespace: 'data' } });
  web.allowTo(db, 5432);
  expect(policiesOf(chart)).toEqual([
    egress(podsOf(web), [peerOf(db, 'data')], [tcp(5432)]),
    ingress(podsOf(db), [peerOf(web)], [tcp(5432)], 'data'),
  ]);
});

test('an IP block has no side of its own', () => {
  const chart = newChart();
  const web = workload(chart, 'Web');
  web.allowTo(kplus.NetworkPolicyIpBlock.ipv4(chart, 'Bank', '203.0.113.0/24', ['203.0.113.7/32']), 443);
  web.allowFrom(kplus.NetworkPolicyIpBlock.ipv4(chart, 'Office', '198.51.100.0/24'), 8080);
  expect(policiesOf(chart)).toEqual([
    egress(podsOf(web), [{ ipBlock: { cidr: '203.0.113.0/24', except: ['203.0.113.7/32'] } }], [tcp(443)]),
    ingress(podsOf(web), [{ ipBlock: { cidr: '198.51.100.0/24' } }], [tcp(8080)]),
  ]);
});

test('a plain Deployment of cdk8s-plus is a peer, with DNS on its side', () => {
  const chart = newChart();
  const cache = workload(chart, 'Cache');
  const plain = new kplus.Deployment(chart, 'Plain', { containers: [{ image: IMAGE }] });
  cache.allowFrom(plain, 6379);
  expect(policiesOf(chart)).toEqual([
    ingress(podsOf(cache), [peerOf(plain)], [tcp(6379)]),
    egress(podsOf(plain), [peerOf(cache)], [tcp(6379)]),
  ]);
});

test('a selection of pods is a peer in the same namespace', () => {
  const chart = newChart();
  const cache = workload(chart, 'Cache');
  const pods = kplus.Pods.select(chart, 'Pods', { labels: { tier: 'web' }, expressions: [kplus.LabelExpression.exists('team')] });
  cache.allowFrom(pods, 6379);
  const selector = { matchExpressions: [{ key: 'team', operator: 'Exists' }], matchLabels: { tier: 'web' } };
  expect(policiesOf(chart)).toEqual([
    ingress(podsOf(cache), [{ podSelector: selector }], [tcp(6379)]),
    egress(selector, [peerOf(cache)], [tcp(6379)]),
  ]);
});

test('a namespace is a peer with all of its pods', () => {
  const chart = newChart();
  const web = workload(chart, 'Web');
  const monitoring = kplus.Namespaces.select(chart, 'Monitoring', { names: ['monitoring'] });
  web.allowFrom(monitoring, 9090);
  expect(policiesOf(chart)).toEqual([
    ingress(podsOf(web), [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } }, podSelector: {} }], [tcp(9090)]),
    egress({}, [peerOf(web)], [tcp(9090)], VANILLA_DNS, 'monitoring'),
  ]);
});

test('namespaces selected by labels can only be opened on this side', () => {
  const chart = newChart();
  const web = workload(chart, 'Web');
  const teams = kplus.Namespaces.select(chart, 'Teams', { labels: { team: 'a' } });
  expect(() => web.allowFrom(teams, 80)).toThrow(new Error(
    'shop/Web: the peer \'shop/Teams/Pods\' selects namespaces by labels, so that no policy can be written there. '
    + 'Select them by names, or pass { isolation: PodConnectionsIsolation.POD } and let the peer\'s owner open its side.',
  ));
  expect(policiesOf(chart)).toEqual([]);
  web.connections.allowFrom(teams, { ports: [NetworkPolicyPort.tcp(80)], isolation: kplus.PodConnectionsIsolation.POD });
  expect(policiesOf(chart)).toEqual([ingress(podsOf(web), [{ namespaceSelector: { matchLabels: { team: 'a' } }, podSelector: {} }], [tcp(80)])]);
});

test('DNS is where the platform has it, though it is declared later', () => {
  const chart = newChart();
  const [web, cache] = [workload(chart, 'Web'), workload(chart, 'Cache')];
  cache.allowFrom(web, 6379);
  declareTarget(chart, { platform: Platform.OPENSHIFT });
  expect(policiesOf(chart)[1]).toEqual(egress(podsOf(web), [peerOf(cache)], [tcp(6379)], [{
    ports: [{ port: 5353, protocol: 'UDP' }, { port: 5353, protocol: 'TCP' }],
    to: [{
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'openshift-dns' } },
      podSelector: { matchLabels: { 'dns.operator.openshift.io/daemonset-dns': 'default' } },
    }],
  }]));
});

test.each<[string, boolean, number]>([
  ['by the prop', true, 0],
  ['by the method, however often', false, 2],
])('an isolated workload is closed in both directions, but for DNS: %s', (_, isolate, calls) => {
  const chart = newChart();
  const web = workload(chart, 'Web', { isolate });
  for (let call = 0; call < calls; call += 1) web.connections.isolate();
  expect(policiesOf(chart)).toEqual([
    { apiVersion: 'networking.k8s.io/v1', namespace: 'shop', spec: { egress: VANILLA_DNS, podSelector: podsOf(web), policyTypes: ['Ingress', 'Egress'] } },
  ]);
});

describe('what would open more than was named is an error', () => {
  const unnamed = 'a port must be named, found none, which opens all of them. Write';

  test.each<[string, (web: HardenedDeployment, peer: HardenedDeployment) => void, string]>([
    ['allowTo a peer that declares no port', (web, peer) => web.connections.allowTo(peer), `allowTo('shop/Peer'): ${unnamed} { ports: [NetworkPolicyPort.tcp(6379)] }.`],
    ['allowFrom without a port of one\'s own', (web, peer) => web.connections.allowFrom(peer), `allowFrom('shop/Peer'): ${unnamed} { ports: [NetworkPolicyPort.tcp(6379)] }.`],
    ['an empty list of ports', (web, peer) => web.connections.allowTo(peer, { ports: [] }), `allowTo('shop/Peer'): ${unnamed} { ports: [NetworkPolicyPort.tcp(6379)] }.`],
    ['a port without a number', (web, peer) => web.connections.allowTo(peer, { ports: [NetworkPolicyPort.of({ protocol: kplus.NetworkProtocol.UDP })] }),
      `allowTo('shop/Peer'): ${unnamed} NetworkPolicyPort.tcp(6379), or .allTcp() if all are meant.`],
    ['port 0', (web, peer) => web.allowTo(peer, 0), 'allowTo(\'shop/Peer\'): 0 is not a port. Give a whole number from 1 to 65535.'],
    ['port 65536', (web, peer) => web.allowFrom(peer, 65536), 'allowFrom(\'shop/Peer\'): 65536 is not a port. Give a whole number from 1 to 65535.'],
    ['half a port', (web, peer) => web.allowTo(peer, 80.5), 'allowTo(\'shop/Peer\'): 80.5 is not a port. Give a whole number from 1 to 65535.'],
    ['a range that ends before it starts', (web, peer) => web.connections.allowTo(peer, { ports: [NetworkPolicyPort.tcpRange(90, 80)] }),
      'allowTo(\'shop/Peer\'): the port range 90 to 80 ends before it starts. Swap the two.'],
  ])('%s', (_, connect, message) => {
    const chart = newChart();
    const [web, peer] = [workload(chart, 'Web'), workload(chart, 'Peer')];
    expect(() => connect(web, peer)).toThrow(new Error(`shop/Web: ${message}`));
    expect(policiesOf(chart)).toEqual([]);
  });
});

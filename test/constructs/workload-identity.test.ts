import { Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { DefaultDenyNetworkPolicy } from '../../src/constructs/default-deny-network-policy';
import { HardenedDeployment } from '../../src/constructs/hardened-deployment';
import { WorkloadIdentity } from '../../src/constructs/network/workload-identity';
import { Hardened } from '../../src/expectations/hardened';
import { KubernetesVersion } from '../../src/kubernetes/kubernetes-version';
import { Platform } from '../../src/kubernetes/platform';
import { errorOf, IMAGE, newChart } from './rendered';

const DNS_PORTS = [{ port: 53, protocol: 'UDP' }, { port: 53, protocol: 'TCP' }];
const KUBE_DNS = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } }, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } };

const workload = (chart: Chart) => new HardenedDeployment(chart, 'Web', { containers: [{ image: IMAGE }] });
const to = (cidr: string, ports: object[]) => ({ ports, to: [{ ipBlock: { cidr } }] });
const tcp = (port: number) => [{ port, protocol: 'TCP' }];

function policiesOf(chart: Chart): object[] {
  return Testing.synth(chart).filter(({ kind }: any) => kind === 'NetworkPolicy').map(({ spec }: any) => spec);
}

test('the GKE metadata server is opened at its two addresses, each on its own port, beside DNS', () => {
  const chart = newChart({ platform: Platform.GKE });
  const web = workload(chart);
  web.connections.allowTo(WorkloadIdentity.gke(chart, 'Identity'));
  expect(policiesOf(chart)).toEqual([{
    egress: [
      to('169.254.169.252/32', tcp(988)),
      to('169.254.169.254/32', tcp(80)),
      { ports: DNS_PORTS, to: [KUBE_DNS] },
      to('169.254.20.10/32', DNS_PORTS),
      to('169.254.169.254/32', DNS_PORTS),
    ],
    podSelector: { matchLabels: web.matchLabels },
    policyTypes: ['Egress'],
  }]);
});

test('the EKS Pod Identity agent is opened for IPv4 and IPv6', () => {
  const chart = newChart();
  const web = workload(chart);
  web.connections.allowTo(WorkloadIdentity.eks(chart, 'Identity'));
  expect(policiesOf(chart)).toEqual([{
    egress: [to('169.254.170.23/32', tcp(80)), to('fd00:ec2::23/128', tcp(80)), { ports: DNS_PORTS, to: [KUBE_DNS] }, to('169.254.20.10/32', DNS_PORTS)],
    podSelector: { matchLabels: web.matchLabels },
    policyTypes: ['Egress'],
  }]);
});

test('opened again, or for its own side only, it is one policy', () => {
  const chart = newChart();
  const web = workload(chart);
  const identity = WorkloadIdentity.eks(chart, 'Identity');
  web.connections.allowTo(identity);
  web.connections.allowTo(identity, { isolation: kplus.PodConnectionsIsolation.POD });
  expect(policiesOf(chart).length).toBe(1);
});

test.each<[string, (web: HardenedDeployment, identity: WorkloadIdentity, chart: Chart) => void, string]>([
  ['ports of somebody\'s own', (web, identity) => web.allowTo(identity, 80),
    'shop/Web: allowTo(\'shop/Identity\'): workload identity has its own ports (TCP 988 and 80). Leave `ports` out.'],
  ['the other direction', (web, identity) => web.connections.allowFrom(identity),
    'shop/Web: allowFrom(\'shop/Identity\'): workload identity is only called, by pods, and calls nobody. Write allowTo.'],
  ['a policy of cdk8s-plus', (_, identity, chart) => new kplus.NetworkPolicy(chart, 'Plain').addEgressRule(identity),
    'shop/Identity: workload identity is several addresses, each with its own port, which cdk8s-plus cannot write as one peer. '
    + 'Open it with `connections.allowTo` of a hardened workload, or write a rule for each address: '
    + 'NetworkPolicyIpBlock.ipv4(this, \'Identity\', \'169.254.169.252/32\') with NetworkPolicyPort.tcp(988).'],
])('refuses %s', (_, connect, message) => {
  const chart = newChart();
  const web = workload(chart);
  expect(() => connect(web, WorkloadIdentity.gke(chart, 'Identity'), chart)).toThrow(new Error(message));
});

describe('the rules', () => {
  const judged = (platform: Platform, identity: (chart: Chart) => WorkloadIdentity) => {
    const chart = newChart();
    new DefaultDenyNetworkPolicy(chart, 'DefaultDeny');
    workload(chart).connections.allowTo(identity(chart));
    return errorOf(() => Hardened.expect(chart, { platform, kubernetesVersion: KubernetesVersion.V1_31 }).noFindings()).split('\n');
  };

  test.each([Platform.GKE, Platform.GKE_AUTOPILOT])('accept that of GKE on %s', platform => {
    expect(judged(platform, chart => WorkloadIdentity.gke(chart, 'Identity'))).toEqual(['no error']);
  });

  test.each([Platform.VANILLA, Platform.GKE])('accept that of EKS on %s', platform => {
    expect(judged(platform, chart => WorkloadIdentity.eks(chart, 'Identity'))).toEqual(['no error']);
  });

  test('refuse that of GKE elsewhere, where the address gives the credentials of the node', () => {
    expect(judged(Platform.VANILLA, chart => WorkloadIdentity.gke(chart, 'Identity'))[2]).toBe(
      '  spec.egress[1].to[0].ipBlock must not hold 169.254.169.254 '
      + '(the metadata of AWS, Google Cloud, Azure, Oracle Cloud, OpenStack, DigitalOcean and Hetzner), is 169.254.169.254/32 on TCP 80'
      + '   metadata-egress · high · NSA',
    );
  });
});

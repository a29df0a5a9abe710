import { checklist } from '../../frameworks/kubernetes-checklist';
import { Network } from '../../network/analysis/network';
import { dnsOf } from '../../network/exposure/dns';
import { WorkloadPod } from '../../network/model/workload';
import { listedOnce } from '../listed-once';
import { networkCheck } from '../network-check';
import { appRule, AppViolation } from '../rule';
import { Severity } from '../severity';

const POD = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'shop', labels: { app: 'web' } }, spec: { containers: [{ name: 'app' }] } };
const policy = (...egress: object[]) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { podSelector: {}, policyTypes: ['Egress'], egress },
});
const KUBE_DNS = {
  to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } }, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
  ports: [{ protocol: 'UDP', port: 53 }, { protocol: 'TCP', port: 53 }],
};
const BANK = { to: [{ ipBlock: { cidr: '203.0.113.0/24' } }], ports: [{ port: 443 }] };

export const dnsEgress = appRule({
  id: 'dns-egress',
  title: 'Pods that may call others can resolve their names',
  severity: Severity.LOW,
  controls: [checklist('S16')],
  why: 'What cannot resolve names does not work; whoever finds out in production opens all of egress to mend it.',
  fix: 'Open UDP and TCP 53 to the resolver of the cluster: `allowTo` and `DefaultDenyNetworkPolicy` do so by themselves, for the platform that is declared.',
  notExportable: 'It joins workloads with all the policies of their namespace.',
  begin: (_, app) => networkCheck(app, network => network.workloads.flatMap(({ pods }) => pods.flatMap(pod => violationOf(network, pod) ?? []))),
  examples: () => ({
    good: [
      [POD, policy(KUBE_DNS, BANK)],
      [POD, policy({ ports: [{ protocol: 'UDP', port: 53 }, { port: 53 }] }, BANK)],
      [POD],
    ],
    bad: [
      { objects: [POD, policy(BANK)], at: ['Pod web '] },
      // Without a protocol it is TCP.
      { objects: [POD, policy(BANK, { ...KUBE_DNS, ports: [{ port: 53 }] })], at: ['Pod web '] },
      { objects: [POD, policy()], at: ['Pod web '] },
    ],
  }),
});

function violationOf(network: Network, pod: WorkloadPod): AppViolation | undefined {
  const { subject, path } = pod;
  const { isIsolated, reachesResolver, isTcpOnly, hasOtherEgress } = dnsOf(network, pod);
  if (pod.isHostNetwork || !isIsolated || reachesResolver) return undefined;
  const policies = network.policiesOf(pod, 'egress').certain.map(by => by.subject.toString());
  const by = `${listedOnce(policies)} ${policies.length === 1 ? 'lets' : 'let'} them`;
  const at = { subject, path, what: 'the pods' };
  if (isTcpOnly) return { ...at, message: `must reach a DNS resolver by UDP: ${by} reach one by TCP alone, which is what a port without a protocol means` };
  if (hasOtherEgress) return { ...at, message: `must reach a DNS resolver: ${by} call others, and resolve no names` };
  return { ...at, message: `must reach a DNS resolver if they resolve names: ${by} call nobody`, warns: true };
}

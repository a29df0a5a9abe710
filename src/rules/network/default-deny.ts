import { cis } from '../../frameworks/cis';
import { checklist } from '../../frameworks/kubernetes-checklist';
import { nsa } from '../../frameworks/nsa';
import { formatPath } from '../../kubernetes/field-path';
import { Network } from '../../network/analysis/network';
import { Coverage, coverageOf, OpeningRule } from '../../network/exposure/coverage';
import { WorkloadPod } from '../../network/model/workload';
import { listedOnce } from '../listed-once';
import { networkCheck } from '../network-check';
import { appRule } from '../rule';
import { Severity } from '../severity';

const POD = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'shop', labels: { app: 'web' } },
  spec: { containers: [{ name: 'app' }] },
};
const DENY_ALL = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'deny', namespace: 'shop' },
  spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
};

export const defaultDeny = appRule({
  id: 'default-deny',
  title: 'NetworkPolicies isolate every pod in both directions',
  severity: Severity.MEDIUM,
  controls: [cis('5.3.2'), checklist('S16'), nsa('network-policies')],
  why: 'Unless a policy selects a pod, everybody in the cluster reaches it and it reaches everybody, the internet included.',
  fix: 'Add a NetworkPolicy to the namespace that selects every pod and allows nothing, in TypeScript `new DefaultDenyNetworkPolicy(chart, \'DefaultDeny\')`, then open what is needed.',
  waiver: 'noDefaultDeny',
  notExportable: 'It joins workloads with the NetworkPolicies of their namespace.',
  begin: (_, app) => networkCheck(app, network => network.workloads.flatMap(({ pods }) => pods.flatMap(pod => {
    const { subject, path } = pod;
    return faultsOf(network, pod).map(message => ({ subject, path, what: 'the pods', message }));
  }))),
  examples: () => ({
    good: [
      [POD, DENY_ALL],
      [
        POD,
        { ...DENY_ALL, spec: { podSelector: {} } },
        { ...DENY_ALL, metadata: { name: 'egress', namespace: 'shop' }, spec: { podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Egress'] } },
      ],
      // No policy applies to the network of a node, which another rule refuses.
      [{ ...POD, spec: { hostNetwork: true, containers: [{ name: 'app' }] } }],
    ],
    bad: [
      { objects: [POD], at: ['Pod web '] },
      { objects: [POD, { ...DENY_ALL, spec: { podSelector: {} } }], at: ['Pod web '] },
      { objects: [POD, { ...DENY_ALL, metadata: { name: 'deny', namespace: 'other' } }], at: ['Pod web '] },
      { objects: [POD, { ...DENY_ALL, spec: { podSelector: { matchLabels: { app: 'api' } }, policyTypes: ['Ingress', 'Egress'] } }], at: ['Pod web '] },
      { objects: [POD, DENY_ALL, { ...DENY_ALL, spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{}] } }], at: ['Pod web '] },
      {
        objects: [POD, { ...DENY_ALL, spec: { policyTypes: ['Ingress', 'Egress'], egress: [{ to: [{ namespaceSelector: {} }] }, { to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }] } }],
        at: ['Pod web '],
      },
      { objects: [POD, { ...DENY_ALL, spec: { podSelector: {}, policyTypes: ['ingress', 'Egress'] } }], at: ['Pod web '] },
    ],
  }),
});

/** What is wrong with some pods. */
function faultsOf(network: Network, pod: WorkloadPod): string[] {
  if (pod.isHostNetwork) return [];
  const coverages = coverageOf(network, pod);
  const uncovered = coverages.filter(({ isIsolated, openedBy }) => !isIsolated && openedBy.length === 0);
  return [
    ...[...new Set(uncovered.map(reasonOf))].map(reason => `${isolated(uncovered.filter(coverage => reasonOf(coverage) === reason))}: ${reason}`),
    ...coverages.flatMap(coverage => openingsIn(coverage).map(opening => `${isolated([coverage])}: ${opening}`)),
  ];
}

function isolated(coverages: readonly Coverage[]): string {
  return `must be isolated for ${coverages.map(({ direction }) => direction).join(' and ')}`;
}

/** Why they are not covered. A policy that the API server refuses is not in force, or was meant otherwise. */
function reasonOf({ doubtful }: Coverage): string {
  const policies = doubtful.map(({ subject }) => subject.toString());
  if (policies.length === 0) return 'no NetworkPolicy selects them';
  return `${listedOnce(policies)} ${policies.length === 1 ? 'selects' : 'select'} them, and may not be in force or not for them`;
}

function openingsIn({ openedBy }: Coverage): string[] {
  const alone = openedBy.filter(({ rule: { peers, ports } }) => peers === undefined && ports === undefined);
  if (alone.length > 0) return [...new Set(alone.map(({ policy }) => `${policy.subject} opens everything`))];
  if (openedBy.length === 0) return [];
  return [`${listedOnce(openedBy.map(inWords))} ${openedBy.length === 1 ? 'opens' : 'together open'} everything`];
}

function inWords({ policy, rule }: OpeningRule): string {
  return `${policy.subject} (${formatPath(rule.path)})`;
}

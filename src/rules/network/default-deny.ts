import { cis } from '../../frameworks/cis';
import { checklist } from '../../frameworks/kubernetes-checklist';
import { nsa } from '../../frameworks/nsa';
import { isObject, isUnset, JsonObject } from '../../kubernetes/json';
import { selects } from '../../kubernetes/label-selector';
import { Manifest } from '../../kubernetes/manifest';
import { appRule } from '../rule';
import { Severity } from '../severity';

type Direction = 'ingress' | 'egress';
const DIRECTIONS: readonly Direction[] = ['ingress', 'egress'];

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
  fix: 'Add `new DefaultDenyNetworkPolicy(chart, \'DefaultDeny\')` to the namespace, then open what is needed with allowFrom and allowTo.',
  waiver: 'noDefaultDeny',
  notExportable: 'It joins workloads with the NetworkPolicies of their namespace.',
  check: app => {
    const policies = byNamespace(app.ofKind('networking.k8s.io', 'NetworkPolicy'));
    return app.workloads.flatMap(workload => workload.pods.flatMap(pod => {
      const selecting = (policies.get(workload.namespace) ?? []).filter(policy => selects(specOf(policy).podSelector ?? {}, pod.labels));
      const isolating = (direction: Direction) => selecting.filter(policy => typesOf(specOf(policy)).includes(direction));
      const uncovered = DIRECTIONS.filter(direction => isolating(direction).length === 0);
      const opened = DIRECTIONS.flatMap(direction => isolating(direction)
        .filter(policy => opensEverything(policy, direction))
        .map(policy => `must be isolated for ${direction}: ${policy} opens everything`));
      const faults = uncovered.length === 0 ? opened : [`must be isolated for ${uncovered.join(' and ')}: no NetworkPolicy selects them`, ...opened];
      return faults.map(message => ({ manifest: workload, path: pod.path, what: 'the pods', message }));
    }));
  },
  examples: {
    good: [
      [POD, DENY_ALL],
      [
        POD,
        { ...DENY_ALL, spec: { podSelector: {} } },
        { ...DENY_ALL, metadata: { name: 'egress', namespace: 'shop' }, spec: { podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Egress'] } },
      ],
    ],
    bad: [
      { objects: [POD], at: ['Pod web '] },
      { objects: [POD, { ...DENY_ALL, spec: { podSelector: {} } }], at: ['Pod web '] },
      { objects: [POD, { ...DENY_ALL, metadata: { name: 'deny', namespace: 'other' } }], at: ['Pod web '] },
      { objects: [POD, { ...DENY_ALL, spec: { podSelector: { matchLabels: { app: 'api' } }, policyTypes: ['Ingress', 'Egress'] } }], at: ['Pod web '] },
      { objects: [POD, DENY_ALL, { ...DENY_ALL, spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{}] } }], at: ['Pod web '] },
    ],
  },
});

function byNamespace(policies: readonly Manifest[]): Map<string, Manifest[]> {
  const found = new Map<string, Manifest[]>();
  for (const policy of policies) {
    const known = found.get(policy.namespace);
    if (known) known.push(policy);
    else found.set(policy.namespace, [policy]);
  }
  return found;
}

function specOf(policy: Manifest): JsonObject {
  return isObject(policy.json.spec) ? policy.json.spec : {};
}

/** A policy without types is for ingress, and for egress where it has egress rules. */
function typesOf(spec: JsonObject): string[] {
  if (!Array.isArray(spec.policyTypes) || spec.policyTypes.length === 0) return isUnset(spec.egress) ? ['ingress'] : ['ingress', 'egress'];
  return spec.policyTypes.map(type => String(type).toLowerCase());
}

/** A rule without peers and ports matches all traffic. */
function opensEverything(policy: Manifest, direction: Direction): boolean {
  const rules = specOf(policy)[direction];
  return Array.isArray(rules) && rules.some(rule =>
    isObject(rule) && isUnset(rule[direction === 'ingress' ? 'from' : 'to']) && isUnset(rule.ports));
}

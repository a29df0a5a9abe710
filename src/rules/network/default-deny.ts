import { cis } from '../../frameworks/cis';
import { checklist } from '../../frameworks/kubernetes-checklist';
import { nsa } from '../../frameworks/nsa';
import { FieldPath } from '../../kubernetes/field-path';
import { isObject, isUnset, JsonObject } from '../../kubernetes/json';
import { Manifest } from '../../kubernetes/manifest';
import { SelectorIndex } from '../../kubernetes/selector-index';
import { Subject } from '../../kubernetes/subject';
import { AppCheck, appRule, AppViolation } from '../rule';
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
  fix: 'Add a NetworkPolicy to the namespace that selects every pod and allows nothing, in TypeScript `new DefaultDenyNetworkPolicy(chart, \'DefaultDeny\')`, then open what is needed.',
  waiver: 'noDefaultDeny',
  notExportable: 'It joins workloads with the NetworkPolicies of their namespace.',
  begin: () => new IsolationCheck(),
  examples: () => ({
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
  }),
});

/** What a policy does to the pods that it selects, in a direction: nothing, isolate them, or isolate them and let everything through all the same. */
type Effect = 'none' | 'isolates' | 'opens';

interface Isolation extends Readonly<Record<Direction, Effect>> {
  readonly policy: Subject;
}

class IsolationCheck implements AppCheck {
  private readonly byNamespace = new Map<string, SelectorIndex<Isolation>>();
  private readonly pods: Array<{ readonly subject: Subject; readonly path: FieldPath; readonly labels: Readonly<Record<string, string>> }> = [];

  public see(subject: Subject, manifest: Manifest): void {
    for (const { path, labels } of manifest.pods) this.pods.push({ subject, path, labels });
    if (subject.group === 'networking.k8s.io' && subject.kind === 'NetworkPolicy') this.addPolicy(subject, specOf(manifest));
  }

  public violations(): AppViolation[] {
    return this.pods.flatMap(({ subject, path, labels }) => {
      const selecting = this.byNamespace.get(subject.namespace)?.selecting(labels) ?? [];
      return faultsOf(selecting).map(message => ({ subject, path, what: 'the pods', message }));
    });
  }

  private addPolicy(policy: Subject, spec: JsonObject): void {
    const known = this.byNamespace.get(policy.namespace) ?? new SelectorIndex<Isolation>();
    this.byNamespace.set(policy.namespace, known);
    known.add(spec.podSelector ?? {}, { policy, ingress: effectOf(spec, 'ingress'), egress: effectOf(spec, 'egress') });
  }
}

/** What is wrong with the pods that these policies select. */
function faultsOf(selecting: readonly Isolation[]): string[] {
  const uncovered = DIRECTIONS.filter(direction => !selecting.some(isolation => isolation[direction] !== 'none'));
  const opened = DIRECTIONS.flatMap(direction => selecting
    .filter(isolation => isolation[direction] === 'opens')
    .map(({ policy }) => `must be isolated for ${direction}: ${policy} opens everything`));
  return uncovered.length === 0 ? opened : [`must be isolated for ${uncovered.join(' and ')}: no NetworkPolicy selects them`, ...opened];
}

function specOf(policy: Manifest): JsonObject {
  return isObject(policy.json.spec) ? policy.json.spec : {};
}

function effectOf(spec: JsonObject, direction: Direction): Effect {
  if (!isFor(spec, direction)) return 'none';
  return opensEverything(spec, direction) ? 'opens' : 'isolates';
}

/** A policy without types is for ingress, and for egress where it has egress rules. */
function isFor({ policyTypes, egress }: JsonObject, direction: Direction): boolean {
  if (!Array.isArray(policyTypes) || policyTypes.length === 0) return direction === 'ingress' || !isUnset(egress);
  return policyTypes.some(type => typeof type === 'string' && type.toLowerCase() === direction);
}

/** A rule without peers and ports matches all traffic. */
function opensEverything(spec: JsonObject, direction: Direction): boolean {
  const rules = spec[direction];
  return Array.isArray(rules) && rules.some(rule =>
    isObject(rule) && isUnset(rule[direction === 'ingress' ? 'from' : 'to']) && isUnset(rule.ports));
}

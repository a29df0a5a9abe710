import { ANNOTATING_SCANNERS } from '../../src/projections/annotations-of';
import { CheckTable, isRuleId } from '../../src/projections/check-table';
import { KYVERNO_POLICIES } from '../../src/projections/kyverno-exception';
import { uncheckedRules } from '../../src/projections/silenced-checks';
import { STRICTER_RULES } from '../../src/projections/stricter-rule';
import { TRIVY_CHECKS } from '../../src/projections/trivy-ignore';
import { catalogue } from '../../src/rules/catalogue';

const RULE_IDS = catalogue.map(({ id }) => id);
const TABLES: ReadonlyArray<readonly [string, CheckTable]> = [
  ...Object.entries(ANNOTATING_SCANNERS).map(([scanner, { checks }]) => [scanner, checks] as const),
  ['trivy', TRIVY_CHECKS],
  ['kyverno', KYVERNO_POLICIES],
];

describe.each(TABLES)('the checks of %s', (_scanner, table) => {
  const checks = Object.values(table);

  test('name rules that exist, and none that only the Pod Security profiles have', () => {
    const named = checks.flatMap(({ rules, also = [] }) => [...rules, ...also.filter(isRuleId)]);
    expect(named.filter(id => !RULE_IDS.includes(id) || id in STRICTER_RULES)).toEqual([]);
  });

  test('stand in the order of their ids, and their rules too', () => {
    expect(Object.keys(table)).toEqual(Object.keys(table).sort());
    expect(checks.map(({ rules }) => rules)).toEqual(checks.map(({ rules }) => [...rules].sort()));
  });

  test('are each for a rule, and tell nothing twice', () => {
    expect(checks.filter(({ rules }) => rules.length === 0)).toEqual([]);
    const told = checks.map(({ rules, also = [] }) => [...rules, ...also]);
    expect(told).toEqual(told.map(things => [...new Set(things)]));
  });
});

test('every rule that only the Pod Security profiles have stands beside one of the default profile', () => {
  const standardOnly = catalogue.filter(rule => rule.standardOnly).map(({ id }) => id);
  expect(Object.keys(STRICTER_RULES)).toEqual([...standardOnly].sort());
  expect(Object.values(STRICTER_RULES).filter(id => !RULE_IDS.includes(id) || standardOnly.includes(id))).toEqual([]);
});

/** Whoever adds a rule looks for its check in each tool, and puts the rule here where there is none. */
const UNCHECKED: { readonly [tool: string]: readonly string[] } = {
  'kube-linter': [
    'added-capabilities', 'apparmor-profile', 'automount-token', 'dns-egress', 'fs-group', 'host-probes-lifecycle', 'internet-ingress',
    'memory-limit-vs-request', 'memory-request', 'metadata-egress', 'network-policy-valid', 'no-host-port', 'no-root-group',
    'pod-security-labels', 'pod-security-level', 'run-as-group', 'seccomp-profile', 'selinux-options', 'service-account-automount',
    'share-process-namespace', 'shared-service-account', 'unique-object', 'volume-types', 'windows-host-process',
  ],
  'kube-score': [
    'added-capabilities', 'apparmor-profile', 'automount-token', 'dns-egress', 'drop-all-capabilities', 'fs-group',
    'host-probes-lifecycle', 'internet-ingress', 'memory-limit-vs-request', 'metadata-egress', 'network-policy-valid',
    'no-default-service-account', 'no-host-ipc', 'no-host-network', 'no-host-path', 'no-host-pid', 'no-host-port',
    'no-privilege-escalation', 'no-root-group', 'pod-security-labels', 'pod-security-level', 'proc-mount', 'run-as-non-root',
    'selinux-options', 'service-account-automount', 'share-process-namespace', 'shared-service-account', 'sysctls', 'unique-object',
    'volume-types', 'windows-host-process',
  ],
  'polaris': [
    'apparmor-profile', 'dangling-selector', 'dns-egress', 'fs-group', 'host-probes-lifecycle', 'internet-ingress', 'memory-limit-vs-request',
    'metadata-egress', 'network-policy-valid', 'no-default-service-account', 'no-root-group', 'pod-security-labels',
    'pod-security-level', 'run-as-group', 'seccomp-profile', 'selinux-options', 'service-account-automount',
    'share-process-namespace', 'shared-service-account', 'sysctls', 'unique-object', 'volume-types',
  ],
  'checkov': [
    'apparmor-profile', 'dangling-selector', 'dns-egress', 'fs-group', 'host-probes-lifecycle', 'internet-ingress', 'memory-limit-vs-request',
    'metadata-egress', 'network-policy-valid', 'no-default-service-account', 'no-host-path', 'no-root-group', 'pod-security-labels',
    'pod-security-level', 'proc-mount', 'run-as-group', 'selinux-options', 'share-process-namespace',
    'shared-service-account', 'sysctls', 'unique-object', 'volume-types', 'windows-host-process',
  ],
  'kubescape': [
    'apparmor-profile', 'dangling-selector', 'dns-egress', 'drop-all-capabilities', 'fs-group', 'host-probes-lifecycle', 'internet-ingress',
    'memory-limit-vs-request', 'metadata-egress', 'network-policy-valid', 'no-default-service-account', 'no-root-group',
    'pod-security-level', 'proc-mount', 'selinux-options', 'service-account-automount', 'share-process-namespace',
    'shared-service-account', 'sysctls', 'unique-object', 'volume-types', 'windows-host-process',
  ],
  'trivy': [
    'dangling-selector', 'default-deny', 'dns-egress', 'fs-group', 'host-probes-lifecycle', 'internet-ingress', 'memory-limit-vs-request',
    'metadata-egress', 'network-policy-valid', 'no-default-service-account', 'pod-security-labels', 'pod-security-level',
    'service-account-automount', 'share-process-namespace', 'shared-service-account', 'unique-object',
  ],
  'kyverno': [
    'automount-token', 'dangling-selector', 'default-deny', 'dns-egress', 'fs-group', 'host-probes-lifecycle', 'internet-ingress',
    'memory-limit-vs-request', 'metadata-egress', 'network-policy-valid', 'no-default-service-account', 'pod-security-labels', 'pod-security-level',
    'share-process-namespace', 'shared-service-account', 'unique-object',
  ],
};

test.each(TABLES)('the rules for which %s has no check are known', (tool, table) => {
  expect(uncheckedRules(table, [{ ruleIds: RULE_IDS.filter(id => !(id in STRICTER_RULES)), reason: 'r' }])).toEqual(UNCHECKED[tool]);
});

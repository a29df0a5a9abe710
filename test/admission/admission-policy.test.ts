import { admissionPolicyOf } from '../../src/admission/admission-policy';
import { every, everyContainer, inPod, isFalse, isNotTrue, isPresent, unlessPlatformAssignsUserIds } from '../../src/requirements/vocabulary';
import { AppRule, ObjectRule, PodRule, RuleFacts } from '../../src/rules/rule';
import { Severity } from '../../src/rules/severity';

const TARGET = { minor: 31, platformAssignsUserIds: false };

const FACTS: RuleFacts = {
  id: 'no-privileged',
  title: 'No container is privileged',
  severity: Severity.HIGH,
  controls: [],
  why: 'A privileged container is root on the node.',
  fix: 'Remove `privileged`.',
};

function rule(facts: Partial<PodRule>): PodRule {
  return { scope: 'pod', ...FACTS, requires: isNotTrue('spec.hostNetwork'), ...facts };
}

function ruleAbout(group: string, kind: string): ObjectRule {
  return { scope: 'object', ...FACTS, group, kind, requires: isFalse('automountServiceAccountToken') };
}

const POD = {
  name: 'pod',
  expression: 'object.kind == \'Pod\' ? object'
    + ' : object.kind == \'PodTemplate\' ? object.?template.orValue({})'
    + ' : object.kind == \'CronJob\' ? object.?spec.?jobTemplate.?spec.?template.orValue({})'
    + ' : object.?spec.?template.orValue({})',
};

const WORKLOADS = {
  resourceRules: [
    {
      apiGroups: [''],
      apiVersions: ['v1'],
      operations: ['CREATE', 'UPDATE'],
      resources: ['pods', 'pods/ephemeralcontainers', 'podtemplates', 'replicationcontrollers'],
    },
    {
      apiGroups: ['apps'],
      apiVersions: ['v1'],
      operations: ['CREATE', 'UPDATE'],
      resources: ['deployments', 'replicasets', 'statefulsets', 'daemonsets'],
    },
    { apiGroups: ['batch'], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['jobs', 'cronjobs'] },
  ],
};

function variablesOf(exported: PodRule): string[] {
  return (admissionPolicyOf(exported, TARGET).spec.variables as Array<{ readonly name: string }>).map(({ name }) => name);
}

test('a rule about pods becomes a policy for every kind of Kubernetes that carries a pod', () => {
  expect(admissionPolicyOf(rule({ requires: everyContainer(isPresent('image')) }), TARGET)).toEqual({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: 'cdk8s-hardened-no-privileged' },
    spec: {
      failurePolicy: 'Fail',
      matchConstraints: WORKLOADS,
      variables: [
        POD,
        { name: 'unset', expression: '[dyn(null), dyn({}), dyn([])]' },
        { name: 'initContainers', expression: 'optional.ofNonZeroValue(variables.pod.?spec.?initContainers.orValue([])).orValue([])' },
        { name: 'appContainers', expression: 'optional.ofNonZeroValue(variables.pod.?spec.?containers.orValue([])).orValue([])' },
        { name: 'ephemeralContainers', expression: 'optional.ofNonZeroValue(variables.pod.?spec.?ephemeralContainers.orValue([])).orValue([])' },
        { name: 'containers', expression: 'variables.initContainers + variables.appContainers + variables.ephemeralContainers' },
      ],
      validations: [{
        expression: 'variables.containers.all(c, !(c.?image.orValue(null) in variables.unset))',
        message: 'No container is privileged. Remove `privileged`.',
      }],
    },
  });
});

test('a rule about objects becomes a policy for their kind alone', () => {
  expect(admissionPolicyOf(ruleAbout('', 'ServiceAccount'), TARGET)).toEqual({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: 'cdk8s-hardened-no-privileged' },
    spec: {
      failurePolicy: 'Fail',
      matchConstraints: {
        resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['serviceaccounts'] }],
      },
      validations: [{
        expression: 'object.?automountServiceAccountToken.orValue(null) == false',
        message: 'No container is privileged. Remove `privileged`.',
      }],
    },
  });
});

test('a policy declares no variable that it does not need', () => {
  expect(variablesOf(rule({}))).toEqual(['pod']);
  expect(variablesOf(rule({ requires: isPresent('spec.hostNetwork') }))).toEqual(['pod', 'unset']);
  expect(variablesOf(rule({ requires: everyContainer(inPod(isNotTrue('spec.x'))) }))).toEqual([
    'pod', 'initContainers', 'appContainers', 'ephemeralContainers', 'containers',
  ]);
});

test('what the target makes true is a policy that admits everything', () => {
  const exported = rule({ requires: unlessPlatformAssignsUserIds(isPresent('spec.x')) });
  const { spec } = admissionPolicyOf(exported, { minor: 31, platformAssignsUserIds: true });
  expect(spec).toEqual({
    failurePolicy: 'Fail',
    matchConstraints: WORKLOADS,
    validations: [{ expression: 'true', message: 'No container is privileged. Remove `privileged`.' }],
  });
});

test('a rule of somebody else has the name of its house in that of the policy', () => {
  expect(admissionPolicyOf(rule({ id: 'example/no-x' }), TARGET).metadata).toEqual({ name: 'cdk8s-hardened-example-no-x' });
});

test('a message is one line', () => {
  expect(admissionPolicyOf(rule({ fix: 'Remove\n  it. ' }), TARGET).spec.validations).toEqual([
    { expression: 'variables.pod.?spec.?hostNetwork.orValue(null) != true', message: 'No container is privileged. Remove it.' },
  ]);
});

describe('a rule that cannot be exported is refused with the reason', () => {
  const appWide: AppRule = { scope: 'app', ...FACTS, id: 'default-deny', notExportable: 'It joins objects.', begin: () => ({ see() {}, violations: () => [] }) };

  test.each([
    ['it says so itself', appWide, 'default-deny', 'It joins objects.'],
    [
      'its requirement is no CEL',
      rule({ requires: everyContainer(inPod(every('spec.volumes', isPresent('x')))) }),
      'no-privileged',
      'every cannot be exported to CEL here: it walks variables.pod.spec.volumes for every item of another list, at more than linear cost.',
    ],
    [
      'its kind has no known resource',
      ruleAbout('example.com', 'Thing'),
      'no-privileged',
      'The resource of example.com/Thing is not known. Add a row for it to src/admission/admitted-resources.ts.',
    ],
    [
      'its id is no name',
      rule({ id: 'No_X' }),
      'No_X',
      '"cdk8s-hardened-No_X" is no name of an object. Write the id in lower-case letters, digits and hyphens, in less than 240 characters.',
    ],
    [
      'its message is too long',
      rule({ fix: 'ä'.repeat(2560) }),
      'no-privileged',
      'Its title and its fix are longer than the 5 KiB that an API server takes. Shorten the fix.',
    ],
  ])('%s', (_, refused, id, reason) => {
    expect(() => admissionPolicyOf(refused, TARGET)).toThrow(new Error(`The rule ${id} cannot be exported as a ValidatingAdmissionPolicy: ${reason}`));
  });
});

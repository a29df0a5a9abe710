import { judge } from '../../src/engine/judge';
import { JudgedObject, Origin } from '../../src/engine/judged-object';
import { mergeFindings } from '../../src/engine/merge-verdicts';
import { Finding } from '../../src/engine/report';
import { allRules } from '../../src/rules/all-rules';
import { podRule } from '../../src/rules/rule';
import { Severity } from '../../src/rules/severity';
import { Waiver } from '../../src/waivers/waiver';
import { changed } from '../rules/changed';
import { minimalPod } from '../rules/minimal-pod';

const TARGET = { minor: 31, platformAssignsUserIds: false };
const OPTIONS = { rules: allRules.filter(({ scope, standardOnly }) => scope !== 'app' && !standardOnly), target: TARGET, today: '2026-11-22', writtenAsYaml: true, offersWaivers: true };

const privilegedPod = changed(minimalPod, { 'spec.containers[app].securityContext.privileged': true });

function object(json: unknown, more: Partial<Origin> = {}): JudgedObject {
  return { json, origin: { constructPath: 'shop/Web', waiveAt: 'shop/Web', waivers: [], refusals: [], ...more } };
}

function given(waiver: Waiver) {
  return [{ waiver, constructPath: 'shop' }];
}

function findingsIn(judged: JudgedObject, options = OPTIONS): Finding[] {
  return mergeFindings([judged.origin], [judge([judged], options)]);
}

function told(findings: readonly Finding[]): string[] {
  return findings.map(({ ruleId, outcome, path, message }) => `${ruleId} ${outcome} ${path} ${message}`);
}

test('a finding names the rule, the object, the container, the field and the wanted value', () => {
  const [{ controls, ...finding }, ...others] = findingsIn(object(privilegedPod));
  expect(others).toEqual([]);
  expect(controls.map(({ id }) => id)).toEqual(['pss:baseline/privileged', 'cis:5.2.2', 'aqua:S2', 'checklist:S2', 'nsa:pod-security-enforcement']);
  expect(finding).toEqual({
    ruleId: 'no-privileged',
    outcome: 'failing',
    severity: 'high',
    resource: { apiVersion: 'v1', kind: 'Pod', namespace: 'shop', name: 'web' },
    constructPath: 'shop/Web',
    waiveAt: 'shop/Web',
    container: 'app',
    path: 'spec.containers[0].securityContext.privileged',
    field: 'securityContext.privileged',
    message: 'must not be true',
    why: 'A privileged container is root on the node.',
    fix: 'Remove `privileged`.',
    waiverToWrite: "Waiver.privileged({ container: 'app', reason: '…' })",
  });
});

describe('every place where a pod can hide is looked into', () => {
  const template = { metadata: privilegedPod.metadata, spec: privilegedPod.spec };
  test.each<[string, object, string]>([
    ['a Deployment', { apiVersion: 'apps/v1', kind: 'Deployment', spec: { template } }, 'spec.template.'],
    ['a Deployment of an old API group', { apiVersion: 'extensions/v1beta1', kind: 'Deployment', spec: { template } }, 'spec.template.'],
    ['a ReplicationController', { apiVersion: 'v1', kind: 'ReplicationController', spec: { template } }, 'spec.template.'],
    ['a PodTemplate', { apiVersion: 'v1', kind: 'PodTemplate', template }, 'template.'],
    ['a CronJob', { apiVersion: 'batch/v1', kind: 'CronJob', spec: { jobTemplate: { spec: { template } } } }, 'spec.jobTemplate.spec.template.'],
    ['an Argo Rollout', { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', spec: { template } }, 'spec.template.'],
    ['a Volcano Job', { apiVersion: 'batch.volcano.sh/v1alpha1', kind: 'Job', spec: { tasks: [{ template: minimalPod }, { template }] } }, 'spec.tasks[1].template.'],
    ['a List', { apiVersion: 'v1', kind: 'List', items: [privilegedPod] }, 'items[0].'],
    ['a List in a List', { apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'List', items: [privilegedPod] }] }, 'items[0].items[0].'],
    ['a typed list whose items leave out their kind', { apiVersion: 'v1', kind: 'PodList', items: [{ spec: privilegedPod.spec }] }, 'items[0].'],
  ])('%s', (_, json, prefix) => {
    expect(told(findingsIn(object(json)))).toEqual([`no-privileged failing ${prefix}spec.containers[0].securityContext.privileged must not be true`]);
  });
});

describe('what cannot be judged fails', () => {
  test.each<[string, unknown, string]>([
    ['an object without apiVersion', { kind: 'Pod' }, 'unreadable-object failing  apiVersion must be set: without it this is no Kubernetes object.'],
    ['an object without kind', { apiVersion: 'v1' }, 'unreadable-object failing  kind must be set: without it this is no Kubernetes object.'],
    ['a text', 'Pod', 'unreadable-object failing  is not an object, so it is no Kubernetes object.'],
    ['an item of a List that is null', { apiVersion: 'v1', kind: 'List', items: [null] }, 'unreadable-object failing items[0] is not an object, so it is no Kubernetes object.'],
    ['items that are no list', { apiVersion: 'v1', kind: 'List', items: 'x' }, 'unreadable-object failing items is not an object, so it is no Kubernetes object.'],
    ['containers that are no list', changed(minimalPod, { 'spec.containers': { app: {} } }), 'unreadable-object failing  spec.containers must be a list of containers, not an object.'],
    ['a container that is null', changed(minimalPod, { 'spec.containers': [null] }), 'unreadable-object failing  spec.containers[0] must be a container, not null.'],
    ['a merge key', changed(minimalPod, { 'spec.containers[app].securityContext.<<': { privileged: true } }), 'yaml-text failing spec.containers[0].securityContext[\'<<\'] must not hold the key "<<": kubectl reads a merge of its mapping into the parent'],
    ['a text that kubectl reads as a number', changed(minimalPod, { 'spec.containers[app].workingDir': '0o0' }), 'yaml-text failing spec.containers[0].workingDir must not hold the value "0o0": kubectl reads the integer 0'],
  ])('%s', (_, json, expected) => {
    expect(told(findingsIn(object(json)))).toEqual([expected]);
  });

  test('an object that could not be rendered', () => {
    expect(told(findingsIn({ ...object(undefined), unreadable: 'a Lazy threw: boom' }))).toEqual(['unreadable-object failing  a Lazy threw: boom']);
  });

  test('an object on which a rule throws', () => {
    const requires = { op: 'equals', field: 'spec.nodeName', get value(): string { throw new Error('trap'); } } as const;
    const facts = { id: 'broken', title: 'x', severity: Severity.LOW, controls: [], why: 'x.', fix: 'x.', examples: { good: [], bad: [] } };
    expect(told(findingsIn(object(minimalPod), { ...OPTIONS, rules: [podRule({ ...facts, requires })] })))
      .toEqual(['rule-error failing  must be judged by broken, which failed: trap']);
  });

  test('a policy that cannot be read covers nobody', () => {
    const policy = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'x', namespace: 'shop' }, spec: { podSelector: { matchLabel: {} } } };
    const objects = [object(policy), object(minimalPod)];
    const verdict = judge(objects, { ...OPTIONS, rules: allRules.filter(({ id }) => id === 'default-deny') });
    expect(told([...verdict.findings.values()].flat())).toEqual([
      'default-deny failing  must be isolated for ingress: NetworkPolicy shop/x selects them, and may not be in force or not for them',
      'default-deny failing  must be isolated for egress: no NetworkPolicy selects them',
    ]);
  });
});

describe('a waiver', () => {
  test('excuses the finding, which is told as waived', () => {
    const waiver = Waiver.privileged({ reason: 'loads a kernel module' });
    const judged = object(privilegedPod, { waivers: given(waiver) });
    const verdict = judge([judged], OPTIONS);
    expect(verdict.findings.get(judged.origin)!.map(({ ruleId, outcome, waiver: by }) => [ruleId, outcome, by])).toEqual([['no-privileged', 'waived', waiver]]);
    expect([...verdict.evidences].map(([{ waiver: by }, { excused }]) => [by, excused])).toEqual([[waiver, 1]]);
  });

  test('for another container excuses nothing', () => {
    const judged = object(privilegedPod, { waivers: given(Waiver.privileged({ container: 'setup', reason: 'loads a kernel module' })) });
    expect(findingsIn(judged).map(({ outcome }) => outcome)).toEqual(['failing']);
  });

  test('holds on its last day, and no longer', () => {
    const judged = object(privilegedPod, { waivers: given(Waiver.privileged({ reason: 'loads a kernel module', expires: '2026-11-22' })) });
    expect(findingsIn(judged).map(({ outcome }) => outcome)).toEqual(['waived']);
    expect(findingsIn(judged, { ...OPTIONS, today: '2026-11-23' }).map(({ outcome, waiver }) => [outcome, waiver?.expires])).toEqual([['failing', '2026-11-22']]);
  });

  test('of some capabilities does not excuse others', () => {
    const json = changed(minimalPod, { 'spec.containers[app].securityContext.capabilities.add': ['SYS_PTRACE', 'SYS_ADMIN'] });
    const judged = object(json, { waivers: given(Waiver.addCapabilities(['SYS_PTRACE'], { reason: 'a debugger' })) });
    expect(findingsIn(judged).map(({ path, outcome }) => `${path} ${outcome}`)).toEqual([
      'spec.containers[0].securityContext.capabilities.add[0] waived',
      'spec.containers[0].securityContext.capabilities.add[1] failing',
    ]);
  });

  test('cannot excuse what could not be judged', () => {
    const judged = object({ kind: 'Pod' }, { waivers: given(Waiver.rule('unreadable-object', { reason: 'we know' })) });
    expect(findingsIn(judged).map(({ outcome }) => outcome)).toEqual(['failing']);
  });
});

describe('the refusal of a hardened construct', () => {
  const refusal = { path: 'securityContext.privileged', container: 'app', message: 'must be false', fix: 'waivers: [Waiver.privileged({ … })]' };

  test('is the same fault as a finding at the same place, and knows better how to mend it', () => {
    expect(findingsIn(object(privilegedPod, { refusals: [refusal] })).map(({ ruleId, fix }) => `${ruleId}: ${fix}`)).toEqual([
      'no-privileged: Remove `privileged`, or waive it on the construct: waivers: [Waiver.privileged({ … })]',
    ]);
  });

  test('is a finding of its own where no rule found it', () => {
    expect(told(findingsIn(object(minimalPod, { refusals: [refusal] })))).toEqual([`hardened-construct failing ${refusal.path} must be false`]);
  });

  test('is settled where a waiver of a scope around excused the finding', () => {
    const judged = object(privilegedPod, { refusals: [refusal], waivers: given(Waiver.privileged({ reason: 'loads a kernel module' })) });
    expect(findingsIn(judged).map(({ outcome }) => outcome)).toEqual(['waived']);
  });
});

test('rules about several objects see an object that is not judged, and say nothing of it', () => {
  const rules = allRules.filter(({ id }) => id === 'default-deny');
  const deny = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'deny', namespace: 'shop' }, spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } };
  const pod = object(minimalPod);
  const seen = { ...object(deny), onlySeen: true };
  expect(judge([pod, seen], { ...OPTIONS, rules }).findings).toEqual(new Map());
  expect(judge([{ ...pod, onlySeen: true }], { ...OPTIONS, rules }).findings).toEqual(new Map());
});

import { judge } from '../../src/engine/judge';
import { JudgedObject } from '../../src/engine/judged-object';
import { Finding } from '../../src/engine/report';
import { PodSecurityLevel } from '../../src/kubernetes/pod-security-level';
import { TargetFacts } from '../../src/requirements/target-facts';
import { podSecurityLevel } from '../../src/rules/namespace/pod-security-level';
import { hardenedProfile, podSecurityProfile } from '../../src/rules/profiles';
import { Rule } from '../../src/rules/rule';
import { Waiver } from '../../src/waivers/waiver';
import { generatedWorkload, seedsFrom } from '../conformance/generated-manifests';
import { changed } from './changed';
import { minimalPod } from './minimal-pod';

const { BASELINE, PRIVILEGED, RESTRICTED } = PodSecurityLevel;
const ENFORCE = 'pod-security.kubernetes.io/enforce';
const VERSION = 'pod-security.kubernetes.io/enforce-version';
const TARGET: TargetFacts = { minor: 31, platformAssignsUserIds: false };
const REASON = { reason: 'loads a kernel module' };
const INJECTION = 'sidecar injection is on and no CNI plugin of the mesh is declared, so injected pods get an init container with NET_ADMIN as well,'
  + ' which only "privileged" admits';
const INSTALL_CNI = 'Install the CNI plugin of the mesh and declare it: `new HardeningAspect({ meshCniPlugin: true })`, or `check --mesh-cni-plugin`.';

interface Given {
  readonly rules?: readonly Rule[];
  readonly target?: TargetFacts;
  readonly waivers?: readonly Waiver[];
}

function findingsIn(objects: readonly unknown[], { rules = [podSecurityLevel], target = TARGET, waivers = [] }: Given = {}): Finding[] {
  const given = waivers.map(waiver => ({ waiver, constructPath: '' }));
  const judged: JudgedObject[] = objects.map(json => ({ json, origin: { constructPath: '', waiveAt: '', waivers: given, refusals: [] } }));
  const { findings } = judge(judged, { rules, target, today: '2026-11-22', writtenAsYaml: true, offersWaivers: true });
  return judged.flatMap(({ origin }) => findings.get(origin) ?? []);
}

/** What the rule says, with its outcome before it. */
function told(objects: readonly unknown[], given: Given = {}): string[] {
  return findingsIn(objects, given).filter(({ ruleId }) => ruleId === 'pod-security-level').map(({ outcome, message }) => `${outcome}: ${message}`);
}

function fixesOf(objects: readonly unknown[], given: Given = {}): string[] {
  return findingsIn(objects, given).map(({ fix }) => fix);
}

function namespace(labels?: unknown, more: object = {}): object {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', ...more, ...labels !== undefined && { labels } } };
}

const enforcing = (level: unknown, more: object = {}) => namespace({ [ENFORCE]: level, ...more });

const named = (name: string, change: object = {}) => changed(minimalPod, { 'metadata.name': name, ...change });
const restricted = (name = 'api') => named(name);
const baseline = (name = 'web') => named(name, { 'spec.securityContext.runAsNonRoot': undefined });
const privileged = (name = 'agent') => named(name, { 'spec.hostPID': true });

describe('a label that a workload does not meet fails, for each workload', () => {
  test('and says by which check, in which version, and what to do', () => {
    const [finding, ...others] = findingsIn([enforcing('restricted'), restricted(), baseline()]);
    expect(others).toEqual([]);
    expect({ ...finding, controls: finding.controls.map(({ id }) => id) }).toEqual({
      ruleId: 'pod-security-level',
      outcome: 'failing',
      severity: 'high',
      resource: { apiVersion: 'v1', kind: 'Namespace', namespace: '', name: 'shop' },
      constructPath: '',
      waiveAt: '',
      path: "metadata.labels['pod-security.kubernetes.io/enforce']",
      field: "metadata.labels['pod-security.kubernetes.io/enforce']",
      message: 'must not be "restricted": at v1.31 Pod shop/web fails runAsNonRoot, so the cluster rejects its pods',
      why: 'A label that is stricter than the workloads keeps their pods out of the cluster; one that is laxer lets in what nobody here needs.',
      fix: 'Mend Pod shop/web, move it into a namespace of its own, or lower the label to "baseline"'
        + " (a HardenedNamespace takes `waivers: [Waiver.podSecurityLevel(PodSecurityLevel.BASELINE, { reason: '…' })]`).",
      waiverToWrite: "Waiver.rule('pod-security-level', { reason: '…' })",
      controls: ['checklist:S13', 'nsa:pod-security-enforcement'],
    });
  });

  test('whatever the order of the objects', () => {
    const expected = ['failing: must not be "baseline": at v1.31 Pod shop/agent fails hostNamespaces, so the cluster rejects its pods'];
    expect(told([enforcing('baseline'), privileged()])).toEqual(expected);
    expect(told([privileged(), enforcing('baseline')])).toEqual(expected);
  });

  test('each with the checks that it fails itself, and the label that it would hold to', () => {
    const objects = [enforcing('restricted'), baseline(), privileged()];
    expect(told(objects)).toEqual([
      'failing: must not be "restricted": at v1.31 Pod shop/web fails runAsNonRoot, so the cluster rejects its pods',
      'failing: must not be "restricted": at v1.31 Pod shop/agent fails hostNamespaces, so the cluster rejects its pods',
    ]);
    expect(fixesOf(objects)).toEqual([
      'Mend Pod shop/web, move it into a namespace of its own, or lower the label to "baseline"'
      + " (a HardenedNamespace takes `waivers: [Waiver.podSecurityLevel(PodSecurityLevel.BASELINE, { reason: '…' })]`).",
      'Mend Pod shop/agent, move it into a namespace of its own, or lower the label to "privileged"'
      + " (a HardenedNamespace takes `waivers: [Waiver.podSecurityLevel(PodSecurityLevel.PRIVILEGED, { reason: '…' })]`).",
    ]);
  });

  test('with all its checks, in the order of the standards', () => {
    const bare = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'bare', namespace: 'shop' }, spec: { hostNetwork: true, containers: [{ name: 'app' }] } };
    expect(told([enforcing('restricted'), bare])).toEqual([
      'failing: must not be "restricted": at v1.31 Pod shop/bare fails hostNamespaces, allowPrivilegeEscalation, capabilities_restricted, runAsNonRoot,'
      + ' seccompProfile_restricted, so the cluster rejects its pods',
    ]);
  });

  test('even one for Windows, which meets restricted and not baseline: there a stricter label is the way out', () => {
    const windows = named('win', { 'spec.os': { name: 'windows' }, 'spec.containers[app].securityContext.capabilities.add': ['SYS_ADMIN'] });
    expect(told([enforcing('baseline'), windows])).toEqual([
      'failing: must not be "baseline": at v1.31 Pod shop/win fails capabilities_baseline, so the cluster rejects its pods',
    ]);
    expect(fixesOf([enforcing('baseline'), windows]))
      .toEqual(['Mend Pod shop/win, move it into a namespace of its own, or raise the label to "restricted".']);
    expect(told([enforcing('restricted'), windows])).toEqual([]);
  });
});

describe('a label that is laxer than needed warns', () => {
  test.each<[string, object[], string]>([
    ['baseline for restricted', [enforcing('baseline'), restricted()], 'must be "restricted", is "baseline": all workloads here meet "restricted" at v1.31'],
    ['privileged for restricted', [enforcing('privileged'), restricted()], 'must be "restricted", is "privileged": all workloads here meet "restricted" at v1.31'],
    [
      'privileged for a mix of baseline and restricted', [enforcing('privileged'), restricted(), baseline()],
      'must be "baseline", is "privileged": all workloads here meet "baseline" at v1.31',
    ],
  ])('%s', (_, objects, message) => {
    expect(told(objects)).toEqual([`warning: ${message}`]);
  });

  test('and says which to write', () => {
    expect(fixesOf([enforcing('baseline'), restricted()])).toEqual(['Raise the label to "restricted".']);
  });
});

describe('where no label is, the level that would hold is told', () => {
  test.each<[string, object[], string, string]>([
    ['all', [restricted()], 'must be set: "restricted" would hold at v1.31', 'restricted'],
    ['most', [restricted(), baseline()], 'must be set: "baseline" would hold at v1.31, and for "restricted" Pod shop/web would have to change', 'baseline'],
    [
      'few', [restricted(), baseline(), privileged(), privileged('spy')],
      'must be set: "privileged" would hold at v1.31, and for "baseline" Pod shop/agent and Pod shop/spy would have to change', 'privileged',
    ],
    ['no workload at all', [], 'must be set: nothing here needs less than "restricted"', 'restricted'],
  ])('where the strictest is met by %s', (_, workloads, message, level) => {
    const objects = [namespace(), ...workloads];
    expect(told(objects)).toEqual([`warning: ${message}`]);
    expect(fixesOf(objects)).toEqual([`Label the namespace \`pod-security.kubernetes.io/enforce: ${level}\`.`]);
  });

  test.each<[string, unknown]>([
    ['labels without it', { team: 'a' }],
    ['labels that are null', null],
    ['labels that are a list', []],
    ['a label that is null', { [ENFORCE]: null }],
    ['a label that is an empty object', { [ENFORCE]: {} }],
  ])('with %s', (_, labels) => {
    expect(told([namespace(labels), restricted()])).toEqual(['warning: must be set: "restricted" would hold at v1.31']);
  });
});

test.each<[unknown]>([['strict'], ['Restricted'], ['restricted '], [''], [1], [true], [['restricted']], [{ restricted: true }]])(
  'a label %j is no level: another rule tells, and this one says nothing', level => {
    expect(told([enforcing(level), privileged()])).toEqual([]);
    expect(findingsIn([enforcing(level)], { rules: hardenedProfile.rulesFor(31) }).map(({ ruleId }) => ruleId)).toContain('pod-security-labels');
  },
);

describe('a namespace that is lower for some than others need', () => {
  const lowered = (...workloads: object[]) => told([enforcing('privileged'), ...workloads]);
  const loses = (culprits: string, losing: string) => [`warning: must not be "privileged" for the sake of ${culprits} alone: ${losing} that protection`];

  test('names who loses what, and for whom', () => {
    expect(lowered(privileged(), restricted())).toEqual(loses('Pod shop/agent', 'Pod shop/api could be held to more, and loses'));
    expect(lowered(privileged(), restricted(), baseline())).toEqual(loses('Pod shop/agent', 'Pod shop/api and Pod shop/web could be held to more, and lose'));
    expect(lowered(privileged(), privileged('spy'), restricted()))
      .toEqual(loses('Pod shop/agent and Pod shop/spy', 'Pod shop/api could be held to more, and loses'));
  });

  test('names three, and counts the others', () => {
    const four = ['a', 'b', 'c', 'd'];
    expect(lowered(privileged(), ...four.slice(0, 3).map(restricted)))
      .toEqual(loses('Pod shop/agent', 'Pod shop/a, Pod shop/b and Pod shop/c could be held to more, and lose'));
    expect(lowered(...four.map(privileged), ...[...four, 'e'].map(name => restricted(`r${name}`)))).toEqual(loses(
      'Pod shop/a, Pod shop/b, Pod shop/c and 1 more', 'Pod shop/ra, Pod shop/rb, Pod shop/rc and 2 more could be held to more, and lose',
    ));
  });

  test('advises a namespace of its own, or of their own', () => {
    expect(fixesOf([enforcing('privileged'), privileged(), restricted()]))
      .toEqual(['Move Pod shop/agent into a namespace of its own, and raise the label of this one.']);
    expect(fixesOf([enforcing('baseline'), baseline(), baseline('old'), restricted()]))
      .toEqual(['Move Pod shop/web and Pod shop/old into a namespace of their own, and raise the label of this one.']);
  });

  test('says nothing where all need it', () => {
    expect(lowered(privileged(), privileged('spy'))).toEqual([]);
  });

  test('and nothing where no workload is', () => {
    expect([...lowered(), ...told([enforcing('baseline')]), ...told([enforcing('restricted')])]).toEqual([]);
  });
});

describe('the version of the label', () => {
  /** Fails baseline from 1.34 on. */
  const probing = named('web', { 'spec.containers[app].livenessProbe': { httpGet: { host: '10.0.0.1', port: 80 } } });
  const at = (minor: number) => [`failing: must not be "restricted": at v1.${minor} Pod shop/web fails hostProbesAndHostLifecycle, so the cluster rejects its pods`];

  test.each<[string, unknown, number, string[]]>([
    ['none is that of the target', undefined, 37, at(37)],
    ['latest is that of the target', 'latest', 35, at(35)],
    ['latest of an older target', 'latest', 31, []],
    ['an older one counts', 'v1.24', 37, []],
    ['the same counts', 'v1.34', 34, at(34)],
    ['one that the cluster does not know is its newest', 'v1.99', 35, at(35)],
    ['one of many digits as well', `v1.${'9'.repeat(400)}`, 35, at(35)],
    ['one that the older cluster does not know', 'v1.37', 31, []],
    ['a misspelt one is the newest', '1.24', 37, at(37)],
    ['another major is the newest', 'v2.24', 37, at(37)],
    ['null is the newest', null, 37, at(37)],
    ['a number is the newest', 1.24, 37, at(37)],
    ['a list is the newest', ['v1.24'], 37, at(37)],
    ['an object is the newest', { toString: null }, 37, at(37)],
  ])('%s', (_, version, minor, expected) => {
    expect(told([enforcing('restricted', version === undefined ? {} : { [VERSION]: version }), probing], { target: { ...TARGET, minor } })).toEqual(expected);
  });

  test('is what the level that would hold is computed by', () => {
    const old = namespace({ [VERSION]: 'v1.24' });
    expect(told([old, probing], { target: { ...TARGET, minor: 37 } })).toEqual(['warning: must be set: "restricted" would hold at v1.24']);
  });
});

describe('which workloads are in a namespace', () => {
  const rejected = (workload: string) => [`failing: must not be "baseline": at v1.31 ${workload} fails hostNamespaces, so the cluster rejects its pods`];
  const spec = privileged().spec as object;
  const template = { metadata: { labels: { app: 'x' } }, spec };
  const clean = { spec: minimalPod.spec };

  test.each<[string, object, string]>([
    ['a Deployment', { apiVersion: 'apps/v1', kind: 'Deployment', spec: { template } }, 'Deployment shop/x'],
    ['a CronJob', { apiVersion: 'batch/v1', kind: 'CronJob', spec: { jobTemplate: { spec: { template } } } }, 'CronJob shop/x'],
    [
      'a RayCluster of which one group fails',
      { apiVersion: 'ray.io/v1', kind: 'RayCluster', spec: { headGroupSpec: { template: clean }, workerGroupSpecs: [{ template: clean }, { template }] } },
      'RayCluster shop/x',
    ],
    [
      'a JobSet of which all fail, told once',
      { apiVersion: 'jobset.x-k8s.io/v1alpha2', kind: 'JobSet', spec: { replicatedJobs: [1, 2].map(() => ({ template: { spec: { template } } })) } },
      'JobSet shop/x',
    ],
  ])('%s', (_, workload, name) => {
    expect(told([enforcing('baseline'), { ...workload, metadata: { name: 'x', namespace: 'shop' } }])).toEqual(rejected(name));
  });

  test('a workload of several pods is one: it fails what any of them fails, and loses nothing by itself', () => {
    const ray = (...templates: object[]) => ({
      apiVersion: 'ray.io/v1',
      kind: 'RayCluster',
      metadata: { name: 'ray', namespace: 'shop' },
      spec: { headGroupSpec: { template: templates[0] }, workerGroupSpecs: templates.slice(1).map(one => ({ template: one })) },
    });
    const mixed = ray(clean, template, { spec: baseline().spec });
    expect(told([enforcing('privileged'), mixed])).toEqual([]);
    expect(told([enforcing('restricted'), mixed]))
      .toEqual(['failing: must not be "restricted": at v1.31 RayCluster shop/ray fails hostNamespaces, runAsNonRoot, so the cluster rejects its pods']);
    expect(told([namespace(), mixed]))
      .toEqual(['warning: must be set: "privileged" would hold at v1.31, and for "baseline" RayCluster shop/ray would have to change']);
  });

  test('not those of another, nor those that name none', () => {
    const elsewhere = ['bank', '', undefined, null, 7].map((name, index) => named(`x${index}`, { 'metadata.namespace': name, 'spec.hostPID': true }));
    expect(told([enforcing('restricted'), ...elsewhere])).toEqual([]);
  });

  test('not those that name none where the Namespace has no name either, or one that is made up', () => {
    const homeless = named('x', { 'metadata.namespace': undefined, 'spec.hostPID': true });
    const half = named('y', { 'metadata.namespace': 'shop-', 'spec.hostPID': true });
    const nameless = ['', null, 7, undefined].map(name => namespace({ [ENFORCE]: 'restricted' }, { name }));
    expect(told([...nameless, namespace({ [ENFORCE]: 'restricted' }, { name: undefined, generateName: 'shop-' }), homeless, half])).toEqual([]);
  });

  test('a Namespace of another group is none', () => {
    expect(told([changed(enforcing('restricted'), { apiVersion: 'example.com/v1' }), privileged()])).toEqual([]);
  });

  test('each of two Namespaces of one name is compared', () => {
    expect(told([enforcing('baseline'), namespace(), privileged()])).toEqual([
      ...rejected('Pod shop/agent'),
      'warning: must be set: "privileged" would hold at v1.31, and for "baseline" Pod shop/agent would have to change',
    ]);
  });

  test('in a List and in a typed list, whose items are found where they stand', () => {
    const list = { apiVersion: 'v1', kind: 'List', items: [privileged(), enforcing('baseline')] };
    const typed = { apiVersion: 'v1', kind: 'NamespaceList', items: [{ metadata: { name: 'shop', labels: { [ENFORCE]: 'baseline' } } }] };
    const found = findingsIn([list, typed]);
    expect(found.map(({ path }) => path)).toEqual([
      "items[1].metadata.labels['pod-security.kubernetes.io/enforce']",
      "items[0].metadata.labels['pod-security.kubernetes.io/enforce']",
    ]);
    expect(new Set(found.map(({ message }) => `failing: ${message}`))).toEqual(new Set(rejected('Pod shop/agent')));
  });
});

describe('one fault is one finding', () => {
  const PROFILE = { rules: hardenedProfile.rulesFor(31) };

  test('what fails by a rule about one object is not told again at the namespace', () => {
    const pods = [baseline(), named('agent', { 'spec.hostPID': true, 'spec.serviceAccountName': 'agent' })];
    expect(findingsIn([enforcing('restricted'), ...pods], PROFILE).map(({ ruleId, resource, container }) => `${ruleId} ${resource.name} ${container}`)).toEqual([
      'run-as-non-root web setup', 'run-as-non-root web app', 'default-deny web undefined', 'no-host-pid agent undefined', 'default-deny agent undefined',
    ]);
  });

  test('once it is waived, the mismatch with the label is', () => {
    expect(told([enforcing('baseline'), privileged()], { ...PROFILE, waivers: [Waiver.hostPid(REASON)] }))
      .toEqual(['failing: must not be "baseline": at v1.31 Pod shop/agent fails hostNamespaces, so the cluster rejects its pods']);
  });

  test('only what was waived is told of a workload with other faults', () => {
    const pod = named('agent', { 'spec.hostPID': true, 'spec.containers[app].securityContext.privileged': true });
    expect(told([enforcing('baseline'), pod], { ...PROFILE, waivers: [Waiver.hostPid(REASON)] }))
      .toEqual(['failing: must not be "baseline": at v1.31 Pod shop/agent fails hostNamespaces, so the cluster rejects its pods']);
  });

  test('what would hold once the other findings are mended is said to be so', () => {
    expect(told([enforcing('baseline'), baseline()], PROFILE))
      .toEqual(['warning: must be "restricted", is "baseline": all workloads here meet "restricted" at v1.31 once their other findings are mended']);
    expect(told([namespace(), restricted(), baseline()], PROFILE))
      .toEqual(['warning: must be set: "restricted" would hold at v1.31 once the other findings about the workloads here are mended']);
  });

  test('who does not meet more as it is loses nothing yet', () => {
    const waived = { ...PROFILE, waivers: [Waiver.hostPid(REASON)] };
    expect(told([enforcing('privileged'), privileged(), named('web', { 'spec.hostIPC': true })], waived)).toEqual([]);
    expect(told([enforcing('privileged'), privileged(), baseline()], waived))
      .toEqual(['warning: must not be "privileged" for the sake of Pod shop/agent alone: Pod shop/web could be held to more, and loses that protection']);
  });

  test('a rule that only warns leaves the fault to be told', () => {
    const rules = PROFILE.rules.map(rule => (rule.id === 'no-host-pid' ? { ...rule, warns: true as const } : rule));
    expect(told([enforcing('baseline'), privileged()], { rules }))
      .toEqual(['failing: must not be "baseline": at v1.31 Pod shop/agent fails hostNamespaces, so the cluster rejects its pods']);
  });
});

describe('where sidecars are injected and no CNI plugin is declared', () => {
  const meshed = (level?: string) => namespace({ 'istio-injection': 'enabled', ...level !== undefined && { [ENFORCE]: level } });
  const INJECTED = { 'metadata.labels': { 'sidecar.istio.io/inject': 'true' } };
  const NOT_INJECTED = { 'metadata.labels': { 'sidecar.istio.io/inject': 'false' } };

  test.each<[string, object[], string, string]>([
    ['a label that fits warns', [meshed('restricted'), restricted()], `must not be "restricted": ${INJECTION}`, 'Without it, lower the label to "privileged".'],
    ['and without any workload, for those to come', [meshed('baseline')], `must not be "baseline": ${INJECTION}`, 'Without it, lower the label to "privileged".'],
    ['so does one that only a pod asks for', [enforcing('restricted'), named('api', INJECTED)], `must not be "restricted": ${INJECTION}`, 'Without it, lower the label to "privileged".'],
    [
      'and Linkerd', [changed(enforcing('restricted'), { 'metadata.annotations': { 'linkerd.io/inject': 'enabled' } }), restricted()],
      `must not be "restricted": ${INJECTION}`, 'Without it, lower the label to "privileged".',
    ],
    [
      'a label that is too strict only warns', [meshed('restricted'), baseline()],
      `must not be "restricted": at v1.31 Pod shop/web fails runAsNonRoot, so the cluster rejects its pods; and ${INJECTION}`,
      'Mend Pod shop/web, move it into a namespace of its own, or lower the label to "baseline"'
      + " (a HardenedNamespace takes `waivers: [Waiver.podSecurityLevel(PodSecurityLevel.BASELINE, { reason: '…' })]`).",
    ],
    [
      'one that is too lax says what stands against a stricter one', [meshed('privileged'), restricted()],
      `must be "restricted", is "privileged": all workloads here meet "restricted" at v1.31; but ${INJECTION}`, 'Raise the label to "restricted".',
    ],
    [
      'none as well', [meshed(), restricted()], `must be set: "restricted" would hold at v1.31; but ${INJECTION}`,
      'Label the namespace `pod-security.kubernetes.io/enforce: restricted`.',
    ],
    [
      'and one that is low for the sake of one', [meshed('privileged'), named('agent', { 'spec.hostPID': true }), restricted()],
      `must not be "privileged" for the sake of Pod shop/agent alone: Pod shop/api could be held to more, and loses that protection; but ${INJECTION}`,
      'Move Pod shop/agent into a namespace of its own, and raise the label of this one.',
    ],
  ])('%s', (_, objects, message, fix) => {
    expect(told(objects)).toEqual([`warning: ${message}`]);
    expect(fixesOf(objects)).toEqual([`${INSTALL_CNI} ${fix}`]);
  });

  test.each<[string, object[]]>([
    ['the workloads say no', [meshed('restricted'), named('api', NOT_INJECTED)]],
    ['the namespace says no', [enforcing('restricted', { 'istio-injection': 'disabled' }), named('api', INJECTED)]],
    ['all is privileged by need', [meshed('privileged'), privileged()]],
    ['the label is privileged and nothing is there', [meshed('privileged')]],
    ['another namespace is meant', [meshed('privileged'), changed(enforcing('restricted'), { 'metadata.name': 'bank' })]],
  ])('nothing is said where %s', (_, objects) => {
    expect(told(objects)).toEqual([]);
  });

  test('nor where the target has the plugin, or the app brings it', () => {
    const plugin = { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'istio-cni-node', namespace: 'istio-system' }, spec: {} };
    expect(told([meshed('restricted'), restricted()], { target: { ...TARGET, hasMeshCni: true } })).toEqual([]);
    expect(told([meshed('restricted'), restricted(), plugin])).toEqual([]);
  });

  test('with the plugin a label that is too strict fails', () => {
    expect(told([meshed('restricted'), baseline()], { target: { ...TARGET, hasMeshCni: true } }))
      .toEqual(['failing: must not be "restricted": at v1.31 Pod shop/web fails runAsNonRoot, so the cluster rejects its pods']);
  });

  test('a pod in the network of its node gets no sidecar, and fails', () => {
    expect(told([meshed('baseline'), named('agent', { 'spec.hostNetwork': true })]))
      .toEqual(['failing: must not be "baseline": at v1.31 Pod shop/agent fails hostNamespaces, so the cluster rejects its pods']);
  });
});

test('a waiver of the rule excuses it', () => {
  expect(findingsIn([enforcing('restricted'), baseline()], { waivers: [Waiver.rule('pod-security-level', REASON)] }).map(({ outcome }) => outcome))
    .toEqual(['waived']);
});

test('the level that would hold for generated pods is the strictest profile that finds nothing, in every version', () => {
  const minors = [18, 19, 22, 24, 25, 29, 31, 34, 35, 37];
  const inShop = (seed: number) => changed(generatedWorkload(seed), { 'metadata.namespace': 'shop' });
  const strictest = (json: object, minor: number) => [RESTRICTED, BASELINE, PRIVILEGED].find(level =>
    findingsIn([json], { rules: podSecurityProfile(level).rulesFor(minor), target: { ...TARGET, minor } }).length === 0)!;
  const wrong = seedsFrom(1, 250).flatMap(seed => {
    const json = inShop(seed);
    const minor = minors[seed % minors.length];
    const [message] = told([namespace(), json], { target: { ...TARGET, minor } });
    const level = strictest(json, minor);
    return message?.startsWith(`warning: must be set: "${level}" would hold at v1.${minor}`) ? [] : [`seed ${seed}, ${level}: ${message}`];
  });
  expect(wrong).toEqual([]);
});

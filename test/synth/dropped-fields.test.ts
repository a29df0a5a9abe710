import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { ApiObject, ApiObjectProps, App, Chart, Include, JsonPatch, Lazy, ResolutionContext } from 'cdk8s';
import * as k28 from 'cdk8s-plus-28';
import * as k32 from 'cdk8s-plus-32';
import * as fc from 'fast-check';
import { AppArmorProfile } from '../../src/constructs/app-armor-profile';
import { HardenedDeployment } from '../../src/constructs/hardened-deployment';
import { isHardeningField } from '../../src/kubernetes/hardening-fields';
import { KubernetesVersion } from '../../src/kubernetes/kubernetes-version';
import { declareTarget } from '../../src/scope/target';
import { Conversion } from '../../src/synth/conversion';
import { DroppedField, droppedFields } from '../../src/synth/dropped-fields';
import * as lastHand from '../../src/synth/last-hand';
import { lostFields, plainValue } from '../../src/synth/lost-fields';
import { SynthSession } from '../../src/synth/synth-session';
import { Waiver } from '../../src/waivers/waiver';

const POD = 'spec.template.spec';
const PROFILE = { type: 'RuntimeDefault' };
const IMAGE = 'registry.example/app:1.0.0';

const newChart = () => new Chart(new App(), 'shop', { namespace: 'shop' });
const dropped = (object: ApiObject) => droppedFields(object, object.toJson());
const pathsOf = (fields: readonly DroppedField[]) => fields.map(field => field.path);

function patched<T extends ApiObject>(object: T, ...patches: readonly JsonPatch[]): T {
  object.addJsonPatch(...patches);
  return object;
}

const inPod = (at: string, value: unknown) => JsonPatch.add(`/spec/template/spec/${at}`, value);
const APPARMOR_PATCH = inPod('securityContext/appArmorProfile', PROFILE);

const LIBRARIES = [
  { name: 'cdk8s-plus-28', kplus: k28, keepsAppArmor: false },
  { name: 'cdk8s-plus-32', kplus: k32 as unknown as typeof k28, keepsAppArmor: true },
];

describe.each(LIBRARIES)('a JSON patch on a Deployment of $name', ({ name, kplus, keepsAppArmor }) => {
  const by = `KubeDeployment of ${name}`;
  const container = (limits: { readonly [name: string]: k28.k8s.Quantity }) => ({ name: 'app', image: IMAGE, ports: [{ containerPort: 80 }], securityContext: {}, resources: { limits } });

  const sources: Array<[string, () => ApiObject]> = [
    ['L2', () => ApiObject.of(new kplus.Deployment(newChart(), 'Web', { containers: [{ name: 'app', image: IMAGE, portNumber: 80 }] }))],
    ['L1', () => new kplus.k8s.KubeDeployment(newChart(), 'Web', {
      spec: { selector: {}, template: { spec: { securityContext: { runAsNonRoot: true }, containers: [container({ cpu: kplus.k8s.Quantity.fromString('1') })] } } },
    })],
  ];

  const appArmor: DroppedField = { path: `${POD}.securityContext.appArmorProfile`, value: PROFILE, by, asked: 'patch' };
  const cases: Array<[string, JsonPatch, readonly DroppedField[]]> = [
    ['an AppArmor profile', APPARMOR_PATCH, keepsAppArmor ? [] : [appArmor]],
    ['a seccomp profile', inPod('securityContext/seccompProfile', PROFILE), []],
    ['hostUsers', inPod('hostUsers', false), []],
    ['hostIPC, as Kubernetes writes it', inPod('hostIPC', true), [{ path: `${POD}.hostIPC`, value: true, by, asked: 'patch', arrivesAs: 'hostIpc' }]],
    ['hostPid, as TypeScript writes it', inPod('hostPid', true), []],
    ['a plain quantity', inPod('containers/0/resources/limits/ephemeral-storage', '1Gi'), [
      { path: `${POD}.containers[0].resources.limits.ephemeral-storage`, value: '1Gi', by, asked: 'patch', arrivesAs: '{ value: \'1Gi\' }' },
    ]],
    ['a wrapped quantity', inPod('containers/0/resources/limits/ephemeral-storage', { value: '1Gi' }), []],
    ['a field that hardens nothing', inPod('containers/0/ports/0/bogus', 1), []],
    ['an annotation', JsonPatch.add('/metadata/annotations', { note: 'x' }), []],
    ['what it removes', JsonPatch.remove('/spec/template/spec/securityContext'), []],
    ['what it sets to null', inPod('securityContext/runAsNonRoot', null), []],
  ];

  describe.each(sources)('as an %s', (_, build) => {
    test.each(cases)('%s', (__, patch, fields) => {
      expect(dropped(patched(build(), patch))).toEqual(fields);
    });

    test('several at once', () => {
      const patches = [0, 1, 3, 4, 5, 7].map(index => cases[index]);
      expect(new Set(dropped(patched(build(), ...patches.map(([, patch]) => patch))))).toEqual(new Set(patches.flatMap(([, , fields]) => fields)));
    });
  });

  test('nothing without a patch', () => {
    expect(sources.map(([, build]) => dropped(build()))).toEqual([[], []]);
  });
});

describe('a patch that says one thing in two spellings', () => {
  const spelled = (...patches: readonly JsonPatch[]) => dropped(patched(new k28.k8s.KubePod(newChart(), 'Pod', { spec: { containers: [], hostPid: true } }), ...patches));

  test('is dropped where it contradicts what arrives', () => {
    expect(spelled(JsonPatch.add('/spec/hostPID', false))).toEqual([
      { path: 'spec.hostPID', value: false, by: 'KubePod of cdk8s-plus-28', asked: 'patch', arrivesAs: 'hostPid' },
    ]);
  });

  test('is not where it agrees, or where the other is removed', () => {
    expect([spelled(JsonPatch.add('/spec/hostPID', true)), spelled(JsonPatch.replace('/spec/hostPid', false))]).toEqual([[], []]);
  });
});

describe('patches that move the items of lists', () => {
  const by = 'KubePod of cdk8s-plus-28';
  const context = (appArmor: boolean) => ({ privileged: false, ...appArmor ? { appArmorProfile: PROFILE } : {} });
  const container = (name: string, appArmor: boolean) => ({ name, image: IMAGE, securityContext: context(appArmor) });
  const pod = (...patches: readonly JsonPatch[]) => patched(new k28.k8s.KubePod(newChart(), 'Pod', { spec: { containers: [container('app', false)] } }), ...patches);

  test.each<[string, readonly JsonPatch[], readonly string[]]>([
    ['appended', [JsonPatch.add('/spec/containers/-', container('proxy', true))], ['spec.containers[1].securityContext.appArmorProfile']],
    ['inserted, twice', [JsonPatch.add('/spec/containers/0', container('a', true)), JsonPatch.add('/spec/containers/0', container('b', false))],
      ['spec.containers[1].securityContext.appArmorProfile']],
    ['copied', [JsonPatch.add('/spec/bogus', container('x', true)), JsonPatch.copy('/spec/bogus', '/spec/containers/0'), JsonPatch.remove('/spec/bogus')],
      ['spec.containers[0].securityContext.appArmorProfile']],
    ['moved to a name that is unknown', [JsonPatch.move('/spec/containers/0/securityContext', '/spec/containers/0/context')], ['spec.containers[0].context']],
    ['removed again', [JsonPatch.add('/spec/containers/-', container('proxy', true)), JsonPatch.remove('/spec/containers/1')], []],
    ['replaced by a list that asks for nothing', [JsonPatch.add('/spec/containers/0/securityContext/appArmorProfile', PROFILE), JsonPatch.replace('/spec/containers', [])], []],
  ])('%s', (_, patches, paths) => {
    expect(dropped(pod(...patches)).map(field => [field.path, field.by, field.asked])).toEqual(paths.map(where => [where, by, 'patch']));
  });
});

test('a plain port of a NetworkPolicy, whose loss would open every port', () => {
  const policy = new k28.k8s.KubeNetworkPolicy(newChart(), 'Web', { spec: { podSelector: {}, ingress: [{}], policyTypes: ['Ingress'] } });
  expect(dropped(patched(policy, JsonPatch.add('/spec/ingress/0/ports', [{ port: 8080, protocol: 'TCP' }])))).toEqual([
    { path: 'spec.ingress[0].ports[0].port', value: 8080, by: 'KubeNetworkPolicy of cdk8s-plus-28', asked: 'patch', arrivesAs: '{ value: 8080 }' },
  ]);
});

describe('the raw props of an L1', () => {
  const deployment = (spec: object) => new k28.k8s.KubeDeployment(newChart(), 'Web', { spec: { template: { spec } } } as any);

  test('ask for what the class does not know', () => {
    const spec = {
      hostIPC: false,
      securityContext: { appArmorProfile: PROFILE, supplementalGroupsPolicy: 'Strict' },
      containers: [{ name: 'app', resources: { requests: { cpu: '100m', memory: k28.k8s.Quantity.fromString('1Gi') } }, bogus: 1 }],
    };
    const by = 'KubeDeployment of cdk8s-plus-28';
    expect(new Set(dropped(deployment(spec)))).toEqual(new Set<DroppedField>([
      { path: `${POD}.hostIPC`, value: false, by, asked: 'prop', arrivesAs: 'hostIpc' },
      { path: `${POD}.securityContext.appArmorProfile`, value: PROFILE, by, asked: 'prop' },
      { path: `${POD}.securityContext.supplementalGroupsPolicy`, value: 'Strict', by, asked: 'prop' },
      { path: `${POD}.containers[0].resources.requests.cpu`, value: '100m', by, asked: 'prop', arrivesAs: '{ value: \'100m\' }' },
    ]));
  });

  test('a patch and a prop are told apart', () => {
    const object = patched(deployment({ securityContext: { appArmorProfile: PROFILE }, containers: [] }), inPod('hostIPC', true));
    expect(dropped(object).map(field => [field.path, field.asked])).toEqual([
      [`${POD}.securityContext.appArmorProfile`, 'prop'], [`${POD}.hostIPC`, 'patch'],
    ]);
  });

  test('what a patch takes out of them is not dropped', () => {
    const object = deployment({ securityContext: { appArmorProfile: PROFILE }, containers: [] });
    expect(dropped(patched(object, JsonPatch.remove('/spec/template/spec/securityContext/appArmorProfile')))).toEqual([]);
  });

  test('what a resolver of the app takes out of them is not dropped', () => {
    const strip = {
      resolve: (context: ResolutionContext) => {
        if (context.key[context.key.length - 1] === 'appArmorProfile') context.replaceValue(undefined);
      },
    };
    const chart = new Chart(new App({ resolvers: [strip] }), 'shop');
    const object = new k28.k8s.KubePod(chart, 'Pod', { spec: { containers: [], securityContext: { appArmorProfile: PROFILE } } } as any);
    expect(dropped(object)).toEqual([]);
  });

  test('what is null, undefined or empty asks for nothing', () => {
    const securityContext = { appArmorProfile: {}, supplementalGroupsPolicy: null, seLinuxChangePolicy: undefined };
    expect(dropped(deployment({ securityContext, containers: [] }))).toEqual([]);
  });
});

describe('an object whose class converts nothing', () => {
  const manifest = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec: { hostIPC: true, containers: [], securityContext: { appArmorProfile: PROFILE } } };
  const patch = JsonPatch.add('/spec/hostIPC', false);

  test('a raw ApiObject', () => {
    expect(dropped(patched(new ApiObject(newChart(), 'Pod', manifest as ApiObjectProps), patch))).toEqual([]);
  });

  test('an object of an Include', () => {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'include-')), 'pod.yaml');
    fs.writeFileSync(file, JSON.stringify(manifest));
    const [object] = new Include(newChart(), 'Include', { url: file }).apiObjects;
    fs.rmSync(path.dirname(file), { recursive: true });
    expect(dropped(patched(object, patch))).toEqual([]);
  });

  test('one whose own toJson somebody wrote over', () => {
    const object = new ApiObject(newChart(), 'Pod', manifest as ApiObjectProps);
    object.toJson = () => ({ ...manifest, spec: {} });
    expect(dropped(object)).toEqual([]);
  });

  test.each([
    ['of this library', lastHand],
    ['of another copy of it', anew(() => jest.requireActual<typeof lastHand>('../../src/synth/last-hand'))],
  ])('one with a last hand %s that takes something away', (_, { installLastHand }) => {
    const object = patched(new ApiObject(newChart(), 'Pod', manifest as ApiObjectProps), patch);
    let calls = 0;
    installLastHand(object, json => ({ json: { ...json, spec: { calls: ++calls } }, refusals: [] }));
    expect([dropped(object), calls]).toEqual([[], 1]);
  });
});

describe('who dropped it', () => {
  /** As `cdk8s import` makes them, of an API that knows only `known`. */
  class KubeThing extends ApiObject {
    constructor(scope: Chart, spec: object) {
      super(scope, 'Thing', { apiVersion: 'acme.example/v1', kind: 'Thing', spec } as ApiObjectProps);
    }

    public toJson(): any {
      const { spec, ...rest } = super.toJson();
      return { ...rest, spec: { known: spec.known } };
    }
  }

  const asked = { known: 1, hostUsers: false };

  test('is named alone where the class says nothing of its package', () => {
    expect(dropped(new KubeThing(newChart(), asked))).toEqual([{ path: 'spec.hostUsers', value: false, by: 'KubeThing', asked: 'prop' }]);
  });

  test('is described where the class has no name', () => {
    const [Nameless] = [class extends ApiObject { public toJson() { return { kind: 'Thing' }; } }];
    const object = new Nameless(newChart(), 'Thing', { apiVersion: 'v1', kind: 'Thing', hostUsers: false } as ApiObjectProps);
    expect(dropped(object)).toEqual([{ path: 'hostUsers', value: false, by: 'a class without a name', asked: 'prop' }]);
  });

  test('is the class that converts, and not one that is derived from it', () => {
    class Ours extends KubeThing {}
    expect(dropped(new Ours(newChart(), asked)).map(({ by }) => by)).toEqual(['KubeThing']);
  });

  test('is nobody where a derived class takes it away', () => {
    class Ours extends k28.k8s.KubePod {
      public toJson(): any {
        const { spec: { hostUsers, ...spec }, ...rest } = super.toJson();
        return { ...rest, spec };
      }
    }
    expect(dropped(new Ours(newChart(), 'Pod', { spec: { containers: [], hostUsers: false } }))).toEqual([]);
  });

  test('is still told where a derived class writes something else', () => {
    class Ours extends k28.k8s.KubePod {
      public toJson(): any {
        return { ...super.toJson(), extra: true };
      }
    }
    const object = new Ours(newChart(), 'Pod', { spec: { containers: [], securityContext: { appArmorProfile: PROFILE } } } as any);
    expect(dropped(object).map(field => [field.path, field.by])).toEqual([['spec.securityContext.appArmorProfile', 'KubePod of cdk8s-plus-28']]);
  });

  test('is told for an L1 of another copy of cdk8s', () => {
    const other = anew(() => jest.requireActual<typeof k28>('cdk8s-plus-28'));
    const object = new other.k8s.KubePod(newChart(), 'Pod', { spec: { containers: [] } });
    expect([other.k8s.KubePod === k28.k8s.KubePod, dropped(patched(object, JsonPatch.add('/spec/hostIPC', true)))]).toEqual([
      false, [{ path: 'spec.hostIPC', value: true, by: 'KubePod of cdk8s-plus-28', asked: 'patch', arrivesAs: 'hostIpc' }],
    ]);
  });
});

describe('a hardened construct', () => {
  function web(props: ConstructorParameters<typeof HardenedDeployment>[2] = {}, kubernetesVersion = KubernetesVersion.V1_31): ApiObject {
    const chart = newChart();
    declareTarget(chart, { kubernetesVersion });
    return ApiObject.of(new HardenedDeployment(chart, 'Web', { containers: [{ name: 'app', image: IMAGE }], ...props }));
  }

  test('does not get what its L1 does not know', () => {
    expect(dropped(patched(web(), APPARMOR_PATCH))).toEqual([
      { path: `${POD}.securityContext.appArmorProfile`, value: PROFILE, by: 'KubeDeployment of cdk8s-plus-28', asked: 'patch' },
    ]);
  });

  test('has what its last hand fills', () => {
    expect(dropped(patched(web({ appArmor: AppArmorProfile.runtimeDefault() }), APPARMOR_PATCH))).toEqual([]);
  });

  test.each<[string, ApiObject]>([
    ['its defaults', web()],
    ['an AppArmor profile by annotation', web({ appArmor: AppArmorProfile.runtimeDefault() }, KubernetesVersion.V1_29)],
    ['what a privileged container cannot have', patched(
      web({ waivers: [Waiver.privileged({ container: 'app', reason: 'loads a kernel module' })] }),
      inPod('containers/0/securityContext/allowPrivilegeEscalation', false),
    )],
    ['what a Windows pod cannot have', patched(web(), inPod('os', { name: 'windows' }), inPod('securityContext/fsGroup', 2000), inPod('hostUsers', false))],
    ['what is off', patched(web(), inPod('hostPid', false), inPod('hostNetwork', false))],
  ])('is not told to have dropped %s', (_, object) => {
    expect(dropped(object)).toEqual([]);
  });

  test('its last hand is not asked twice for what it refuses', () => {
    const object = patched(web(), APPARMOR_PATCH, inPod('hostNetwork', true));
    const [manifest] = judged(object).filter(({ construct }) => construct === object);
    expect([manifest.refusals.map(refusal => refusal.path), pathsOf(manifest.dropped)]).toEqual([
      [`${POD}.hostNetwork`], [`${POD}.securityContext.appArmorProfile`],
    ]);
  });
});

describe('an object is rendered', () => {
  function counted(patch: JsonPatch | undefined, produce = (_: number): unknown => 1000) {
    let calls = 0;
    const runAsUser = Lazy.any({ produce: () => produce(++calls) });
    const pod = new k28.k8s.KubePod(newChart(), 'Pod', { spec: { containers: [], securityContext: { runAsUser } } });
    if (patch) pod.addJsonPatch(patch);
    return { fields: pathsOf(dropped(pod)), calls };
  }

  test.each<[string, JsonPatch | undefined]>([
    ['without patches', undefined],
    ['with a patch that arrives', JsonPatch.add('/spec/securityContext/seccompProfile', PROFILE)],
    ['with a patch that removes', JsonPatch.remove('/spec/securityContext/runAsUser')],
    ['with a patch that hardens nothing', JsonPatch.add('/spec/containers/-', { name: 'app' })],
  ])('once %s', (_, patch) => {
    expect(counted(patch)).toEqual({ fields: [], calls: 1 });
  });

  test('once more where something is missing', () => {
    expect(counted(JsonPatch.add('/spec/hostIPC', true))).toEqual({ fields: ['spec.hostIPC'], calls: 2 });
  });

  test('once more where a later patch says something else', () => {
    const later = JsonPatch.replace('/spec/hostUsers', true);
    const pod = patched(new k28.k8s.KubePod(newChart(), 'Pod', { spec: { containers: [] } }), JsonPatch.add('/spec/hostUsers', false), later);
    const before = jest.spyOn(Conversion.prototype, 'before');
    expect([dropped(pod), before.mock.calls.length]).toEqual([[], 1]);
    before.mockRestore();
  });

  test('and a value that is another each time is not missing', () => {
    expect(counted(JsonPatch.add('/spec/hostIPC', true), call => call)).toEqual({ fields: ['spec.hostIPC'], calls: 2 });
  });

  test('and nothing is told where it cannot be rendered once more', () => {
    const produce = (call: number) => { if (call > 1) throw new Error('only once'); return 1000; };
    expect(counted(JsonPatch.add('/spec/hostIPC', true), produce)).toEqual({ fields: [], calls: 2 });
  });
});

test('patches that cannot be read make it compare', () => {
  const object = new k28.k8s.KubePod(newChart(), 'Pod', { spec: { containers: [] } });
  const hidden = { _toJson: () => ({ op: 'add', path: '/spec/hostIPC', value: true }) };
  (object as any).patches.push(hidden);
  expect(dropped(object).map(field => [field.path, field.asked])).toEqual([['spec.hostIPC', 'patch']]);
});

describe('a manifest that is judged', () => {
  test('carries what was dropped', () => {
    const object = patched(new k28.k8s.KubePod(newChart(), 'Pod', { spec: { containers: [] } }), JsonPatch.add('/spec/hostIPC', true));
    expect(judged(object).map(manifest => pathsOf(manifest.dropped))).toEqual([['spec.hostIPC']]);
  });

  test('carries nothing where it is unreadable, or made by a chart alone', () => {
    class OwnChart extends Chart {
      public toJson(): any[] {
        return [{ kind: 'Extra' }];
      }
    }
    const chart = new OwnChart(new App(), 'shop');
    const object = patched(new k28.k8s.KubePod(chart, 'Pod', { spec: { containers: [] } }), JsonPatch.remove('/spec/absent/field'));
    expect(judged(object).map(manifest => [manifest.json, manifest.dropped])).toEqual([[undefined, []], [{ kind: 'Extra' }, []]]);
  });
});

describe('for any patches', () => {
  const paths = ['securityContext', 'securityContext/appArmorProfile', 'securityContext/runAsUser', 'hostIPC', 'hostPid', 'hostPID', 'hostUsers', 'bogus',
    'containers', 'containers/-', 'containers/0', 'containers/1', 'containers/0/securityContext', 'containers/0/resources', 'containers/0/resources/limits/memory',
    'containers/1/securityContext/appArmorProfile', 'containers/0/volumeMounts/-'];
  const context = { runAsUser: 1000, appArmorProfile: PROFILE };
  const values = [true, false, 1000, '1Gi', { value: '1Gi' }, PROFILE, context, [], [{ name: 'b', securityContext: context }], { name: 'a', securityContext: context },
    { limits: { memory: '1Gi' } }, { mountPath: '/tmp', readOnly: true }];
  const pointer = fc.constantFrom(...paths).map(at => `/spec/${at}`);
  const patch = fc.oneof(
    fc.tuple(pointer, fc.constantFrom(...values)).map(([at, value]) => JsonPatch.add(at, value)),
    fc.tuple(pointer, fc.constantFrom(...values)).map(([at, value]) => JsonPatch.replace(at, value)),
    pointer.map(at => JsonPatch.remove(at)),
    fc.tuple(pointer, pointer).map(([from, to]) => JsonPatch.copy(from, to)),
    fc.tuple(pointer, pointer).map(([from, to]) => JsonPatch.move(from, to)),
  );

  test('the look that spares a rendering misses nothing that comparing would find', () => {
    let found = 0;
    fc.assert(fc.property(fc.array(patch, { minLength: 1, maxLength: 4 }), fc.boolean(), (patches, lazy) => {
      const spec = { hostPid: true, securityContext: {}, containers: [{ name: 'app', volumeMounts: [], resources: { limits: {} } }] };
      const object = patched(new k28.k8s.KubePod(newChart(), 'Pod', { spec: lazy ? Lazy.any({ produce: () => spec }) : spec }), ...patches);
      const final = rendered(object);
      fc.pre(final !== undefined);
      const compared = lostFields(Conversion.of(object)!.before(), final).filter(lost => isHardeningField('Pod', lost.path, plainValue(lost.value)));
      expect(droppedFields(object, final).length).toBe(compared.length);
      if (compared.length > 0) found += 1;
    }), { numRuns: 2000 });
    expect(found).toBeGreaterThan(100);
  });
});

function rendered(object: ApiObject): unknown {
  try {
    return object.toJson();
  } catch {
    return undefined;
  }
}

/** What a judge gets of the tree that the object is in. */
function judged(object: ApiObject) {
  const seen: Parameters<Parameters<SynthSession['addJudge']>[0]['judge']>[0][] = [];
  SynthSession.of(object).addJudge({ judge: manifests => { seen.push(manifests); return { judged: new Set(manifests) }; } });
  try {
    (object.node.root as App).synthYaml();
  } catch {
    // What is unreadable cannot be written either.
  }
  return seen[0];
}

/** Loaded once more, with everything that it loads. */
function anew<T>(load: () => T): T {
  let copy: T;
  jest.isolateModules(() => {
    copy = load();
  });
  return copy!;
}

import { App, Chart, Size, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  AppArmorProfile, Aspects, DefaultDenyNetworkPolicy, HardenedDeployment, HardenedNamespace, HardenedServiceAccount, HardeningAspect,
  KubernetesVersion, Platform, RuntimeClass, SeccompProfile,
} from '../../src';
import { minimalPod } from '../rules/minimal-pod';
import { forbiddenByRestricted } from './restricted-standard';

const MINORS = Array.from({ length: 13 }, (_, i) => 25 + i);

/** One of every construct, bare and with what is offered beyond the defaults. */
function everything(): { readonly app: App; readonly chart: Chart } {
  const app = Testing.app();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  new HardenedNamespace(chart, 'Namespace');
  new DefaultDenyNetworkPolicy(chart, 'DefaultDeny');
  new HardenedServiceAccount(chart, 'Account');
  const bare = new HardenedDeployment(chart, 'Bare', { containers: [{ image: 'registry.example/app:1.0.0' }] });
  const full = new HardenedDeployment(chart, 'Full', {
    user: 1000,
    group: 1000,
    writablePaths: ['/var/cache', '/data'],
    sensitive: true,
    runtimeClass: RuntimeClass.gVisor(),
    seccomp: SeccompProfile.localhost('profiles/web.json'),
    appArmor: AppArmorProfile.runtimeDefault(),
    containers: [{ image: 'registry.example/app:1.0.0', portNumber: 8080 }],
    initContainers: [{ image: 'registry.example/setup:1.0.0' }],
  });
  full.addContainer({ name: 'late', image: 'registry.example/late:1.0.0', ports: [{ number: 9090, name: 'metrics' }] });
  const data = new kplus.PersistentVolumeClaim(chart, 'Data', { storage: Size.gibibytes(1), accessModes: [kplus.PersistentVolumeAccessMode.READ_WRITE_ONCE] });
  full.containers[0].mount('/store', kplus.Volume.fromPersistentVolumeClaim(chart, 'Store', data));
  full.allowTo(bare, 8080);
  return { app, chart };
}

function templatesOf(chart: Chart): any[] {
  return Testing.synth(chart).filter(({ kind }) => kind === 'Deployment').map(({ spec }) => spec.template);
}

describe.each(MINORS)('for Kubernetes 1.%i', minor => {
  const judged = (platform: Platform) => {
    const { app, chart } = everything();
    Aspects.of(app).add(new HardeningAspect({ kubernetesVersion: KubernetesVersion.of(`1.${minor}`), platform }));
    return { app, chart };
  };

  test.each([Platform.VANILLA, Platform.OPENSHIFT, Platform.GKE, Platform.GKE_AUTOPILOT].map(platform => [platform.name, platform] as const))(
    'no construct has a finding on %s, not even a warning', (_, platform) => {
      const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
      judged(platform).app.synthYaml();
      const said = stderr.mock.calls.map(([text]) => text);
      stderr.mockRestore();
      expect(said).toEqual([]);
    });

  test('the pods meet the restricted standard', () => {
    expect(templatesOf(judged(Platform.VANILLA).chart).map(template => forbiddenByRestricted(template, minor))).toEqual([[], []]);
  });
});

test('without a target, what every minor from 1.25 on understands is emitted', () => {
  const templates = templatesOf(everything().chart);
  expect(MINORS.flatMap(minor => templates.map(template => forbiddenByRestricted(template, minor)))).toEqual(Array(2 * MINORS.length).fill([]));
});

test('Kubernetes 1.18 gets seccomp by annotation, and no finding', () => {
  const app = Testing.app();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  new DefaultDenyNetworkPolicy(chart, 'DefaultDeny');
  new HardenedDeployment(chart, 'Bare', { containers: [{ image: 'registry.example/app:1.0.0' }] });
  Aspects.of(app).add(new HardeningAspect({ kubernetesVersion: KubernetesVersion.V1_18 }));
  const [template] = templatesOf(chart);
  expect(template.metadata.annotations).toEqual({ 'seccomp.security.alpha.kubernetes.io/pod': 'runtime/default' });
  expect(template.spec.securityContext).toEqual({ runAsNonRoot: true, runAsUser: 65532, runAsGroup: 65532 });
});

describe('the second opinion', () => {
  const changedContext = (securityContext: object) => {
    const containers = [{ ...minimalPod.spec.containers[0], securityContext }];
    return { ...minimalPod, spec: { ...minimalPod.spec, containers } };
  };

  test('has nothing against the minimal pod', () => {
    expect(forbiddenByRestricted(minimalPod, 37)).toEqual([]);
  });

  test('can say no', () => {
    expect(forbiddenByRestricted(changedContext({ privileged: true, runAsUser: 0, runAsNonRoot: false, seccompProfile: { type: 'Unconfined' } }), 37)).toEqual([
      'privileged', 'allowPrivilegeEscalation', 'capabilities', 'runAsNonRoot', 'runAsUser', 'seccompProfile',
    ]);
  });
});

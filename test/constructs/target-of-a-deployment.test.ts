import * as kplus from 'cdk8s-plus-28';
import { AppArmorProfile } from '../../src/constructs/app-armor-profile';
import { HardenedDeployment } from '../../src/constructs/hardened-deployment';
import { SeccompProfile } from '../../src/constructs/seccomp-profile';
import { KubernetesVersion } from '../../src/kubernetes/kubernetes-version';
import { Platform } from '../../src/kubernetes/platform';
import { declareTarget } from '../../src/scope/target';
import { HARDENED_CONTEXT, IMAGE, newChart, newDeployment, patch, specOf, templateOf } from './rendered';

describe('the target', () => {
  const appArmorKey = 'container.apparmor.security.beta.kubernetes.io/app';
  const seccompKey = 'seccomp.security.alpha.kubernetes.io/pod';
  const usual = { runAsGroup: 65532, runAsNonRoot: true, runAsUser: 65532 };
  const runtimeDefault = { type: 'RuntimeDefault' };

  test.each<[string, KubernetesVersion | undefined, object | undefined, object]>([
    ['1.18', KubernetesVersion.V1_18, { [appArmorKey]: 'localhost/k8s-web', [seccompKey]: 'runtime/default' }, usual],
    ['1.19', KubernetesVersion.V1_19, { [appArmorKey]: 'localhost/k8s-web' }, { ...usual, seccompProfile: runtimeDefault }],
    ['1.29', KubernetesVersion.V1_29, { [appArmorKey]: 'localhost/k8s-web' }, { ...usual, seccompProfile: runtimeDefault }],
    ['1.30', KubernetesVersion.V1_30, undefined, { ...usual, appArmorProfile: { localhostProfile: 'k8s-web', type: 'Localhost' }, seccompProfile: runtimeDefault }],
    ['1.31', KubernetesVersion.V1_31, undefined, { ...usual, appArmorProfile: { localhostProfile: 'k8s-web', type: 'Localhost' }, seccompProfile: runtimeDefault }],
    ['none', undefined, { [appArmorKey]: 'localhost/k8s-web' }, { ...usual, seccompProfile: runtimeDefault }],
  ])('%s decides how profiles are written', (_, kubernetesVersion, annotations, securityContext) => {
    const template = templateOf(newDeployment({ appArmor: AppArmorProfile.localhost('k8s-web') }, { kubernetesVersion }));
    expect([template.metadata.annotations, template.spec.securityContext]).toEqual([annotations, securityContext]);
  });

  test('1.18 gets the seccomp profile of a container as an annotation too', () => {
    const seccompProfile = { type: kplus.SeccompProfileType.LOCALHOST, localhostProfile: 'web.json' };
    const template = templateOf(newDeployment(
      { containers: [{ name: 'app', image: IMAGE, securityContext: { seccompProfile } }], seccomp: SeccompProfile.localhost('pod.json') },
      { kubernetesVersion: KubernetesVersion.V1_18 },
    ));
    expect(template.metadata.annotations).toEqual({
      [seccompKey]: 'localhost/pod.json',
      'container.seccomp.security.alpha.kubernetes.io/app': 'localhost/web.json',
    });
    expect(template.spec.containers[0].securityContext).toEqual(HARDENED_CONTEXT);
  });

  test('may be declared after the construct', () => {
    const chart = newChart();
    const deployment = new HardenedDeployment(chart, 'Web', { containers: [{ image: IMAGE }] });
    declareTarget(chart, { platform: Platform.OPENSHIFT });
    expect(specOf(deployment).securityContext).toEqual({ runAsNonRoot: true, seccompProfile: runtimeDefault });
  });

  test('OpenShift assigns the ids itself, unless the author names them', () => {
    const target = { platform: Platform.OPENSHIFT };
    expect(specOf(newDeployment({}, target)).securityContext).toEqual({ runAsNonRoot: true, seccompProfile: runtimeDefault });
    const withUser = specOf(newDeployment({ user: 999 }, target)).securityContext;
    expect(withUser).toEqual({ runAsNonRoot: true, runAsUser: 999, seccompProfile: runtimeDefault });
  });

  test('Windows gets nothing that only Linux knows', () => {
    const deployment = patch(newDeployment({ userNamespace: true, supplementalGroups: [5], seLinux: { level: 's0' } }), '/os', { name: 'windows' });
    deployment.attachContainer(new kplus.Container({ name: 'ready', image: IMAGE, securityContext: { user: 5 } }));
    const spec = specOf(deployment);
    expect(spec.securityContext).toEqual({ runAsNonRoot: true });
    expect(spec.hostUsers).toBeUndefined();
    expect(spec.containers.map((container: any) => container.securityContext)).toEqual([{ runAsNonRoot: true }, { runAsNonRoot: true }]);
  });

  test('below 1.25 has no user namespaces', () => {
    expect(() => specOf(newDeployment({ userNamespace: true }, { kubernetesVersion: KubernetesVersion.V1_24 }))).toThrow(new Error([
      'shop/Web/Resource  Deployment shop/shop-web-c82705b0',
      '  spec.template.spec.hostUsers must be absent for Kubernetes 1.24: user namespaces came with Kubernetes 1.25',
      '    fix  Leave out the prop `userNamespace`, or deploy to Kubernetes 1.25 or newer.',
      '1 violation. Nothing was written.',
    ].join('\n')));
  });
});

describe('a version without native sidecars', () => {
  const sidecar = { name: 'proxy', image: IMAGE, restartPolicy: kplus.ContainerRestartPolicy.ALWAYS };

  test('refuses one', () => {
    expect(() => specOf(newDeployment({ initContainers: [sidecar] }, { kubernetesVersion: KubernetesVersion.V1_27 }))).toThrow(new Error([
      'shop/Web/Resource  Deployment shop/shop-web-c82705b0',
      '  container "proxy": restartPolicy must be absent for Kubernetes 1.27: native sidecars came with Kubernetes 1.28',
      '    fix  Make it one of `containers`, or deploy to Kubernetes 1.28 or newer.',
      '1 violation. Nothing was written.',
    ].join('\n')));
  });

  test('is not 1.28', () => {
    const spec = specOf(newDeployment({ initContainers: [sidecar] }, { kubernetesVersion: KubernetesVersion.V1_28 }));
    expect(spec.initContainers[0].restartPolicy).toBe('Always');
  });
});

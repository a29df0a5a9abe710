import { existsSync, mkdtempSync, readdirSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart, JsonPatch, Lazy, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { HardenedDeployment } from '../../src/constructs/hardened-deployment';
import { RuntimeClass } from '../../src/constructs/runtime-class';
import { Waiver } from '../../src/waivers/waiver';
import { errorOf, forThePod, IMAGE, narrowedTo, newChart, newDeployment, patch, REASON, specOf } from './rendered';

/** The whole report on `shop/Web` with these refusals: what is wrong, and how to fix it. */
function report(...refusals: Array<{ line: string; fix: string }>): string {
  return [
    'shop/Web/Resource  Deployment shop/shop-web-c82705b0',
    ...refusals.flatMap(({ line, fix }) => [`  ${line}`, `    fix  ${fix}`]),
    `${refusals.length === 1 ? '1 violation' : `${refusals.length} violations`}. Nothing was written.`,
  ].join('\n');
}

const inContainer = (path: string, message: string, fix: string, name = 'app') => ({ line: `container "${name}": ${path} ${message}`, fix });
const inPod = (path: string, message: string, fix: string) => ({ line: `spec.template.spec.${path} ${message}`, fix });

describe('what weakens the final JSON is refused', () => {
  const quantity = (value: string) => ({ value });

  const cases: Array<[string, string, unknown, { line: string; fix: string }]> = [
    ['privileged', '/containers/0/securityContext/privileged', true, inContainer('securityContext.privileged', 'must be false, found true', narrowedTo('privileged'))],
    ['the text true', '/containers/0/securityContext/privileged', 'true', inContainer('securityContext.privileged', 'must be false, found "true"', narrowedTo('privileged'))],
    ['escalation', '/containers/0/securityContext/allowPrivilegeEscalation', true,
      inContainer('securityContext.allowPrivilegeEscalation', 'must be false, found true', narrowedTo('allowPrivilegeEscalation'))],
    ['a writable root', '/containers/0/securityContext/readOnlyRootFilesystem', false,
      inContainer('securityContext.readOnlyRootFilesystem', 'must be true, found false', narrowedTo('readOnlyRootFilesystem'))],
    ['a container that may be root', '/containers/0/securityContext/runAsNonRoot', false, inContainer('securityContext.runAsNonRoot', 'must be true, found false', narrowedTo('runAsRoot'))],
    ['user 0 of a container', '/containers/0/securityContext/runAsUser', 0, inContainer('securityContext.runAsUser', 'must be an id above 0, found 0', narrowedTo('runAsRoot'))],
    ['group 0 of a container', '/containers/0/securityContext/runAsGroup', 0, inContainer('securityContext.runAsGroup', 'must be an id above 0, found 0', narrowedTo('rootGroup'))],
    ['a capability', '/containers/0/securityContext/capabilities/add', ['NET_BIND_SERVICE', 'NET_ADMIN'],
      inContainer('securityContext.capabilities.add[1]', 'must be NET_BIND_SERVICE, found "NET_ADMIN"',
        'waivers: [Waiver.addCapabilities([\'NET_ADMIN\'], { container: \'app\', reason: \'…\' })]')],
    ['dropping less', '/containers/0/securityContext/capabilities/drop', ['NET_RAW'],
      inContainer('securityContext.capabilities.drop', 'must contain ALL, found ["NET_RAW"]', narrowedTo('defaultCapabilities'))],
    ['no seccomp for a container', '/containers/0/securityContext/seccompProfile', { type: 'Unconfined' },
      inContainer('securityContext.seccompProfile', 'must be of type RuntimeDefault or Localhost, found {"type":"Unconfined"}', narrowedTo('seccompUnconfined'))],
    ['an unmasked /proc', '/containers/0/securityContext/procMount', 'Unmasked',
      inContainer('securityContext.procMount', 'must be Default, found "Unmasked"', "waivers: [Waiver.procMount({ container: 'app', reason: '…' })]")],
    ['a Windows host process', '/containers/0/securityContext/windowsOptions', { hostProcess: true },
      inContainer('securityContext.windowsOptions.hostProcess', 'must be false, found true', narrowedTo('privileged'))],
    ['an SELinux type', '/containers/0/securityContext/seLinuxOptions', { type: 'spc_t' },
      inContainer('securityContext.seLinuxOptions', 'must stay in a container type, without user and role, found {"type":"spc_t"}', narrowedTo('seLinuxOptions'))],
    ['a port of the node', '/containers/0/ports', [{ containerPort: 80, hostPort: 80 }], inContainer('ports[0].hostPort', 'must be absent, found 80', narrowedTo('hostPort'))],
    ['a moving tag', '/containers/0/image', 'ghcr.io/acme/web:latest',
      inContainer('image', 'must name a tag other than latest, or a digest, found "ghcr.io/acme/web:latest"', narrowedTo('movingImageTag'))],
    ['a memory limit below the request', '/containers/0/resources/limits/memory', quantity('64Mi'),
      inContainer('resources.limits.memory', 'must not be below the request 128Mi, found 64Mi', 'Give a limit of at least 128Mi, or a lower request.')],
    ['a limit that is no quantity', '/containers/0/resources/limits/memory', quantity('much'),
      inContainer('resources.limits.memory', 'must be a quantity, found "much"', 'Write it as \'128Mi\' or \'500m\'.')],
    ['a pod that may be root', '/securityContext/runAsNonRoot', false, inPod('securityContext.runAsNonRoot', 'must be true, found false', forThePod('runAsRoot'))],
    ['user 0', '/securityContext/runAsUser', 0, inPod('securityContext.runAsUser', 'must be an id above 0, found 0', forThePod('runAsRoot'))],
    ['group 0', '/securityContext/runAsGroup', 0, inPod('securityContext.runAsGroup', 'must be an id above 0, found 0', forThePod('rootGroup'))],
    ['fsGroup 0', '/securityContext/fsGroup', 0, inPod('securityContext.fsGroup', 'must be an id above 0, found 0', forThePod('rootGroup'))],
    ['supplemental group 0', '/securityContext/supplementalGroups', [0], inPod('securityContext.supplementalGroups', 'must be ids above 0, found [0]', forThePod('rootGroup'))],
    ['no seccomp', '/securityContext/seccompProfile', { type: 'Unconfined' },
      inPod('securityContext.seccompProfile', 'must be of type RuntimeDefault or Localhost, found {"type":"Unconfined"}', forThePod('seccompUnconfined'))],
    ['the network of the node', '/hostNetwork', true, inPod('hostNetwork', 'must be false, found true', forThePod('hostNetwork'))],
    ['the processes of the node', '/hostPid', true, inPod('hostPID', 'must be false, found true', forThePod('hostPid'))],
    ['the IPC of the node', '/hostIpc', true, inPod('hostIPC', 'must be false, found true', forThePod('hostIpc'))],
    ['shared processes', '/shareProcessNamespace', true, inPod('shareProcessNamespace', 'must be false, found true', forThePod('shareProcessNamespace'))],
    ['a mounted token', '/automountServiceAccountToken', true, inPod('automountServiceAccountToken', 'must be false, found true', forThePod('apiToken'))],
    ['the default account', '/serviceAccountName', 'default', inPod('serviceAccountName', 'must name an account of its own, found "default"', forThePod('defaultServiceAccount'))],
    ['a folder of the node', '/volumes/1', { name: 'etc', hostPath: { path: '/etc' } },
      inPod('volumes[1].hostPath', 'must be absent, found {"path":"/etc"}', forThePod('hostPath'))],
    ['a token for the API by another way', '/volumes/1', { name: 'token', projected: { sources: [{ serviceAccountToken: { path: 'token' } }] } },
      inPod('volumes[1].projected.sources[0].serviceAccountToken', 'must name an audience, not the Kubernetes API, found {"path":"token"}', forThePod('apiToken'))],
    ['service links', '/enableServiceLinks', true, inPod('enableServiceLinks', 'must be as the prop says, found true', 'Set the prop `enableServiceLinks`.')],
  ];

  test.each(cases)('by a JSON patch: %s', (_, path, value, refusal) => {
    expect(errorOf(() => specOf(patch(newDeployment(), path, value)))).toBe(report(refusal));
  });

  test.each(cases)('before the first file, in a chart that comes after another: %s', (_, path, value) => {
    const outdir = join(mkdtempSync(join(tmpdir(), 'hardened-')), 'dist');
    const app = new App({ outdir });
    new ApiObject(new Chart(app, 'first'), 'Fine', { apiVersion: 'v1', kind: 'ConfigMap' });
    patch(new HardenedDeployment(new Chart(app, 'second'), 'Web', { containers: [{ name: 'app', image: IMAGE }] }), path, value);
    expect(errorOf(() => app.synth())).not.toBe('no error');
    expect(existsSync(outdir) ? readdirSync(outdir) : []).toEqual([]);
  });

  test.each<[string, object]>([
    ['containers', { path: '/containers/1' }],
    ['init containers', { path: '/initContainers', list: true }],
    ['ephemeral containers', { path: '/ephemeralContainers', list: true }],
  ])('in a container that a patch adds to the %s', (_, { path, list }: any) => {
    const bad = { name: 'bad', image: IMAGE, securityContext: { privileged: true } };
    expect(errorOf(() => specOf(patch(newDeployment(), path, list ? [bad] : bad)))).toBe(report(
      inContainer('securityContext.privileged', 'must be false, found true', 'waivers: [Waiver.privileged({ container: \'bad\', reason: \'…\' })]', 'bad'),
    ));
  });

  test('in a container that a patch adds without an image', () => {
    expect(errorOf(() => specOf(patch(newDeployment(), '/containers/1', { name: 'bad' })))).toBe(report(
      inContainer('image', 'must be an image reference, found nothing', 'Write an exact tag or a digest, such as \'ghcr.io/acme/web:1.4.2\'.', 'bad'),
    ));
  });

  test.each<[string, string, string]>([
    ['seccomp for the pod', 'seccomp.security.alpha.kubernetes.io/pod', forThePod('seccompUnconfined')],
    ['seccomp for a container', 'container.seccomp.security.alpha.kubernetes.io/app', narrowedTo('seccompUnconfined')],
    ['AppArmor', 'container.apparmor.security.beta.kubernetes.io/app', narrowedTo('appArmorUnconfined')],
  ])('in an annotation: %s', (_, key, fix) => {
    const deployment = newDeployment({ podMetadata: { annotations: { [key]: 'unconfined' } } });
    expect(errorOf(() => specOf(deployment))).toBe(
      report({ line: `spec.template.metadata.annotations['${key}'] must be runtime/default or localhost/…, found "unconfined"`, fix }),
    );
  });

  test('in a Lazy, whose value is known only when it is rendered', () => {
    const privileged = Lazy.any({ produce: () => true }) as unknown as boolean;
    const deployment = newDeployment({ containers: [{ name: 'app', image: IMAGE, securityContext: { privileged } }] });
    expect(errorOf(() => specOf(deployment))).toBe(report(inContainer('securityContext.privileged', 'must be false, found true', narrowedTo('privileged'))));
  });

  describe('in the code behind it, changed after the construction', () => {
    const changed = (object: object, field: string, value: unknown) => Object.assign(object as Record<string, unknown>, { [field]: value });

    test('the security context of a container', () => {
      const deployment = newDeployment();
      changed(deployment.containers[0].securityContext, 'privileged', true);
      expect(errorOf(() => specOf(deployment))).toBe(report(inContainer('securityContext.privileged', 'must be false, found true', narrowedTo('privileged'))));
    });

    test('the security context of the pod', () => {
      const deployment = newDeployment();
      changed(deployment.securityContext, 'ensureNonRoot', false);
      expect(errorOf(() => specOf(deployment))).toBe(report(inPod('securityContext.runAsNonRoot', 'must be true, found false', forThePod('runAsRoot'))));
    });

    test('the network of the node, and the token', () => {
      const deployment = newDeployment();
      changed(deployment, 'hostNetwork', true);
      changed(deployment, 'automountServiceAccountToken', true);
      expect(errorOf(() => specOf(deployment))).toBe(report(
        inPod('hostNetwork', 'must be false, found true', forThePod('hostNetwork')),
        inPod('automountServiceAccountToken', 'must be false, found true', forThePod('apiToken')),
      ));
    });
  });

  test('in a volume that is mounted after the construction', () => {
    const deployment = newDeployment();
    deployment.containers[0].mount('/etc', kplus.Volume.fromHostPath(deployment, 'Volume', 'etc', { path: '/etc' }));
    expect(errorOf(() => specOf(deployment))).toBe(
      report(inPod('volumes[0].hostPath', 'must be absent, found {"path":"/etc","type":""}', forThePod('hostPath'))),
    );
  });

  test('in a port of the node that is added after the construction', () => {
    const deployment = newDeployment();
    deployment.containers[0].addPort({ number: 80, hostPort: 80 });
    expect(errorOf(() => specOf(deployment))).toBe(report(inContainer('ports[0].hostPort', 'must be absent, found 80', narrowedTo('hostPort'))));
  });

  test('in an init container and a sidecar too', () => {
    const deployment = newDeployment({ initContainers: [{ name: 'init', image: IMAGE }, { name: 'side', image: IMAGE, restartPolicy: kplus.ContainerRestartPolicy.ALWAYS }] });
    patch(deployment, '/initContainers/0/securityContext/privileged', true);
    patch(deployment, '/initContainers/1/securityContext/privileged', true);
    expect(errorOf(() => specOf(deployment))).toBe(report(
      inContainer('securityContext.privileged', 'must be false, found true', narrowedTo('privileged').replace('app', 'init'), 'init'),
      inContainer('securityContext.privileged', 'must be false, found true', narrowedTo('privileged').replace('app', 'side'), 'side'),
    ));
  });

  test('in the runtime class and the user namespace that were asked for', () => {
    const deployment = newDeployment({ runtimeClass: RuntimeClass.gVisor(), userNamespace: true });
    patch(deployment, '/runtimeClassName', 'runc');
    patch(deployment, '/hostUsers', true);
    expect(errorOf(() => specOf(deployment))).toBe(report(
      inPod('hostUsers', 'must be false, as `userNamespace` asks, found true', 'Set the prop `userNamespace`.'),
      inPod('runtimeClassName', 'must be as the prop `runtimeClass` says, found "runc"', 'Set the prop `runtimeClass`.'),
    ));
  });

  test.each(['/spec/template', '/spec/template/spec'])('in a pod that was taken away: %s', path => {
    const deployment = newDeployment();
    ApiObject.of(deployment).addJsonPatch(JsonPatch.remove(path));
    expect(errorOf(() => ApiObject.of(deployment).toJson())).toBe(
      report({ line: 'spec must hold the template of a pod', fix: 'Leave the template in its place, and change its parts.' }),
    );
  });

  test('unless a waiver lifts it', () => {
    const deployment = patch(newDeployment({ waivers: [Waiver.privileged({ ...REASON, container: 'app' })] }), '/containers/0/securityContext/privileged', true);
    expect(specOf(deployment).containers[0].securityContext).toEqual({
      capabilities: { drop: ['ALL'] }, privileged: true, readOnlyRootFilesystem: true, runAsNonRoot: true,
    });
  });

  test('on the path of Testing.synth too', () => {
    const chart = newChart();
    patch(new HardenedDeployment(chart, 'Web', { containers: [{ name: 'app', image: IMAGE }] }), '/hostNetwork', true);
    expect(errorOf(() => Testing.synth(chart))).toBe(report(inPod('hostNetwork', 'must be false, found true', forThePod('hostNetwork'))));
  });
});

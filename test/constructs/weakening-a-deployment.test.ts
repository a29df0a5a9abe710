import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { HardenedDeployment } from '../../src/constructs/hardened-deployment';
import { HardenedDeploymentProps } from '../../src/constructs/hardened-deployment-props';
import { RuntimeClass } from '../../src/constructs/runtime-class';
import { Waiver } from '../../src/waivers/waiver';
import { errorOf, forThePod, IMAGE, narrowedTo, newChart, newDeployment, REASON, specOf } from './rendered';

describe('a prop that weakens a container is an error which shows the waiver', () => {
  const cases: Array<[string, Partial<kplus.ContainerProps>, string, Waiver]> = [
    ['privileged', { securityContext: { privileged: true } },
      `securityContext.privileged must be false, found true. Leave it out, or waive it: ${narrowedTo('privileged')}`, Waiver.privileged(REASON)],
    ['escalation', { securityContext: { allowPrivilegeEscalation: true } },
      `securityContext.allowPrivilegeEscalation must be false, found true. Leave it out, or waive it: ${narrowedTo('allowPrivilegeEscalation')}`,
      Waiver.allowPrivilegeEscalation(REASON)],
    ['a writable root', { securityContext: { readOnlyRootFilesystem: false } },
      `securityContext.readOnlyRootFilesystem must be true, found false. Leave it out, or waive it: ${narrowedTo('readOnlyRootFilesystem')}`,
      Waiver.readOnlyRootFilesystem(REASON)],
    ['no ensureNonRoot', { securityContext: { ensureNonRoot: false } },
      `securityContext.runAsNonRoot must be true, found false. Leave it out, or waive it: ${narrowedTo('runAsRoot')}`, Waiver.runAsRoot(REASON)],
    ['user 0', { securityContext: { user: 0 } },
      `securityContext.runAsUser must be an id above 0, found 0. Leave it out, or waive it: ${narrowedTo('runAsRoot')}`, Waiver.runAsRoot(REASON)],
    ['group 0', { securityContext: { group: 0 } },
      `securityContext.runAsGroup must be an id above 0, found 0. Leave it out, or waive it: ${narrowedTo('rootGroup')}`, Waiver.rootGroup(REASON)],
    ['a capability', { securityContext: { capabilities: { add: [kplus.Capability.SYS_PTRACE] } } },
      'securityContext.capabilities.add[0] must be NET_BIND_SERVICE, found "SYS_PTRACE". Leave it out, or waive it: '
      + 'waivers: [Waiver.addCapabilities([\'SYS_PTRACE\'], { container: \'app\', reason: \'…\' })]', Waiver.addCapabilities(['SYS_PTRACE'], REASON)],
    ['dropping less than all', { securityContext: { capabilities: { drop: [kplus.Capability.NET_RAW] } } },
      `securityContext.capabilities.drop must contain ALL, found ["NET_RAW"]. Leave it out, or waive it: ${narrowedTo('defaultCapabilities')}`,
      Waiver.defaultCapabilities(REASON)],
    ['no seccomp profile', { securityContext: { seccompProfile: { type: kplus.SeccompProfileType.UNCONFINED } } },
      'securityContext.seccompProfile must be of type RuntimeDefault or Localhost, found {"type":"Unconfined"}. Leave it out, or waive it: '
      + narrowedTo('seccompUnconfined'), Waiver.seccompUnconfined(REASON)],
    ['a port of the node', { ports: [{ number: 80, hostPort: 80 }] },
      `ports[0].hostPort must be absent, found 80. Leave it out, or waive it: ${narrowedTo('hostPort')}`, Waiver.hostPort(REASON)],
    ['the tag latest', { image: 'nginx:latest' },
      'image must name a tag other than latest, or a digest, found "nginx:latest". '
      + `Write an exact tag or a digest, such as 'ghcr.io/acme/web:1.4.2', or waive it: ${narrowedTo('movingImageTag')}`, Waiver.movingImageTag(REASON)],
    ['no tag', { image: 'nginx' },
      'image must name a tag other than latest, or a digest, found "nginx". '
      + `Write an exact tag or a digest, such as 'ghcr.io/acme/web:1.4.2', or waive it: ${narrowedTo('movingImageTag')}`, Waiver.movingImageTag(REASON)],
  ];

  test.each(cases)('in the constructor: %s', (_, container, message) => {
    expect(errorOf(() => newDeployment({ containers: [{ name: 'app', image: IMAGE, ...container }] }))).toBe(`shop/Web: container 'app': ${message}`);
  });

  test.each(cases)('in addContainer: %s', (_, container, message) => {
    const deployment = newDeployment({ containers: [] });
    expect(errorOf(() => deployment.addContainer({ name: 'app', image: IMAGE, ...container }))).toBe(`shop/Web: container 'app': ${message}`);
    expect(deployment.containers).toEqual([]);
  });

  test.each(cases)('in addInitContainer: %s', (_, container, message) => {
    const deployment = newDeployment({ containers: [] });
    expect(errorOf(() => deployment.addInitContainer({ name: 'app', image: IMAGE, ...container }))).toBe(`shop/Web: container 'app': ${message}`);
  });

  test.each(cases)('in attachContainer: %s', (_, container, message) => {
    const deployment = newDeployment({ containers: [] });
    expect(errorOf(() => deployment.attachContainer(new kplus.Container({ name: 'app', image: IMAGE, ...container }))))
      .toBe(`shop/Web: container 'app': ${message}`);
  });

  test.each(cases)('that the waiver lifts: %s', (_, container, _message, waiver) => {
    const deployment = newDeployment({ containers: [{ name: 'app', image: IMAGE, ...container }], waivers: [waiver] });
    expect(errorOf(() => specOf(deployment))).toBe('no error');
  });

  test('and the waiver of another container does not lift it', () => {
    const waivers = [Waiver.privileged({ ...REASON, container: 'other' })];
    expect(errorOf(() => newDeployment({ containers: [{ name: 'app', image: IMAGE, securityContext: { privileged: true } }], waivers })))
      .toBe(`shop/Web: container 'app': securityContext.privileged must be false, found true. Leave it out, or waive it: ${narrowedTo('privileged')}`);
  });
});

test('a waiver for one capability does not lift another', () => {
  const capabilities = { add: [kplus.Capability.SYS_PTRACE, kplus.Capability.NET_ADMIN] };
  const waivers = [Waiver.addCapabilities(['SYS_PTRACE'], REASON)];
  expect(errorOf(() => newDeployment({ containers: [{ name: 'app', image: IMAGE, securityContext: { capabilities } }], waivers }))).toBe(
    'shop/Web: container \'app\': securityContext.capabilities.add[1] must be NET_BIND_SERVICE, found "NET_ADMIN". Leave it out, or waive it: '
    + 'waivers: [Waiver.addCapabilities([\'NET_ADMIN\'], { container: \'app\', reason: \'…\' })]',
  );
});

describe('a prop that weakens the pod is an error which shows the waiver', () => {
  const cases: Array<[string, HardenedDeploymentProps, string, Waiver]> = [
    ['no ensureNonRoot', { securityContext: { ensureNonRoot: false } },
      `securityContext.runAsNonRoot must be true, found false. Leave it out, or waive it: ${forThePod('runAsRoot')}`, Waiver.runAsRoot(REASON)],
    ['user 0', { user: 0 }, `securityContext.runAsUser must be an id above 0, found 0. Leave it out, or waive it: ${forThePod('runAsRoot')}`, Waiver.runAsRoot(REASON)],
    ['user 0 of the security context', { securityContext: { user: 0 } },
      `securityContext.runAsUser must be an id above 0, found 0. Leave it out, or waive it: ${forThePod('runAsRoot')}`, Waiver.runAsRoot(REASON)],
    ['group 0', { group: 0 }, `securityContext.runAsGroup must be an id above 0, found 0. Leave it out, or waive it: ${forThePod('rootGroup')}`, Waiver.rootGroup(REASON)],
    ['fsGroup 0', { securityContext: { fsGroup: 0 } },
      `securityContext.fsGroup must be an id above 0, found 0. Leave it out, or waive it: ${forThePod('rootGroup')}`, Waiver.rootGroup(REASON)],
    ['supplemental group 0', { supplementalGroups: [5, 0] },
      `securityContext.supplementalGroups must be ids above 0, found [5,0]. Leave it out, or waive it: ${forThePod('rootGroup')}`, Waiver.rootGroup(REASON)],
    ['an SELinux role', { seLinux: { role: 'sysadm_r' } },
      'securityContext.seLinuxOptions must stay in a container type, without user and role, found {"role":"sysadm_r"}. Leave it out, or waive it: '
      + forThePod('seLinuxOptions'), Waiver.seLinuxOptions(REASON)],
    ['a foreign SELinux type', { seLinux: { type: 'spc_t' } },
      'securityContext.seLinuxOptions must stay in a container type, without user and role, found {"type":"spc_t"}. Leave it out, or waive it: '
      + forThePod('seLinuxOptions'), Waiver.seLinuxOptions(REASON)],
    ['the network of the node', { hostNetwork: true }, `hostNetwork must be false, found true. Leave it out, or waive it: ${forThePod('hostNetwork')}`, Waiver.hostNetwork(REASON)],
    ['a mounted token', { automountServiceAccountToken: true },
      `automountServiceAccountToken must be false, found true. Leave it out, or waive it: ${forThePod('apiToken')}`, Waiver.apiToken(REASON)],
  ];

  test.each(cases)('%s', (_, props, message) => {
    expect(errorOf(() => newDeployment(props))).toBe(`shop/Web: ${message}`);
  });

  test.each(cases)('that the waiver lifts: %s', (_, props, _message, waiver) => {
    expect(errorOf(() => specOf(newDeployment({ ...props, waivers: [waiver] })))).toBe('no error');
  });

  test('the default ServiceAccount', () => {
    const chart = newChart();
    const serviceAccount = kplus.ServiceAccount.fromServiceAccountName(chart, 'Account', 'default');
    expect(errorOf(() => new HardenedDeployment(chart, 'Web', { containers: [{ image: IMAGE }], serviceAccount })))
      .toBe(`shop/Web: serviceAccountName must name an account of its own, found "default". Leave it out, or waive it: ${forThePod('defaultServiceAccount')}`);
  });

  test.each<[string, (deployment: HardenedDeployment, volume: kplus.Volume) => unknown]>([
    ['addVolume', (deployment, volume) => deployment.addVolume(volume)],
    ['the mounts of a container', (deployment, volume) => deployment.addContainer({ name: 'late', image: IMAGE, volumeMounts: [{ path: '/a', volume }] })],
  ])('a folder of the node, in %s', (_, add) => {
    const deployment = newDeployment();
    const volume = kplus.Volume.fromHostPath(deployment, 'Volume', 'etc', { path: '/etc' });
    expect(errorOf(() => add(deployment, volume)))
      .toBe(`shop/Web: volumes[0].hostPath must be absent, found {"path":"/etc","type":""}. Leave it out, or waive it: ${forThePod('hostPath')}`);
  });

  test('a waiver narrowed to a container does not lift what is the pod\'s', () => {
    const waivers = [Waiver.runAsRoot({ ...REASON, container: 'app' })];
    expect(errorOf(() => newDeployment({ user: 0, waivers })))
      .toBe(`shop/Web: securityContext.runAsUser must be an id above 0, found 0. Leave it out, or waive it: ${forThePod('runAsRoot')}`);
  });
});

describe('malformed input is an error which says what is allowed', () => {
  test.each<[string, HardenedDeploymentProps, string]>([
    ['a missing image', { containers: [{ name: 'app' } as kplus.ContainerProps] },
      'container \'app\': image must be an image reference, found nothing. Write an exact tag or a digest, such as \'ghcr.io/acme/web:1.4.2\'.'],
    ['a blank image', { containers: [{ name: 'app', image: ' ' }] },
      'container \'app\': image must be an image reference, found " ". Write an exact tag or a digest, such as \'ghcr.io/acme/web:1.4.2\'.'],
    ['an image that is none, though a moving tag is waived', { containers: [{ name: 'app', image: 'Not An Image' }], waivers: [Waiver.movingImageTag(REASON)] },
      'container \'app\': image must be an image reference, found "Not An Image". Write an exact tag or a digest, such as \'ghcr.io/acme/web:1.4.2\'.'],
    ['a memory limit below its request', { containers: [{ name: 'app', image: IMAGE, resources: { memory: { request: Size.mebibytes(256), limit: Size.mebibytes(128) } } }] },
      'container \'app\': resources.limits.memory must not be below the request 256Mi, found 128Mi. Give a limit of at least 256Mi, or a lower request.'],
    ['a CPU limit below its request', { containers: [{ name: 'app', image: IMAGE, resources: { cpu: { request: kplus.Cpu.units(1), limit: kplus.Cpu.millis(500) } } }] },
      'container \'app\': resources.limits.cpu must not be below the request 1, found 500m. Give a limit of at least 1, or a lower request.'],
    ['an ephemeral storage limit below its request',
      { containers: [{ name: 'app', image: IMAGE, resources: { ephemeralStorage: { request: Size.gibibytes(1), limit: Size.mebibytes(500) } } }] },
      'container \'app\': resources.limits.ephemeral-storage must not be below the request 1Gi, found 500Mi. Give a limit of at least 1Gi, or a lower request.'],
    ['default resources whose limit is below their request', { defaultResources: { memory: { request: Size.mebibytes(256), limit: Size.mebibytes(128) } } },
      'defaultResources.limits.memory must not be below the request 256Mi, found 128Mi. Give a limit of at least 256Mi, or a lower request.'],
    ['two containers of one name', { containers: [{ image: IMAGE }, { image: IMAGE }] },
      'container \'main\': name must be unique in the pod, and another container has it. Give each container a name.'],
    ['an init container with the name of a container', { initContainers: [{ name: 'app', image: IMAGE }] },
      'container \'app\': name must be unique in the pod, and another container has it. Give each container a name.'],
    ['a user above the highest id', { user: 2 ** 31 },
      `securityContext.runAsUser must be an id above 0, found 2147483648. Leave it out, or waive it: ${forThePod('runAsRoot')}`],
    ['a blank writable path', { writablePaths: [' '] }, 'writablePaths: " " must be an absolute path below /, without \'..\' and \':\', such as \'/var/cache/web\'.'],
    ['a relative writable path', { writablePaths: ['cache'] }, 'writablePaths: "cache" must be an absolute path below /, without \'..\' and \':\', such as \'/var/cache/web\'.'],
    ['the root as a writable path', { writablePaths: ['//'] }, 'writablePaths: "//" must be an absolute path below /, without \'..\' and \':\', such as \'/var/cache/web\'.'],
    ['a writable path that climbs', { writablePaths: ['/var/../etc'] },
      'writablePaths: "/var/../etc" must be an absolute path below /, without \'..\' and \':\', such as \'/var/cache/web\'.'],
    ['two users', { user: 999, securityContext: { user: 1000 } }, 'user is 999 and securityContext.user is 1000. Give one of the two.'],
    ['a user that is no id', { user: 1.5 }, `securityContext.runAsUser must be an id above 0, found 1.5. Leave it out, or waive it: ${forThePod('runAsRoot')}`],
    ['sensitive without a sandbox', { sensitive: true },
      'sensitive: true needs a runtimeClass, found none. Give a sandbox that the cluster has, such as runtimeClass: RuntimeClass.gVisor().'],
    ['sensitive without memory limits', { sensitive: true, runtimeClass: RuntimeClass.gVisor(), waivers: [Waiver.unlimitedMemory(REASON)] },
      'sensitive: true asks for memory limits, and Waiver.unlimitedMemory takes them away. Keep one of the two.'],
    ['sensitive with a request that is not its limit',
      { sensitive: true, runtimeClass: RuntimeClass.gVisor(), containers: [{ name: 'app', image: IMAGE, resources: { cpu: { request: kplus.Cpu.units(1), limit: kplus.Cpu.units(2) } } }] },
      'container \'app\': resources.requests.cpu must equal the limit 2 in a sensitive workload, found 1. Give both the same amount.'],
    ['a user namespace with the network of the node', { userNamespace: true, waivers: [Waiver.hostNetwork(REASON)] },
      'userNamespace: true excludes the namespaces of the host, and Waiver.hostNetwork asks for one. Keep one of the two.'],
  ])('%s', (_, props, message) => {
    expect(errorOf(() => newDeployment(props))).toBe(`shop/Web: ${message}`);
  });
});

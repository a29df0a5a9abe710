import { HardenedDeployment } from '../../src/constructs/hardened-deployment';
import { KubernetesVersion } from '../../src/kubernetes/kubernetes-version';
import { Target } from '../../src/scope/target';
import { Waivers } from '../../src/scope/waivers';
import { Waiver } from '../../src/waivers/waiver';
import { IMAGE, newChart, newDeployment, REASON, templateOf } from './rendered';

/** Every field of a pod template as `path: value`, so that two of them can be told apart field by field. */
function leaves(value: any, path = ''): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return { [path]: value };
  return Object.assign({}, ...Object.entries(value).map(([field, part]) => leaves(part, path === '' ? field : `${path}.${field}`)));
}

/** What a waiver changes in a pod of two containers, `app` and `side`, and the init container `init`. */
function changesOf(waiver: Waiver, target: Target = {}): Record<string, unknown> {
  const render = (waivers: Waiver[]) => leaves(templateOf(newDeployment({
    containers: [{ name: 'app', image: IMAGE }, { name: 'side', image: IMAGE }],
    initContainers: [{ name: 'init', image: IMAGE }],
    waivers,
  }, target)));
  const [usual, waived] = [render([]), render([waiver])];
  const changed = [...new Set([...Object.keys(usual), ...Object.keys(waived)])].filter(field => usual[field] !== waived[field]);
  return Object.fromEntries(changed.map(field => [field, field in waived ? waived[field] : 'absent']));
}

const narrowed = { ...REASON, container: 'app' };
const app = 'spec.containers.0.securityContext';

describe('a waiver for one container changes exactly its own fields', () => {
  test.each<[string, Waiver, Record<string, unknown>]>([
    ['privileged', Waiver.privileged(narrowed), { [`${app}.privileged`]: true, [`${app}.allowPrivilegeEscalation`]: 'absent' }],
    ['allowPrivilegeEscalation', Waiver.allowPrivilegeEscalation(narrowed), { [`${app}.allowPrivilegeEscalation`]: true }],
    ['readOnlyRootFilesystem', Waiver.readOnlyRootFilesystem(narrowed), { [`${app}.readOnlyRootFilesystem`]: false }],
    ['runAsRoot', Waiver.runAsRoot(narrowed), { [`${app}.runAsNonRoot`]: false, [`${app}.runAsUser`]: 0, [`${app}.runAsGroup`]: 0 }],
    ['rootGroup', Waiver.rootGroup(narrowed), { [`${app}.runAsGroup`]: 0 }],
    ['addCapabilities', Waiver.addCapabilities(['SYS_PTRACE', 'SYSLOG'], narrowed), { [`${app}.capabilities.add.0`]: 'SYS_PTRACE', [`${app}.capabilities.add.1`]: 'SYSLOG' }],
    ['defaultCapabilities', Waiver.defaultCapabilities(narrowed), { [`${app}.capabilities.drop.0`]: 'absent' }],
    ['seccompUnconfined', Waiver.seccompUnconfined(narrowed), { [`${app}.seccompProfile.type`]: 'Unconfined' }],
    ['appArmorUnconfined', Waiver.appArmorUnconfined(narrowed), { 'metadata.annotations.container.apparmor.security.beta.kubernetes.io/app': 'unconfined' }],
    ['unlimitedMemory', Waiver.unlimitedMemory(narrowed), { 'spec.containers.0.resources.limits.memory': 'absent' }],
    ['seLinuxOptions', Waiver.seLinuxOptions(narrowed), {}],
    ['procMount', Waiver.procMount(narrowed), {}],
    ['hostPort', Waiver.hostPort(narrowed), {}],
    ['movingImageTag', Waiver.movingImageTag(narrowed), {}],
  ])('%s', (_, waiver, changes) => {
    expect(changesOf(waiver)).toEqual(changes);
  });
});

describe('a waiver for the whole pod changes exactly its own fields', () => {
  const containers = ['spec.containers.0', 'spec.containers.1', 'spec.initContainers.0'];
  const each = (field: string, value: unknown) => Object.fromEntries(containers.map(container => [`${container}.${field}`, value]));

  test.each<[string, Waiver, Record<string, unknown>]>([
    ['privileged', Waiver.privileged(REASON), { ...each('securityContext.privileged', true), ...each('securityContext.allowPrivilegeEscalation', 'absent') }],
    ['allowPrivilegeEscalation', Waiver.allowPrivilegeEscalation(REASON), each('securityContext.allowPrivilegeEscalation', true)],
    ['readOnlyRootFilesystem', Waiver.readOnlyRootFilesystem(REASON), each('securityContext.readOnlyRootFilesystem', false)],
    ['runAsRoot', Waiver.runAsRoot(REASON), {
      'spec.securityContext.runAsNonRoot': false,
      'spec.securityContext.runAsUser': 0,
      'spec.securityContext.runAsGroup': 0,
      ...each('securityContext.runAsNonRoot', 'absent'),
    }],
    ['rootGroup', Waiver.rootGroup(REASON), { 'spec.securityContext.runAsGroup': 0 }],
    ['addCapabilities', Waiver.addCapabilities(['SYS_PTRACE'], REASON), each('securityContext.capabilities.add.0', 'SYS_PTRACE')],
    ['defaultCapabilities', Waiver.defaultCapabilities(REASON), each('securityContext.capabilities.drop.0', 'absent')],
    ['seccompUnconfined', Waiver.seccompUnconfined(REASON), { 'spec.securityContext.seccompProfile.type': 'Unconfined' }],
    ['appArmorUnconfined', Waiver.appArmorUnconfined(REASON), Object.fromEntries(['app', 'side', 'init']
      .map(name => [`metadata.annotations.container.apparmor.security.beta.kubernetes.io/${name}`, 'unconfined']))],
    ['hostNetwork', Waiver.hostNetwork(REASON), { 'spec.hostNetwork': true }],
    ['hostPid', Waiver.hostPid(REASON), { 'spec.hostPID': true }],
    ['hostIpc', Waiver.hostIpc(REASON), { 'spec.hostIPC': true }],
    ['shareProcessNamespace', Waiver.shareProcessNamespace(REASON), { 'spec.shareProcessNamespace': true }],
    ['defaultServiceAccount', Waiver.defaultServiceAccount(REASON), { 'spec.serviceAccountName': 'default' }],
    ['unlimitedMemory', Waiver.unlimitedMemory(REASON), each('resources.limits.memory', 'absent')],
    ['seLinuxOptions', Waiver.seLinuxOptions(REASON), {}],
    ['procMount', Waiver.procMount(REASON), {}],
    ['sysctls', Waiver.sysctls(REASON), {}],
    ['hostPath', Waiver.hostPath(REASON), {}],
    ['hostPort', Waiver.hostPort(REASON), {}],
    ['movingImageTag', Waiver.movingImageTag(REASON), {}],
    ['sharedServiceAccount', Waiver.sharedServiceAccount(REASON), {}],
    ['noDefaultDeny', Waiver.noDefaultDeny(REASON), {}],
    ['rule', Waiver.rule('read-only-root-fs', REASON), {}],
  ])('%s', (_, waiver, changes) => {
    expect(changesOf(waiver)).toEqual(changes);
  });

  test('AppArmor is unconfined by field from 1.30 on', () => {
    const target = { kubernetesVersion: KubernetesVersion.V1_30 };
    expect(changesOf(Waiver.appArmorUnconfined(REASON), target)).toEqual({ 'spec.securityContext.appArmorProfile.type': 'Unconfined' });
    expect(changesOf(Waiver.appArmorUnconfined(narrowed), target)).toEqual({ [`${app}.appArmorProfile.type`]: 'Unconfined' });
  });

  test('seccomp is unconfined by annotation on 1.18', () => {
    const target = { kubernetesVersion: KubernetesVersion.V1_18 };
    expect(changesOf(Waiver.seccompUnconfined(REASON), target)).toEqual({ 'metadata.annotations.seccomp.security.alpha.kubernetes.io/pod': 'unconfined' });
    expect(changesOf(Waiver.seccompUnconfined(narrowed), target))
      .toEqual({ 'metadata.annotations.container.seccomp.security.alpha.kubernetes.io/app': 'unconfined' });
  });
});

test('no ServiceAccount is made where the default one is used', () => {
  const deployment = newDeployment({ waivers: [Waiver.defaultServiceAccount(REASON)] });
  expect(deployment.node.tryFindChild('ServiceAccount')).toBeUndefined();
});

test('a waiver keeps what the author asked for', () => {
  const deployment = newDeployment({
    containers: [{ name: 'app', image: IMAGE, securityContext: { readOnlyRootFilesystem: true, user: 1000 } }],
    waivers: [Waiver.readOnlyRootFilesystem(REASON), Waiver.runAsRoot(narrowed)],
  });
  expect(templateOf(deployment).spec.containers[0].securityContext).toMatchObject({ readOnlyRootFilesystem: true, runAsUser: 1000 });
});

test('the waivers of a construct are waivers of its scope, where rules find them', () => {
  const waiver = Waiver.hostPath(REASON);
  const deployment = new HardenedDeployment(newChart(), 'Web', { containers: [{ image: IMAGE }], waivers: [waiver] });
  expect(Waivers.of(deployment)._own).toEqual([{ waiver, relaxes: true, isSilent: false }]);
});

import { hardenPod } from '../../src/constructs/pod/harden-pod';
import { PodIntent } from '../../src/constructs/pod/pod-intent';
import { Pod } from '../../src/kubernetes/pod';
import { Refusal } from '../../src/synth/refusal';
import { Waiver } from '../../src/waivers/waiver';
import { forThePod, IMAGE, narrowedTo, REASON } from './rendered';

/** Hardens the template of a pod that no L1 of cdk8s-plus has cleaned up. */
function hardened(spec: object, waivers: Waiver[] = []): { spec: any; refusals: Refusal[] } {
  const template = { spec: { containers: [{ name: 'app', image: IMAGE }], ...spec } };
  const intent = new PodIntent('shop/Web', { tmp: false, waivers }, () => 'web');
  const refusals = hardenPod(new Pod(template, ['spec', 'template']), intent, {});
  return { spec: template.spec, refusals };
}

function withContext(securityContext: object): object {
  return { containers: [{ name: 'app', image: IMAGE, securityContext }] };
}

const unconfined = { appArmorProfile: { type: 'Unconfined' } };
const hostProcess = { windowsOptions: { hostProcess: true } };
const UNCONFINED = 'must be of type RuntimeDefault or Localhost, found {"type":"Unconfined"}';

test.each<[string, object, Refusal]>([
  ['AppArmor of the pod', { securityContext: unconfined },
    { path: 'spec.template.spec.securityContext.appArmorProfile', message: UNCONFINED, fix: forThePod('appArmorUnconfined') }],
  ['AppArmor of a container', withContext(unconfined),
    { path: 'securityContext.appArmorProfile', container: 'app', message: UNCONFINED, fix: narrowedTo('appArmorUnconfined') }],
  ['a Windows host process of the pod', { securityContext: hostProcess },
    { path: 'spec.template.spec.securityContext.windowsOptions.hostProcess', message: 'must be false, found true', fix: forThePod('privileged') }],
  ['a Windows host process of a container', withContext(hostProcess),
    { path: 'securityContext.windowsOptions.hostProcess', container: 'app', message: 'must be false, found true', fix: narrowedTo('privileged') }],
  ['a value that names a class of its own', withContext({ seccompProfile: { type: 'Unconfined', constructor: { name: 'Lazy' } } }),
    {
      path: 'securityContext.seccompProfile',
      container: 'app',
      message: 'must be of type RuntimeDefault or Localhost, found {"type":"Unconfined","constructor":{"name":"Lazy"}}',
      fix: narrowedTo('seccompUnconfined'),
    }],
])('refuses %s', (_, spec, refusal) => {
  expect(hardened(spec).refusals).toEqual([refusal]);
});

test('does not write that the namespaces of the host are off', () => {
  const off = { hostNetwork: false, hostPID: false, hostIPC: null, shareProcessNamespace: false };
  expect(hardened(off)).toEqual(hardened({}));
});

test('takes from a privileged container what the API server rejects beside it', () => {
  const { spec, refusals } = hardened(withContext({ privileged: true, allowPrivilegeEscalation: false }), [Waiver.privileged(REASON)]);
  expect(spec.containers[0].securityContext).toEqual({ capabilities: { drop: ['ALL'] }, privileged: true, readOnlyRootFilesystem: true, runAsNonRoot: true });
  expect(refusals).toEqual([]);
});

test('writes the same bytes in whatever order the fields came', () => {
  const one = hardened(withContext({ runAsUser: 5, privileged: false }));
  const other = hardened(withContext({ privileged: false, runAsUser: 5 }));
  expect(JSON.stringify(one)).toBe(JSON.stringify(other));
});

test('says what is in the way where a field cannot be written', () => {
  expect(() => hardened({ securityContext: 'none' })).toThrow(new Error('securityContext must be an object, found "none".'));
});

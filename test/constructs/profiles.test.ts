import { AppArmorProfile } from '../../src/constructs/app-armor-profile';
import { RuntimeClass } from '../../src/constructs/runtime-class';
import { SeccompProfile } from '../../src/constructs/seccomp-profile';

test.each(['', ' ', '/etc/profile.json', '../profile.json', 'a/../../b'])('a seccomp profile must be a path below the kubelet\'s folder: %p', path => {
  expect(() => SeccompProfile.localhost(path))
    .toThrow(new Error(`SeccompProfile.localhost: '${path}' must be a path below the kubelet's seccomp folder, such as 'profiles/web.json'.`));
});

test.each(['', ' ', 'web '])('an AppArmor profile must have a name: %p', name => {
  expect(() => AppArmorProfile.localhost(name))
    .toThrow(new Error(`AppArmorProfile.localhost: '${name}' must be the name of a profile that is loaded on the nodes, such as 'k8s-web'.`));
});

test.each(['', 'Kata', 'kata_qemu', '-kata', 'a'.repeat(254)])('a runtime class must have the name of an object: %p', name => {
  expect(() => RuntimeClass.named(name))
    .toThrow(new Error(`RuntimeClass.named: '${name}' is not the name of a RuntimeClass. Write it in lower case with dashes, as 'kata-qemu'.`));
});

test('the well-known runtime classes have their usual names', () => {
  expect([RuntimeClass.gVisor(), RuntimeClass.kata(), RuntimeClass.confidential(), RuntimeClass.named('runsc')].map(({ name }) => name))
    .toEqual(['gvisor', 'kata', 'kata-cc', 'runsc']);
});

test('the profiles of the runtime and of the node are told apart', () => {
  expect([SeccompProfile.runtimeDefault(), AppArmorProfile.runtimeDefault()].map(profile => profile._toField()))
    .toEqual([{ type: 'RuntimeDefault' }, { type: 'RuntimeDefault' }]);
  expect([SeccompProfile.localhost('web.json'), AppArmorProfile.localhost('k8s-web')].map(profile => profile._toField()))
    .toEqual([{ type: 'Localhost', localhostProfile: 'web.json' }, { type: 'Localhost', localhostProfile: 'k8s-web' }]);
});

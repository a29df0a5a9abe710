import { Manifest } from '../../src/kubernetes/manifest';
import { PodSecurityLevel } from '../../src/kubernetes/pod-security-level';
import { placeOfPod } from '../../src/requirements/place';
import { predicateOf } from '../../src/requirements/predicate';
import { PodSecurityFaults, PodSecurityProbe } from '../../src/rules/pod-security-probe';
import { podSecurityProfile } from '../../src/rules/profiles';
import { Change } from '../../src/rules/rule';
import { generatedWorkload, seedsFrom } from '../conformance/generated-manifests';
import { changed } from './changed';
import { minimalPod } from './minimal-pod';

const { BASELINE, PRIVILEGED, RESTRICTED } = PodSecurityLevel;

function faultsOf(json: object, probe = new PodSecurityProbe()): PodSecurityFaults {
  return probe.faultsOf(new Manifest(json as never).pods[0]);
}

function failing(json: object, level: PodSecurityLevel, minor: number): string[] {
  return faultsOf(json).failing(level, minor).map(({ id }) => id);
}

/** Of each minor, from the oldest to the newest that is known. */
const byMinor = (json: object, level: PodSecurityLevel) => Object.fromEntries(Array.from({ length: 38 }, (_, minor) => minor)
  .flatMap(minor => failing(json, level, minor).map(id => [minor, id] as const)));
const minorsUpTo = (first: number, last: number, id: string) => Object.fromEntries(
  Array.from({ length: last - first + 1 }, (_, i) => [first + i, id]),
);

test('a hardened pod fails nothing in any version', () => {
  expect([byMinor(minimalPod, BASELINE), byMinor(minimalPod, RESTRICTED)]).toEqual([{}, {}]);
});

test('no pod fails the level privileged', () => {
  expect(failing(changed(minimalPod, { 'spec.hostPID': true }), PRIVILEGED, 37)).toEqual([]);
});

test('the checks are told in the order of the standards, those of the baseline first', () => {
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec: { hostPID: true, containers: [{ name: 'app', securityContext: { privileged: true } }] } };
  expect(failing(pod, BASELINE, 31)).toEqual(['hostNamespaces', 'privileged']);
  expect(failing(pod, RESTRICTED, 31))
    .toEqual(['hostNamespaces', 'privileged', 'allowPrivilegeEscalation', 'capabilities_restricted', 'runAsNonRoot', 'seccompProfile_restricted']);
});

describe('one look at the pod answers for every version', () => {
  test.each<[string, Change, PodSecurityLevel, object]>([
    ['a sysctl that was allowed late', { 'spec.securityContext.sysctls': [{ name: 'net.ipv4.tcp_rmem', value: '1' }] }, BASELINE, minorsUpTo(0, 31, 'sysctls')],
    [
      'a host in a probe, forbidden late', { 'spec.containers[app].livenessProbe': { httpGet: { host: '10.0.0.1', port: 80 } } }, BASELINE,
      minorsUpTo(34, 37, 'hostProbesAndHostLifecycle'),
    ],
    [
      'root in a user namespace', { 'spec.hostUsers': false, 'spec.securityContext.runAsUser': 0 }, RESTRICTED,
      minorsUpTo(23, 34, 'runAsUser'),
    ],
    [
      'a pod for Windows', { 'spec.os': { name: 'windows' }, 'spec.containers[app].securityContext.allowPrivilegeEscalation': undefined }, RESTRICTED,
      minorsUpTo(8, 24, 'allowPrivilegeEscalation'),
    ],
    [
      'a capability that only the baseline allows', { 'spec.containers[app].securityContext.capabilities.add': ['CHOWN'] }, RESTRICTED,
      minorsUpTo(22, 37, 'capabilities_restricted'),
    ],
  ])('%s', (_, change, level, expected) => {
    expect(byMinor(changed(minimalPod, change), level)).toEqual(expected);
  });

  test('a minor that is newer than the newest known is judged as that', () => {
    const pod = changed(minimalPod, { 'spec.hostPID': true });
    expect(failing(pod, RESTRICTED, 43)).toEqual(failing(pod, RESTRICTED, 37));
  });
});

test('the platform plays no part: the standards know none', () => {
  expect(failing(changed(minimalPod, { 'spec.securityContext.runAsUser': undefined, 'spec.securityContext.runAsGroup': undefined }), RESTRICTED, 37)).toEqual([]);
});

test('pods with equal faults share them, and their answers, within one probe', () => {
  const probe = new PodSecurityProbe();
  const one = faultsOf(changed(minimalPod, { 'metadata.name': 'one', 'spec.hostPID': true }), probe);
  const other = faultsOf(changed(minimalPod, { 'metadata.name': 'other', 'spec.hostIPC': true }), probe);
  const clean = faultsOf(minimalPod, probe);
  expect([one === other, one === clean]).toEqual([true, false]);
  expect(one.failing(RESTRICTED, 31)).toBe(one.failing(RESTRICTED, 31));
});

test('generated pods fail exactly what the profiles find, in every version', () => {
  const levels = [BASELINE, RESTRICTED] as const;
  const minors = [0, 8, 18, 19, 22, 23, 25, 27, 29, 31, 32, 34, 35, 37];
  const predicates = levels.flatMap(level => minors.map(minor => {
    const parts = podSecurityProfile(level).rulesFor(minor)
      .flatMap(rule => (rule.scope === 'pod' ? [predicateOf(rule.requires, { minor, platformAssignsUserIds: false })] : []));
    return { level, minor, parts };
  }));
  const probe = new PodSecurityProbe();
  const wrong = seedsFrom(1, 400).flatMap(seed => {
    const [pod] = new Manifest(generatedWorkload(seed)).pods;
    const place = placeOfPod(pod);
    const faults = probe.faultsOf(pod);
    return predicates
      .filter(({ level, minor, parts }) => (faults.failing(level, minor).length === 0) !== parts.every(holds => holds(place.value, place)))
      .map(({ level, minor }) => `seed ${seed}: ${level} at v1.${minor}`);
  });
  expect(wrong).toEqual([]);
});

import { KubernetesVersion } from '../../src/kubernetes/kubernetes-version';

test.each([
  ['1.31', '1.31'], ['v1.31', '1.31'], ['1.31.4', '1.31'], ['1.18', '1.18'], ['1.37', '1.37'], ['1.38', '1.38'],
])('%s is version %s', (text, expected) => {
  expect(KubernetesVersion.of(text).toString()).toBe(expected);
});

test.each(['', '1', '2.0', '1.17', '1.99', '1.310', 'latest', '1.3x', ' 1.31', '1.31-rc.1'])('%p is refused, with what is allowed', text => {
  expect(() => KubernetesVersion.of(text)).toThrow(new Error(
    `'${text}' is not a Kubernetes version that cdk8s-hardened knows. `
    + 'Give a minor from 1.18 to 1.37 as \'1.31\', or use a constant such as KubernetesVersion.V1_31.',
  ));
});

test('every constant is the minor that its name says', () => {
  const constants = Object.entries(KubernetesVersion).filter(([name]) => name.startsWith('V1_'));
  expect(constants.map(([name, version]) => [name, (version as KubernetesVersion).minor])).toEqual(
    Array.from({ length: 20 }, (_, i) => [`V1_${18 + i}`, 18 + i]),
  );
});

test('Pod Security labels write a version with a v', () => {
  expect(KubernetesVersion.V1_31.label).toBe('v1.31');
});

test('a minor above the newest known behaves as the newest', () => {
  const { minor, knownMinor } = KubernetesVersion.of('1.39');
  expect({ minor, knownMinor }).toEqual({ minor: 39, knownMinor: 37 });
});

test('versions are in order', () => {
  expect(KubernetesVersion.V1_30.isAtLeast(KubernetesVersion.V1_31)).toBe(false);
  expect(KubernetesVersion.V1_31.isAtLeast(KubernetesVersion.V1_31)).toBe(true);
  expect(KubernetesVersion.V1_32.isAtLeast(KubernetesVersion.V1_31)).toBe(true);
});

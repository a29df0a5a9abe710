import { ApiObject, App, Chart, JsonPatch, Testing } from 'cdk8s';
import { HardenedNamespace } from '../../src/constructs/hardened-namespace';
import { HardenedNamespaceProps } from '../../src/constructs/hardened-namespace-props';
import { KubernetesVersion } from '../../src/kubernetes/kubernetes-version';
import { PodSecurityLevel } from '../../src/kubernetes/pod-security-level';
import { declareTarget } from '../../src/scope/target';
import { Waivers } from '../../src/scope/waivers';
import { Waiver } from '../../src/waivers/waiver';
import { newChart, REASON, written } from './rendered';

const PREFIX = 'pod-security.kubernetes.io';

function labels(version: string, enforce = 'restricted'): object {
  return {
    [`${PREFIX}/enforce`]: enforce,
    [`${PREFIX}/enforce-version`]: version,
    [`${PREFIX}/warn`]: 'restricted',
    [`${PREFIX}/warn-version`]: version,
    [`${PREFIX}/audit`]: 'restricted',
    [`${PREFIX}/audit-version`]: version,
  };
}

function namespaceOf(props: HardenedNamespaceProps = {}, chart: Chart = newChart()): any {
  new HardenedNamespace(chart, 'Namespace', props);
  return written(chart, 'Namespace');
}

test('synthesises the secure default: the namespace of the chart, in no namespace itself, restricted at latest', () => {
  expect(namespaceOf()).toEqual({ apiVersion: 'v1', kind: 'Namespace', metadata: { labels: labels('latest'), name: 'shop' }, spec: {} });
});

test('is restricted at the version of the target, though it is declared later', () => {
  const chart = newChart();
  new HardenedNamespace(chart, 'Namespace');
  declareTarget(chart, { kubernetesVersion: KubernetesVersion.V1_31 });
  expect(written(chart, 'Namespace').metadata.labels).toEqual(labels('v1.31'));
});

test('has the name that it is given', () => {
  expect(namespaceOf({ name: 'data' }).metadata.name).toBe('data');
  expect(namespaceOf({ metadata: { name: 'data' } }).metadata.name).toBe('data');
});

test('has the name that cdk8s makes, in a chart without a namespace', () => {
  expect(namespaceOf({}, new Chart(new App(), 'shop')).metadata.name).toBe('shop-namespace-c87d68b9');
});

test('refuses two names', () => {
  expect(() => namespaceOf({ name: 'a', metadata: { name: 'b' } })).toThrow(new Error('shop/Namespace: name is \'a\' and metadata.name is \'b\'. Give one of the two.'));
});

test('keeps labels and annotations of its own', () => {
  expect(namespaceOf({ metadata: { labels: { team: 'a' }, annotations: { 'example.com/a': 'b' } } }).metadata)
    .toEqual({ annotations: { 'example.com/a': 'b' }, labels: { team: 'a', ...labels('latest') }, name: 'shop' });
});

test.each([PodSecurityLevel.BASELINE, PodSecurityLevel.PRIVILEGED])('a waiver lowers what is enforced to %s, and nothing else', level => {
  const waiver = Waiver.podSecurityLevel(level, REASON);
  const chart = newChart();
  expect(namespaceOf({ waivers: [waiver] }, chart).metadata.labels).toEqual(labels('latest', level));
  expect(Waivers.of(chart.node.findChild('Namespace'))._own).toEqual([{ waiver, relaxes: true, isSilent: true }]);
});

test('refuses two levels', () => {
  const waivers = [Waiver.podSecurityLevel(PodSecurityLevel.BASELINE, REASON), Waiver.podSecurityLevel(PodSecurityLevel.PRIVILEGED, REASON)];
  expect(() => namespaceOf({ waivers })).toThrow(new Error('shop/Namespace: Waiver.podSecurityLevel names the levels baseline and privileged. Give one.'));
});

describe('a label that is weakened by hand is refused', () => {
  const leaveVersion = 'Leave the label out, and give the version once: new HardeningAspect({ kubernetesVersion: KubernetesVersion.V1_31 }).';

  test.each<[string, string, string, string]>([
    ['enforce', 'baseline', 'restricted', 'waivers: [Waiver.podSecurityLevel(PodSecurityLevel.BASELINE, { reason: \'…\' })]'],
    ['enforce', 'privileged', 'restricted', 'waivers: [Waiver.podSecurityLevel(PodSecurityLevel.PRIVILEGED, { reason: \'…\' })]'],
    ['enforce', 'Restricted', 'restricted', 'Leave the label out: enforce is restricted.'],
    ['warn', 'privileged', 'restricted', 'Leave the label out: warn stays restricted whatever is enforced.'],
    ['audit', 'baseline', 'restricted', 'Leave the label out: audit stays restricted whatever is enforced.'],
    ['enforce-version', 'v1.30', 'v1.31', leaveVersion],
    ['warn-version', '1.31', 'v1.31', leaveVersion],
  ])('%s: %s', (label, value, wanted, fix) => {
    const chart = newChart({ kubernetesVersion: KubernetesVersion.V1_31 });
    const namespace = new HardenedNamespace(chart, 'Namespace');
    ApiObject.of(namespace).addJsonPatch(JsonPatch.add('/metadata/labels', { [`${PREFIX}/${label}`]: value }));
    expect(() => Testing.synth(chart)).toThrow(new Error([
      'shop/Namespace/Resource  Namespace shop',
      `  metadata.labels['${PREFIX}/${label}'] must be ${wanted}, found "${value}"`,
      `    fix  ${fix}`,
      '1 violation. Nothing was written.',
    ].join('\n')));
  });

  test.each([['enforce-version', 'latest'], ['enforce-version', 'v1.32']])('but a stricter one is kept: %s %s', (label, value) => {
    const chart = newChart({ kubernetesVersion: KubernetesVersion.V1_31 });
    expect(namespaceOf({ metadata: { labels: { [`${PREFIX}/${label}`]: value } } }, chart).metadata.labels)
      .toEqual({ ...labels('v1.31'), [`${PREFIX}/${label}`]: value });
  });
});

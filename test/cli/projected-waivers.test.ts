import { ApiObject, App, YamlOutputType } from 'cdk8s';
import { Aspects, HardeningAspect, KubernetesVersion, Waiver, Waivers } from '../../src';
import { cleanApp, hardenedPodSpec, pod } from '../aspects/clean-app';
import { refused, run, workInEmptyFolder, write } from './command-line';

workInEmptyFolder();

const WAIVERS = [
  'waivers:',
  '  - waive: readOnlyRootFilesystem',
  '    container: app',
  '    reason: patches itself at start',
  '    expires: 2090-03-31',
  '',
].join('\n');

const manifest = (name: string) => JSON.stringify({
  apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'shop' }, spec: hardenedPodSpec(name, { readOnlyRootFilesystem: false }),
});

/** What trivy is told, without the comments that are the same in every file. */
function entries(text: string): string[] {
  return text.split('\n').filter(line => !line.startsWith('#') && line !== '');
}

/** The report of an app that was synthesised into `dist/`, a resource a file. */
function synthesise(): void {
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const { app, chart } = cleanApp({ props: { outdir: 'dist', yamlOutputType: YamlOutputType.FILE_PER_RESOURCE } });
  const bad: ApiObject = pod(chart, 'Bad', hardenedPodSpec('Bad', { readOnlyRootFilesystem: false }));
  Waivers.of(bad).add(Waiver.readOnlyRootFilesystem({ container: 'app', reason: 'patches itself at start', expires: '2090-03-31' }));
  Aspects.of(app).add(new HardeningAspect({ kubernetesVersion: KubernetesVersion.V1_31, reportFile: 'report.json' }));
  (app as App).synth();
  jest.restoreAllMocks();
}

const POD_ENTRY = [
  'misconfigurations:',
  '  # The waiver is for Pod shop/bad, container "app".',
  '  - id: KSV-0014',
  '    paths:',
  '      - "manifests/bad.json"',
  '    statement: "patches itself at start"',
  '    expired_at: 2090-03-31T23:59:59Z',
];

describe('what a check excused', () => {
  beforeEach(() => {
    write({ 'manifests/bad.json': manifest('bad'), 'waivers.yaml': WAIVERS });
    run('check', 'manifests', '--waivers', 'waivers.yaml', '--profile', 'nsa', '--format', 'json', '--output', 'report.json');
  });

  test('is told to trivy by the file that was checked', () => {
    const { code, stdout } = run('waivers', 'report.json', '--format', 'trivyignore');
    expect([code, entries(stdout)]).toEqual([0, POD_ENTRY]);
  });

  test('is told to Kyverno as a list of exceptions', () => {
    const { code, stdout } = run('waivers', 'report.json', '--format', 'kyverno', '--exceptions-namespace', 'policies');
    const { kind, items } = JSON.parse(stdout);
    const told = items.map(({ metadata, spec }: any) => [metadata.namespace, spec.policyRefs, spec.expiresAt, spec.properties.reason]);
    expect([code, kind, told]).toEqual([
      0, 'List', [['policies', [{ name: 'require-ro-rootfs', kind: 'ValidatingPolicy' }], '2090-03-31T23:59:59Z', 'patches itself at start']],
    ]);
  });

  test('is not told by options that another format has', () => {
    expect(run('waivers', 'report.json', '--manifests', 'dist')).toEqual(refused('--manifests is for --format trivyignore alone: leave it out'));
    expect(run('waivers', 'report.json', '--format', 'trivyignore', '--exceptions-namespace', 'x'))
      .toEqual(refused('--exceptions-namespace is for --format kyverno alone: leave it out'));
  });
});

describe('what an app excused', () => {
  beforeEach(synthesise);

  test('is told to trivy by the files that were written', () => {
    const { stdout } = run('waivers', 'report.json', '--format', 'trivyignore', '--manifests', 'dist');
    expect(entries(stdout)[4]).toBe('      - "dist/Pod.bad.k8s.yaml"');
  });

  test('is not told without them', () => {
    expect(run('waivers', 'report.json', '--format', 'trivyignore')).toEqual(refused(
      'the report does not say which file holds Pod shop/bad: name the manifests that were written, with --manifests dist/',
    ));
  });

  test('is not told by those of another app', () => {
    write({ 'other/good.json': manifest('good') });
    expect(run('waivers', 'report.json', '--format', 'trivyignore', '--manifests', 'other'))
      .toEqual(refused('Pod shop/bad is in none of the manifests: name those that belong to the report'));
  });
});

test('a report without what is needed is refused, with the field', () => {
  write({ 'report.json': '{"schemaVersion":"1.0","findings":[{"outcome":"waived","resource":{"kind":"Pod"}}]}' });
  expect(run('waivers', 'report.json', '--format', 'kyverno')).toEqual(refused(
    'report.json: this is no report that tells of waived findings: findings[0].resource.apiVersion must be text, is not there; '
    + 'write one by cdk8s-hardened check PATH… --format json --output FILE',
  ));
});

test('a check without a waiver has nothing to tell', () => {
  write({ 'manifests/bad.json': manifest('bad') });
  run('check', 'manifests', '--format', 'json', '--output', 'report.json');
  expect(entries(run('waivers', 'report.json', '--format', 'trivyignore').stdout)).toEqual(['misconfigurations: []']);
});

import { HardeningReport, ManifestCheck, Outcome, Platform, Severity } from '../../src/index';
import { BAD, FINDING_OF_BAD, GOOD, workInEmptyFolder, write } from '../cli/command-line';

workInEmptyFolder();

/** As an API gives it: what is not there is not there, and no null. */
function reportOfBad(file: string, changes: Partial<HardeningReport> = {}): HardeningReport {
  const { constructPath: _1, container: _2, waiver: _3, forbiddenBy: _4, ...finding } = FINDING_OF_BAD;
  return {
    schemaVersion: '1.0',
    profile: 'hardened',
    kubernetesVersion: '1.37',
    summary: { objects: 1, failing: 1, warning: 0, waived: 0 },
    findings: [{ ...finding, outcome: Outcome.FAILING, severity: Severity.MEDIUM, source: { file, line: 2 } }],
    waivers: [],
    ...changes,
  };
}

test('a text is checked', () => {
  expect(new ManifestCheck().checkText(BAD)).toEqual(reportOfBad('(text)'));
  expect(new ManifestCheck().checkText(BAD, 'accounts.yaml')).toEqual(reportOfBad('accounts.yaml'));
  expect(new ManifestCheck({}).checkText(GOOD)).toEqual(reportOfBad('', { summary: { objects: 1, failing: 0, warning: 0, waived: 0 }, findings: [] }));
});

test('a text without an object gives a report about none', () => {
  const empty = reportOfBad('', { summary: { objects: 0, failing: 0, warning: 0, waived: 0 }, findings: [] });
  for (const text of ['', '# nothing\n', '---\n---\n', '\ufeff']) expect(new ManifestCheck().checkText(text)).toEqual(empty);
});

test('files and folders are checked as one app', () => {
  write({ 'manifests/a.yaml': BAD, 'manifests/below/b.json': JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }), 'c.yaml': GOOD });
  expect(new ManifestCheck().checkPaths(['manifests', 'c.yaml', 'manifests/a.yaml']))
    .toEqual(reportOfBad('manifests/a.yaml', { summary: { objects: 3, failing: 1, warning: 0, waived: 0 } }));
  write({ 'manifests/below/again.yaml': GOOD });
  expect(new ManifestCheck().checkPaths(['manifests', 'c.yaml']).findings.map(({ ruleId, source }) => [ruleId, source])).toEqual([
    ['service-account-automount', { file: 'manifests/a.yaml', line: 2 }],
    ['unique-object', { file: 'c.yaml', line: 1 }],
  ]);
});

test('one check may be used again and again: nothing is left of the text before', () => {
  const check = new ManifestCheck();
  for (let i = 0; i < 3; i++) expect(check.checkText(BAD)).toEqual(reportOfBad('(text)'));
  expect(() => check.checkText('a: [')).toThrow();
  expect(check.checkText(BAD)).toEqual(reportOfBad('(text)'));
});

test('the props say by what is judged', () => {
  const [finding] = reportOfBad('(text)').findings;
  expect(new ManifestCheck({ profile: 'nsa', kubernetesVersion: 'v1.31.4', namespace: 'shop', platform: Platform.OPENSHIFT, meshCniPlugin: true }).checkText(BAD)).toEqual(
    reportOfBad('(text)', { profile: 'nsa', kubernetesVersion: '1.31', findings: [{ ...finding, resource: { ...finding.resource, namespace: 'shop' } }] }));
  expect(new ManifestCheck({ profile: 'pss-restricted' }).checkText(BAD)).toEqual(
    reportOfBad('', { profile: 'pss-restricted', summary: { objects: 1, failing: 0, warning: 0, waived: 0 }, findings: [] }));
});

test('what is wrong is told in one line', () => {
  const check = new ManifestCheck();
  expect(() => new ManifestCheck({ profile: 'CIS' })).toThrow(
    new Error('there is no profile \'CIS\' (did you mean \'cis\'?): the profiles are hardened, pss-baseline, pss-restricted, nsa, cis'));
  expect(() => new ManifestCheck({ kubernetesVersion: '' })).toThrow(new Error('\'\' is not a version of Kubernetes: write it as 1.31, or latest'));
  expect(() => check.checkText('a: 1\na: 2\n')).toThrow(
    new Error('(text):2: the key \'a\' stands twice in the same mapping: kubectl takes the last without a word, so remove one'));
  expect(() => check.checkText('a: [\n', 'web\n.yaml')).toThrow(
    new Error('web\\n.yaml:2: the document ends where a value is expected: check that every `[` and `{` is closed'));
  expect(() => check.checkPaths(['nowhere.yaml'])).toThrow(new Error('nowhere.yaml: there is no such file or folder'));
});

test('no path at all is a report about nothing', () => {
  expect(new ManifestCheck().checkPaths([]).summary).toEqual({ objects: 0, failing: 0, warning: 0, waived: 0 });
});

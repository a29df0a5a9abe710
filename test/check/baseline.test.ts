import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import * as fc from 'fast-check';
import { Baseline } from '../../src/check/baseline';
import { ManifestCheck } from '../../src/check/manifest-check';
import { main } from '../../src/cli/main';
import { Outcome } from '../../src/engine/outcome';
import { Finding } from '../../src/engine/report';
import { jsonReport } from '../../src/report/json-report';
import { anyText, contents, EVERY_OUTCOME, hostile, PRIVILEGED, WAIVER } from '../report/report-contents';

let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-hardened-test-'));
});

afterEach(() => {
  fs.rmSync(folder, { recursive: true });
});

/** Writes a file, and gives its path. */
function file(text: string, name = 'baseline.json'): string {
  const at = path.join(folder, name);
  fs.writeFileSync(at, text);
  return at;
}

function reportOf(findings: ReadonlyArray<Partial<Finding>>): string {
  return [...jsonReport(contents(findings))].join('');
}

/** What becomes of findings against a baseline of others, and what the baseline did. */
function compared(known: ReadonlyArray<Partial<Finding>>, found: ReadonlyArray<Partial<Finding>>) {
  const check = Baseline.read(file(reportOf(known))).begin();
  const outcomes = found.map(finding => check.compare({ ...PRIVILEGED, ...finding }).outcome);
  return [outcomes, check.use];
}

const { FAILING, WARNING, WAIVED } = Outcome;

test('a finding of the baseline warns', () => {
  expect(compared([{}], [{}])).toEqual([[WARNING], { known: 1, mended: 0 }]);
});

test('it is the same finding but for its outcome', () => {
  const check = Baseline.read(file(reportOf([{}]))).begin();

  expect(check.compare(PRIVILEGED)).toEqual({ ...PRIVILEGED, outcome: WARNING });
});

test('a finding of the baseline is known, whatever became of it then', () => {
  expect(compared(EVERY_OUTCOME, EVERY_OUTCOME.map(finding => ({ ...finding, outcome: FAILING, waiver: undefined }))))
    .toEqual([[WARNING, WARNING, WARNING], { known: 3, mended: 0 }]);
});

test('a finding that warns or is waived stays as it is, and is not mended', () => {
  expect(compared([{}, { container: 'b' }], [{ outcome: WARNING }, { container: 'b', outcome: WAIVED, waiver: WAIVER }]))
    .toEqual([[WARNING, WAIVED], { known: 0, mended: 0 }]);
});

test('findings of the baseline that are gone are mended', () => {
  expect(compared([{}, { container: 'b' }, { container: 'c' }], [{ container: 'b' }])).toEqual([[WARNING], { known: 1, mended: 2 }]);
});

test('a check without a finding has mended all', () => {
  expect(compared([{}, {}], [])).toEqual([[], { known: 0, mended: 2 }]);
});

describe('a finding stays known when', () => {
  test.each<[string, Partial<Finding>]>([
    ['its line moves', { source: { file: 'k8s/web.yaml', line: 99 } }],
    ['its file is renamed', { source: { file: 'other.yaml', line: 12 } }],
    ['its words change', { message: 'must never be true', fix: 'Do.', why: 'Because.', controls: [] }],
    ['its severity changes', { severity: 'low' }],
  ])('%s', (_, changed) => {
    expect(compared([{}], [changed])).toEqual([[WARNING], { known: 1, mended: 0 }]);
  });

  test('its words change around the value that was found', () => {
    expect(compared([{ message: 'must be 1 or above, is 0' }], [{ message: 'must be above 0, is 0' }])).toEqual([[WARNING], { known: 1, mended: 0 }]);
  });
});

describe('a finding is new where another', () => {
  const resource = PRIVILEGED.resource;

  test.each<[string, Partial<Finding>]>([
    ['rule is not met', { ruleId: 'memory-limit' }],
    ['API version is meant', { resource: { ...resource, apiVersion: 'apps/v1beta1' } }],
    ['kind is meant', { resource: { ...resource, kind: 'DaemonSet' } }],
    ['namespace is meant', { resource: { ...resource, namespace: 'bank' } }],
    ['object is meant', { resource: { ...resource, name: 'cache' } }],
    ['container is meant', { container: 'sidecar' }],
    ['place is meant, such as another item of a list', { path: 'spec.template.spec.containers[1].securityContext.privileged' }],
    ['value was found', { message: 'must be free, is "x"' }],
  ])('%s', (_, changed) => {
    expect(compared([{}], [changed])).toEqual([[FAILING], { known: 0, mended: 1 }]);
  });

  test('is known already, and there is one more of them', () => {
    expect(compared([{}], [{}, {}])).toEqual([[WARNING, FAILING], { known: 1, mended: 0 }]);
  });

  test('value stands in a field that was wrong before', () => {
    const capability = (name: string) => ({ path: 'spec.containers[0].securityContext.capabilities.add[0]', message: `must be "NET_BIND_SERVICE", is "${name}"` });

    expect(compared([capability('NET_RAW')], [capability('SYS_ADMIN')])).toEqual([[FAILING], { known: 0, mended: 1 }]);
  });
});

test.each(['unreadable-object', 'rule-error'])('%s is never known, since nothing was judged', ruleId => {
  expect(compared([{ ruleId }], [{ ruleId }])).toEqual([[FAILING], { known: 0, mended: 0 }]);
});

test('a baseline serves any number of checks', () => {
  const baseline = Baseline.read(file(reportOf([{}])));
  const outcomes = [baseline.begin(), baseline.begin()].map(check => check.compare(PRIVILEGED).outcome);

  expect(outcomes).toEqual([WARNING, WARNING]);
});

test('any finding is known to a baseline of itself, and to no baseline without it', () => {
  fc.assert(fc.property(anyText, anyText.map(text => `${text}.`), (one, other) => {
    fc.pre(one !== other);
    expect(compared([hostile(one)], [hostile(one), hostile(other)])).toEqual([[WARNING, FAILING], { known: 1, mended: 0 }]);
  }), { numRuns: 30 });
});

describe('a file that is no baseline is refused:', () => {
  const hint = '; write one by cdk8s-hardened check PATH… --format json --output FILE';
  const finding = { ruleId: 'a', path: '', message: 'm', container: null, resource: { apiVersion: '', kind: '', namespace: '', name: '' } };
  const report = (...findings: unknown[]) => JSON.stringify({ schemaVersion: '1.0', findings });

  test.each([
    ['a manifest', '{"apiVersion": "v1", "kind": "Pod"}', `this is no report that could be a baseline: schemaVersion and findings are not there${hint}`],
    ['a list', '[]', `this is no report that could be a baseline: schemaVersion and findings are not there${hint}`],
    ['findings that are no list', '{"schemaVersion": "1.0", "findings": {}}', `this is no report that could be a baseline: schemaVersion and findings are not there${hint}`],
    ['a later shape', '{"schemaVersion": "2.0", "findings": []}', 'its schemaVersion is "2.0", and this release reads 1.x: write the baseline anew by this release'],
    ['a version that is none', '{"schemaVersion": "1\\u001b", "findings": []}', 'its schemaVersion is "1\\u001b", and this release reads 1.x: write the baseline anew by this release'],
    ['a finding without a path', report(finding, { ...finding, path: undefined }), `this is no report that could be a baseline: findings[1] lacks ruleId, resource, container, path or message${hint}`],
    ['a finding without an object', report({ ...finding, resource: null }), `this is no report that could be a baseline: findings[0] lacks ruleId, resource, container, path or message${hint}`],
    ['a finding whose object has no name', report({ ...finding, resource: { apiVersion: '', kind: '', namespace: '' } }), `this is no report that could be a baseline: findings[0] lacks ruleId, resource, container, path or message${hint}`],
    ['a finding with a container that is no name', report({ ...finding, container: 7 }), `this is no report that could be a baseline: findings[0] lacks ruleId, resource, container, path or message${hint}`],
    ['a finding that is null', report(null), `this is no report that could be a baseline: findings[0] lacks ruleId, resource, container, path or message${hint}`],
  ])('%s', (_, text, message) => {
    const at = file(text);

    expect(() => Baseline.read(at)).toThrow(`${at}: ${message}`);
  });

  test('what is no JSON, in one line', () => {
    const at = file('kind: Pod\n\u001b[31m');

    expect(() => Baseline.read(at)).toThrow(/^[^\n\u001b]*baseline\.json: this is no report that could be a baseline: [^\n\u001b]+; write one by [^\n]+$/);
  });

  test('one that is not there', () => {
    const at = path.join(folder, 'nowhere.json');

    expect(() => Baseline.read(at)).toThrow(`${at}: there is no such file or folder`);
  });
});

test('a later minor version of the shape is read, and so is a byte order mark', () => {
  const at = file(`\ufeff${reportOf([{}]).replace('"1.0"', '"1.7"').replace('"ruleId"', '"later": 1, "ruleId"')}`);

  expect(Baseline.read(at).begin().compare(PRIVILEGED).outcome).toBe(WARNING);
});

const POD = (privileged: string) => `
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec:
  containers:
    - name: app
      image: nginx:1.27
      securityContext: {${privileged}}
`;

describe('on the command line', () => {
  function check(...args: string[]): { readonly code: number; readonly summary: string[]; readonly stderr: string } {
    let stdout = '';
    let stderr = '';
    const terminal = { hasColours: false, stdout: (text: string) => { stdout += text; }, stderr: (text: string) => { stderr += text; } };
    const code = main(['check', '--profile', 'pss-baseline', ...args], terminal);
    return { code, summary: stdout.split('\n').slice(0, -1).filter(line => /^\d/.test(line)), stderr };
  }

  function baselineOf(manifest: string): string {
    const at = path.join(folder, 'known.json');
    check(file(manifest, 'before.yaml'), '--format', 'json', '--output', at);
    return at;
  }

  test('only known findings let the check pass', () => {
    const baseline = baselineOf(POD('privileged: true'));

    expect(check(file(POD('privileged: true'), 'web.yaml'), '--baseline', baseline)).toEqual({
      code: 0,
      summary: [
        '1 violation of the baseline is still there and only warns.',
        '0 violations, 1 warning, 0 waived, 1 object. Nothing fails by the profile pss-baseline for Kubernetes 1.37.',
      ],
      stderr: '',
    });
  });

  test('a new finding fails it', () => {
    const baseline = baselineOf(POD('privileged: true'));

    expect(check(file(POD('privileged: true, procMount: Unmasked'), 'web.yaml'), '--baseline', baseline)).toEqual({
      code: 1,
      summary: [
        '1 violation of the baseline is still there and only warns.',
        '1 violation, 1 warning, 0 waived, 1 object. This fails by the profile pss-baseline for Kubernetes 1.37.',
      ],
      stderr: '',
    });
  });

  test('a finding that is mended is told', () => {
    const baseline = baselineOf(POD('privileged: true'));

    expect(check(file(POD(''), 'web.yaml'), '--baseline', baseline)).toEqual({
      code: 0,
      summary: [
        '1 finding of the baseline is gone: write it anew, so that it cannot come back.',
        '0 violations, 0 waived, 1 object. Nothing fails by the profile pss-baseline for Kubernetes 1.37.',
      ],
      stderr: '',
    });
  });

  test('a baseline may be written anew over itself', () => {
    const manifest = file(POD('privileged: true'), 'web.yaml');
    const baseline = baselineOf(POD('privileged: true, procMount: Unmasked'));
    const { code } = check(manifest, '--baseline', baseline, '--format', 'json', '--output', baseline);

    expect([code, check(manifest, '--baseline', baseline).summary[0]]).toEqual([0, '1 violation of the baseline is still there and only warns.']);
  });

  test('a file that is no baseline is bad input', () => {
    const manifest = file(POD(''), 'web.yaml');

    expect(check(manifest, '--baseline', path.join(folder, 'nowhere.json')))
      .toEqual({ code: 2, summary: [], stderr: `cdk8s-hardened: ${path.join(folder, 'nowhere.json')}: there is no such file or folder\n` });
  });
});

test('a check by the library takes a baseline as well', () => {
  const manifest = POD('privileged: true');
  const check = new ManifestCheck({ profile: 'pss-baseline' });
  const baseline = file(JSON.stringify(check.checkText(manifest)));

  expect(new ManifestCheck({ profile: 'pss-baseline', baseline }).checkText(manifest).summary).toEqual({ objects: 1, failing: 0, warning: 1, waived: 0 });
});

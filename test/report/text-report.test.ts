import { Outcome } from '../../src/engine/outcome';
import { Finding } from '../../src/engine/report';
import { COLOURED, PLAIN } from '../../src/report/paint';
import { textReport } from '../../src/report/text-report';
import { BACKDATING, contents, hostile, HOSTILE, SET_BACK, SET_FORWARD, used, WAIVER } from './report-contents';

const NOBODY = { apiVersion: '', kind: '', namespace: '', name: '' };

function linesOf(...args: Parameters<typeof contents>): string[] {
  return [...textReport(contents(...args), PLAIN)].join('').split('\n');
}

/** The headings alone: what is not indented, without the summary. */
function headingsOf(findings: ReadonlyArray<Partial<Finding>>): string[] {
  return linesOf(findings).filter(line => /^\S/.test(line)).slice(0, -1);
}

test('a finding of a file names object, container, field, place, reason and remedy, and no waiver', () => {
  expect(linesOf([{ waiverToWrite: undefined }])).toEqual([
    'Deployment shop/web',
    '  container "app": securityContext.privileged must not be true   no-privileged · high · PSS baseline, CIS 5.2.2',
    '    at   k8s/web.yaml:12',
    '    why  A privileged container is root on the node.',
    '    fix  Remove `privileged`.',
    '1 violation, 0 waived, 14 objects. This fails by the profile hardened for Kubernetes 1.31.',
    '',
  ]);
});

test('a report without findings says that nothing fails', () => {
  expect(linesOf([])).toEqual(['0 violations, 0 waived, 14 objects. Nothing fails by the profile hardened for Kubernetes 1.31.', '']);
});

test('warnings alone fail nothing', () => {
  expect(linesOf([{ outcome: Outcome.WARNING }]).at(-2))
    .toBe('0 violations, 1 warning, 0 waived, 14 objects. Nothing fails by the profile hardened for Kubernetes 1.31.');
});

test('what is waived is a table, and a clock that was set is told', () => {
  const waivers = [used(WAIVER, { constructPath: '', source: { file: 'waivers.yaml', line: 3 } })];

  expect([SET_BACK, SET_FORWARD].map(clock => linesOf([], { waivers, clock }))).toEqual([
    [
      BACKDATING,
      'waived      where    until       why',
      'privileged  the app  2027-03-31  loads a driver (SEC-142, storage team)',
      '0 violations, 0 waived, 14 objects. Nothing fails by the profile hardened for Kubernetes 1.31.',
      '',
    ],
    [
      'waived      where    until       why',
      'privileged  the app  2027-03-31  loads a driver (SEC-142, storage team)',
      'Waivers are judged as of 2027-04-01.',
      '0 violations, 0 waived, 14 objects. Nothing fails by the profile hardened for Kubernetes 1.31.',
      '',
    ],
  ]);
});

describe('the heading of an object', () => {
  test('that says nothing of itself is its file and line', () => {
    expect(headingsOf([{ resource: NOBODY, source: { file: 'a.yaml', line: 18 } }])).toEqual(['a.yaml:18']);
  });

  test('that says nothing of itself stands once for each such object', () => {
    expect(headingsOf([18, 18, 30].map(line => ({ resource: NOBODY, source: { file: 'a.yaml', line } })))).toEqual(['a.yaml:18', 'a.yaml:30']);
  });

  test('without a name is its kind and file', () => {
    expect(headingsOf(['a.yaml', 'b.yaml'].flatMap(file => [3, 4].map(line => ({ resource: { ...NOBODY, kind: 'Pod' }, source: { file, line } })))))
      .toEqual(['Pod in a.yaml', 'Pod in b.yaml']);
  });

  test('without a kind is its name', () => {
    expect(headingsOf([{ resource: { ...NOBODY, namespace: 'shop', name: 'web' } }])).toEqual(['shop/web']);
  });

  test('of which nothing at all is known is the app', () => {
    expect(headingsOf([{ resource: NOBODY, source: undefined }])).toEqual(['(the app)']);
  });

  test('shows what is invisible in the name of a file', () => {
    expect(headingsOf([{ resource: NOBODY, source: { file: 'a\u001b[2J\n.yaml', line: 1 } }])).toEqual(['a\\u001b[2J\\n.yaml:1']);
  });
});

describe('with a baseline', () => {
  test('it says how many findings are known, and how many are gone', () => {
    expect(linesOf([], { baseline: { known: 12, mended: 3 } }).slice(0, 2)).toEqual([
      '12 violations of the baseline are still there and only warn.',
      '3 findings of the baseline are gone: write it anew, so that they cannot come back.',
    ]);
  });

  test('it says so of one as well', () => {
    expect(linesOf([], { baseline: { known: 1, mended: 1 } }).slice(0, 2)).toEqual([
      '1 violation of the baseline is still there and only warns.',
      '1 finding of the baseline is gone: write it anew, so that it cannot come back.',
    ]);
  });

  test('that changes nothing it says nothing', () => {
    expect(linesOf([], { baseline: { known: 0, mended: 0 } })).toEqual(linesOf([]));
  });
});

test('no text of a manifest drives the terminal', () => {
  const report = [...textReport(contents([hostile(HOSTILE), { ...hostile(HOSTILE), resource: NOBODY }]), PLAIN)].join('');

  // eslint-disable-next-line no-control-regex -- control characters are what must not be there
  expect(report.match(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]/g)).toBeNull();
});

test('colours set off the same words', () => {
  const coloured = [...textReport(contents([{}]), COLOURED)].join('');

  // eslint-disable-next-line no-control-regex -- a colour is an escape sequence
  expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe([...textReport(contents([{}]), PLAIN)].join(''));
});

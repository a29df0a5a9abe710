import * as fc from 'fast-check';
import { Outcome } from '../../src/engine/outcome';
import { hardeningReport, jsonReport } from '../../src/report/json-report';
import { anyText, contents, EVERY_OUTCOME, hostile, PRIVILEGED, WAIVER } from './report-contents';

function written(report: Parameters<typeof jsonReport>[0]): string {
  return [...jsonReport(report)].join('');
}

const WAIVER_IN_JSON = {
  ruleId: 'no-privileged',
  ruleIds: ['no-privileged', 'no-privilege-escalation'],
  reason: 'loads a driver',
  expires: '2027-03-31',
  ticket: 'SEC-142',
  owner: 'storage team',
  used: true,
};

const FINDING_IN_JSON = {
  ruleId: 'no-privileged',
  outcome: 'failing',
  severity: 'high',
  resource: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'web' },
  constructPath: null,
  container: 'app',
  path: 'spec.template.spec.containers[0].securityContext.privileged',
  message: 'must not be true',
  fix: 'Remove `privileged`.',
  controls: ['pss:baseline/privileged', 'cis:5.2.2'],
  source: { file: 'k8s/web.yaml', line: 12 },
  waiver: null,
};

test('a report without findings is written as lists that are empty', () => {
  expect(written(contents([]))).toBe([
    '{',
    '  "schemaVersion": "1.0",',
    '  "profile": "hardened",',
    '  "kubernetesVersion": "1.31",',
    '  "summary": {"objects":14,"failing":0,"warning":0,"waived":0},',
    '  "findings": [],',
    '  "waivers": []',
    '}',
    '',
  ].join('\n'));
});

test('every finding has every property, and what is not there is null', () => {
  expect(JSON.parse(written(contents([{}, { container: undefined, source: undefined, constructPath: 'shop/Web' }]))).findings).toEqual([
    FINDING_IN_JSON,
    { ...FINDING_IN_JSON, container: null, source: null, constructPath: 'shop/Web' },
  ]);
});

test('a finding stands on one line', () => {
  const lines = written(contents([{}, { container: 'other' }])).split('\n');

  expect(lines.slice(5, 9)).toEqual([
    '  "findings": [',
    `    ${JSON.stringify(FINDING_IN_JSON)},`,
    `    ${JSON.stringify({ ...FINDING_IN_JSON, container: 'other' })}`,
    '  ],',
  ]);
});

test('a waiver stands at the finding that it excuses, and in the list of all', () => {
  const report = JSON.parse(written(contents(EVERY_OUTCOME, { waivers: [{ waiver: WAIVER, constructPath: 'shop/Web', used: true, expired: false }] })));

  expect([report.summary, report.findings[2].waiver, report.waivers]).toEqual([
    { objects: 14, failing: 1, warning: 1, waived: 1 }, WAIVER_IN_JSON, [WAIVER_IN_JSON],
  ]);
});

test('the report as a value says the same, where undefined stands for null', () => {
  const report = contents(EVERY_OUTCOME, { waivers: [{ waiver: WAIVER, constructPath: '', used: false, expired: false }] });
  const withoutNulls = JSON.parse(written(report), (_, value) => value ?? undefined);

  expect(JSON.parse(JSON.stringify(hardeningReport(report)))).toEqual(withoutNulls);
});

test('any text comes back as it was', () => {
  fc.assert(fc.property(anyText, text => {
    const [{ resource, container, message, source }] = JSON.parse(written(contents([hostile(text)]))).findings;

    expect([resource.name, container, message, source.file]).toEqual([text, text, `must be free, is ${text}`, text]);
  }));
});

test('findings are read once, one by one, and none is kept', () => {
  let open = 0;
  function* oneByOne() {
    for (let i = 0; i < 3; i++) {
      open++;
      yield { ...PRIVILEGED, outcome: Outcome.WARNING };
    }
  }
  const pieces = jsonReport({ ...contents([]), findings: oneByOne() })[Symbol.iterator]();
  const seen: number[] = [];
  for (let piece = pieces.next(); !piece.done; piece = pieces.next()) {
    if (piece.value.includes('no-privileged')) seen.push(open);
  }

  expect(seen).toEqual([1, 2, 3]);
});

import * as fc from 'fast-check';
import { Outcome } from '../../src/engine/outcome';
import { hardeningReport, jsonReport } from '../../src/report/json-report';
import { Waiver } from '../../src/waivers/waiver';
import { anyText, contents, EVERY_OUTCOME, hostile, PRIVILEGED, SET_BACK, SET_FORWARD, used, WAIVER } from './report-contents';

function written(report: Parameters<typeof jsonReport>[0]): string {
  return [...jsonReport(report)].join('');
}

const WAIVER_IN_JSON = {
  control: 'privileged',
  ruleId: 'no-privileged',
  ruleIds: ['no-privileged', 'no-privilege-escalation'],
  reason: 'loads a driver',
  expires: '2027-03-31',
  ticket: 'SEC-142',
  owner: 'storage team',
  optional: false,
  container: null,
  values: [],
  path: null,
  objects: null,
  constructPath: 'shop/Web',
  source: null,
  excuses: 1,
  used: true,
  expired: false,
  widened: [],
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
  forbiddenBy: null,
};

test('a report without findings is written as lists that are empty', () => {
  expect(written(contents([]))).toBe([
    '{',
    '  "schemaVersion": "1.0",',
    '  "profile": "hardened",',
    '  "kubernetesVersion": "1.31",',
    '  "clock": null,',
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

  expect(lines.slice(6, 10)).toEqual([
    '  "findings": [',
    `    ${JSON.stringify(FINDING_IN_JSON)},`,
    `    ${JSON.stringify({ ...FINDING_IN_JSON, container: 'other' })}`,
    '  ],',
  ]);
});

test('a waiver stands at the finding that it excuses, and in the list of all', () => {
  const report = JSON.parse(written(contents(EVERY_OUTCOME, { waivers: [used(WAIVER)] })));

  expect([report.summary, report.findings[2].waiver, report.waivers]).toEqual([
    { objects: 14, failing: 1, warning: 1, waived: 1 }, WAIVER_IN_JSON, [WAIVER_IN_JSON],
  ]);
});

test('a waiver tells all that it says, where it was written, and what it did', () => {
  const waiver = Waiver.hostPort({
    reason: 'serves the node', container: 'app', path: 'ports[0].hostPort', value: '80', optional: true, objects: { kind: 'DaemonSet', labels: { app: 'x' } },
  });
  const use = used(waiver, { constructPath: '', source: { file: 'src/main.ts', line: 42 }, excuses: 3, expired: true, widened: ['It never ends.'] });

  expect(JSON.parse(written(contents([], { waivers: [use] }))).waivers).toEqual([{
    ...WAIVER_IN_JSON,
    control: 'hostPort',
    ruleId: 'no-host-port',
    ruleIds: ['no-host-port'],
    reason: 'serves the node',
    expires: null,
    ticket: null,
    owner: null,
    optional: true,
    container: 'app',
    values: ['80'],
    path: 'ports[0].hostPort',
    objects: { apiVersion: null, kind: 'DaemonSet', name: null, namespace: null, labels: { app: 'x' } },
    constructPath: null,
    source: { file: 'src/main.ts', line: 42 },
    excuses: 3,
    expired: true,
    widened: ['It never ends.'],
  }]);
});

test('the waiver of a finding says the same as in the list, whatever became of the finding', () => {
  const uses = [used(WAIVER, { excuses: 0, expired: true })];
  const report = JSON.parse(written(contents([{ waiver: WAIVER }, { waiver: WAIVER, forbiddenBy: 'shop/Block' }], { waivers: uses })));

  expect(report.findings.map(({ waiver, forbiddenBy }: any) => [waiver, forbiddenBy])).toEqual([[report.waivers[0], null], [report.waivers[0], 'shop/Block']]);
});

test.each<[string, Partial<typeof PRIVILEGED>, object]>([
  ['excuses', { outcome: Outcome.WAIVED }, { excuses: 1, expired: false }],
  ['has expired', {}, { excuses: 0, expired: true }],
  ['is forbidden', { forbiddenBy: 'nonWaivable' }, { excuses: 0, expired: false }],
])('a waiver that %s, and is in no list, tells what its finding does', (_, finding, expected) => {
  const { findings: [{ waiver }] } = JSON.parse(written(contents([{ ...finding, waiver: WAIVER }])));

  expect(waiver).toEqual({ ...WAIVER_IN_JSON, constructPath: null, ...expected });
});

test('the day by which waivers were judged is told where somebody set it, and never otherwise', () => {
  expect([SET_BACK, SET_FORWARD, undefined].map(clock => JSON.parse(written(contents([], { clock }))).clock))
    .toEqual([SET_BACK, { today: '2027-04-01', setBackFrom: null }, null]);
});

test.each([SET_BACK, SET_FORWARD, undefined])('the report as a value says the same, where undefined stands for null (%#)', clock => {
  const objects = { kind: 'Pod' };
  const uses = [
    used(WAIVER, { excuses: 0, used: false }),
    used(Waiver.hostPid({ reason: 'reads processes', objects }), { constructPath: '', source: { file: 'a.ts', line: 1 } }),
  ];
  const report = contents(EVERY_OUTCOME, { waivers: uses, clock });
  const withoutNulls = JSON.parse(written(report), (_, value) => value ?? undefined);

  expect(JSON.parse(JSON.stringify(hardeningReport(report)))).toEqual(withoutNulls);
});

test('any text comes back as it was', () => {
  fc.assert(fc.property(anyText, text => {
    const [{ resource, container, message, source }] = JSON.parse(written(contents([hostile(text)]))).findings;

    expect([resource.name, container, message, source.file]).toEqual([text, text, `must be free, is ${text}`, text]);
  }));
});

test('no text drives the terminal that the JSON is printed on', () => {
  fc.assert(fc.property(anyText, text => {
    // eslint-disable-next-line no-control-regex -- control characters are what must not be there
    expect(written(contents([hostile(`${text}\u009b31m\u202e\u2028`)]))).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/);
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

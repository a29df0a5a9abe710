import * as fs from 'fs';
import { jsonReport } from '../../src/report/json-report';
import { Waiver } from '../../src/waivers/waiver';
import { contents, EVERY_OUTCOME, used, WAIVER } from '../report/report-contents';
import { refused, run, runWith, workInEmptyFolder, write } from './command-line';

workInEmptyFolder();

/** Writes a report of some waivers. */
function writeReport(file: string, ...waivers: Parameters<typeof used>[]): void {
  write({ [file]: [...jsonReport(contents(EVERY_OUTCOME, { waivers: waivers.map(args => used(...args)) }))].join('') });
}

const DRIVER = Waiver.privileged({ reason: 'loads a driver', container: 'driver', expires: '2027-03-31', ticket: 'SEC-142', owner: 'storage team' });
const PROCESSES = Waiver.hostPid({ reason: 'reads processes' });
const NIGHTLY = Waiver.rule('image-tag', { reason: 'nightly builds', expires: '2026-11-01' });
const AT = { source: { file: 'src/main.ts', line: 42 } };

function writeThree(): void {
  writeReport('report.json',
    [PROCESSES, { constructPath: '', excuses: 0, used: false }],
    [DRIVER, { ...AT, excuses: 2, widened: ['kube-score silences it for every container'] }],
    [NIGHTLY, { constructPath: '', excuses: 0, expired: true }],
  );
}

describe('the waivers of a report', () => {
  beforeEach(writeThree);

  test('are a table, where what ends first comes first, and what has no end last', () => {
    expect(run('waivers', 'report.json')).toEqual({
      code: 0,
      stdout: [
        'waived      where                         until       state    findings  written at      why',
        'image-tag   the app                       2026-11-01  expired  0                         nightly builds',
        'privileged  shop/Web, container "driver"  2027-03-31  used     2         src/main.ts:42  loads a driver (SEC-142, storage team)',
        '    wider  kube-score silences it for every container',
        'hostPid     the app                       no end      unused   0                         reads processes',
        '3 waivers: 1 used, 1 unused, 1 expired.',
        '',
      ].join('\n'),
      stderr: '',
    });
  });

  test('are told apart by colours on a terminal', () => {
    const [bold, red, yellow] = [1, 31, 33].map(code => (text: string) => `\u001b[${code}m${text}\u001b[0m`);
    const [heading, expired, ...others] = run('waivers', 'report.json').stdout.split('\n');
    const coloured = [bold(heading), red(expired), ...others.map(line => (line.startsWith('hostPid') ? yellow(line) : line))];

    expect(runWith({ hasColours: true }, 'waivers', 'report.json').stdout).toBe(coloured.join('\n'));
  });

  test('are a table of Markdown', () => {
    expect(run('waivers', 'report.json', '--format', 'markdown').stdout).toBe([
      '### 3 waivers: 1 used, 1 unused, 1 expired',
      '',
      '| waived | where | until | state | findings | written at | why |',
      '|---|---|---|---|---|---|---|',
      '| <code>image-tag</code> | <code>the app</code> | 2026-11-01 | expired | 0 |  | nightly builds |',
      '| <code>privileged</code> | <code>shop/Web, container "driver"</code> | 2027-03-31 | used | 2 | <code>src/main.ts&#58;42</code>'
        + ' | loads a driver (SEC-142, storage team)<br><code>wider&#58; kube-score silences it for every container</code> |',
      '| <code>hostPid</code> | <code>the app</code> | no end | unused | 0 |  | reads processes |',
      '',
    ].join('\n'));
  });

  test('are a list of JSON, each as in the report', () => {
    const { waivers } = JSON.parse(fs.readFileSync('report.json', 'utf8'));
    const { stdout } = run('waivers', 'report.json', '--format=json');

    expect([JSON.parse(stdout), stdout.split('\n').length]).toEqual([[waivers[2], waivers[1], waivers[0]], 6]);
  });
});

test.each([['text', '0 waivers.\n'], ['json', '[]\n'], ['markdown', '### 0 waivers\n']])('a report without waivers is told as %s', (format, stdout) => {
  writeReport('report.json');

  expect(run('waivers', 'report.json', '--format', format)).toEqual({ code: 0, stdout, stderr: '' });
});

test('waivers that have expired or that nothing needs fail nothing here', () => {
  writeReport('report.json', [DRIVER, { used: false, expired: true }]);

  expect(run('waivers', 'report.json').code).toBe(0);
});

describe('several reports', () => {
  const told = (...files: string[]) => run('waivers', ...files).stdout.split('\n').slice(1, -1).map(line => line.split(/ {2,}/).join('  '));

  test('are one list, in which what is in several of them stands once, with all that it excuses', () => {
    writeReport('a.json', [DRIVER, { ...AT, excuses: 2, widened: ['one'] }], [PROCESSES, { excuses: 0, used: false }]);
    writeReport('b.json', [PROCESSES, { excuses: 3 }], [DRIVER, { ...AT, excuses: 1, widened: ['one', 'other'] }]);

    expect(told('a.json', 'b.json')).toEqual([
      'privileged  shop/Web, container "driver"  2027-03-31  used  3  src/main.ts:42  loads a driver (SEC-142, storage team)',
      '  wider  one',
      '  wider  other',
      'hostPid  shop/Web  no end  used  3  reads processes',
      '2 waivers: 2 used.',
    ]);
  });

  test('keep apart what was written or given elsewhere, or for another reason', () => {
    writeReport('a.json', [DRIVER, AT]);
    writeReport('b.json', [DRIVER, { source: { file: 'src/main.ts', line: 43 } }], [DRIVER, { ...AT, constructPath: 'shop/Other' }], [WAIVER, AT]);

    expect(told('a.json', 'b.json').at(-1)).toBe('4 waivers: 4 used.');
  });

  test('are read once each, however they are named', () => {
    writeReport('a.json', [DRIVER, { excuses: 2 }]);

    expect(told('a.json', './a.json', `${process.cwd()}/a.json`)[0]).toContain('  used  2  ');
  });
});

test('a report that the library gave as a value, where what is not there is left out, is read as well', () => {
  writeThree();
  const report = JSON.parse(fs.readFileSync('report.json', 'utf8'), (_, value) => value ?? undefined);
  write({ 'value.json': JSON.stringify(report) });

  expect(run('waivers', 'value.json')).toEqual(run('waivers', 'report.json'));
});

test('what a later release adds is left out', () => {
  writeThree();
  write({ 'later.json': fs.readFileSync('report.json', 'utf8').replace('"1.0"', '"1.7"').replaceAll('"control"', '"later": 1, "control"') });

  expect(run('waivers', 'later.json', '--format', 'json')).toEqual(run('waivers', 'report.json', '--format', 'json'));
});

describe('bad input is refused in one line', () => {
  const HINT = '; write one by cdk8s-hardened check PATH… --format json --output FILE';
  const said = { control: 'privileged', ruleId: 'no-privileged', ruleIds: ['no-privileged'], reason: 'loads a driver', optional: false, values: [] };
  const waiver = { ...said, excuses: 1, used: true, expired: false, widened: [] };

  test.each<[description: string, content: string, reason: string]>([
    ['a manifest', '{"apiVersion": "v1", "kind": "Secret"}', 'schemaVersion and waivers are not there'],
    ['a list', '[]', 'schemaVersion and waivers are not there'],
    ['a report without waivers', '{"schemaVersion": "1.0", "findings": []}', 'schemaVersion and waivers are not there'],
    ['waivers that are no list', '{"schemaVersion": "1.0", "waivers": {}}', 'schemaVersion and waivers are not there'],
    ['YAML', 'kind: Secret\n', 'it is no JSON'],
    ['nothing', '', 'it is no JSON'],
  ])('%s', (_, content, reason) => {
    write({ 'report.json': content });
    expect(run('waivers', 'report.json')).toEqual(refused(`report.json: this is no report that tells of waivers: ${reason}${HINT}`));
  });

  test.each<[changes: object, reason: string]>([
    [{ control: undefined }, 'waivers[1].control must be text, is not there'],
    [{ control: '::error::' }, 'waivers[1].control must be the name of a control such as "privileged", is none'],
    [{ ruleId: 'a b' }, 'waivers[1].ruleId must be the id of a rule such as "no-privileged", is none'],
    [{ ruleIds: ['a', 'B'] }, 'waivers[1].ruleIds[1] must be the id of a rule such as "no-privileged", is none'],
    [{ ruleId: 7 }, 'waivers[1].ruleId must be text, is a number'],
    [{ ruleIds: 'no-privileged' }, 'waivers[1].ruleIds must be a list, is text'],
    [{ ruleIds: ['a', null] }, 'waivers[1].ruleIds[1] must be text, is null'],
    [{ reason: {} }, 'waivers[1].reason must be text, is an object'],
    [{ expires: 20270331 }, 'waivers[1].expires must be text, is a number'],
    [{ expires: '31.3.2027' }, 'waivers[1].expires must be a day such as "2027-03-31", is none'],
    [{ expires: '2027-02-30' }, 'waivers[1].expires must be a day such as "2027-03-31", is none'],
    [{ ticket: 1 }, 'waivers[1].ticket must be text, is a number'],
    [{ owner: true }, 'waivers[1].owner must be text, is a boolean'],
    [{ optional: 'no' }, 'waivers[1].optional must be true or false, is text'],
    [{ container: [] }, 'waivers[1].container must be text, is a list'],
    [{ values: [1] }, 'waivers[1].values[0] must be text, is a number'],
    [{ path: 1 }, 'waivers[1].path must be text, is a number'],
    [{ objects: 'Pod' }, 'waivers[1].objects must be an object, is text'],
    [{ objects: { kind: 1 } }, 'waivers[1].objects.kind must be text, is a number'],
    [{ objects: { labels: ['app'] } }, 'waivers[1].objects.labels must be an object, is a list'],
    [{ objects: { labels: { app: 1 } } }, 'waivers[1].objects.labels.app must be text, is a number'],
    [{ constructPath: 1 }, 'waivers[1].constructPath must be text, is a number'],
    [{ source: 'src/main.ts:42' }, 'waivers[1].source must be an object, is text'],
    [{ source: { line: 1 } }, 'waivers[1].source.file must be text, is not there'],
    [{ source: { file: 'a', line: 0 } }, 'waivers[1].source.line must be a whole number from 1 on, is a number'],
    [{ excuses: 1.5 }, 'waivers[1].excuses must be a whole number from 0 on, is a number'],
    [{ excuses: -1 }, 'waivers[1].excuses must be a whole number from 0 on, is a number'],
    [{ used: null }, 'waivers[1].used must be true or false, is null'],
    [{ expired: 0 }, 'waivers[1].expired must be true or false, is a number'],
    [{ widened: undefined }, 'waivers[1].widened must be a list, is not there'],
  ])('a waiver with %j', (changes, reason) => {
    write({ 'report.json': JSON.stringify({ schemaVersion: '1.0', waivers: [waiver, { ...waiver, ...changes }] }) });
    expect(run('waivers', 'report.json')).toEqual(refused(`report.json: this is no report that tells of waivers: ${reason}${HINT}`));
  });

  test.each([['null', 'null'], ['"x"', 'text'], ['[]', 'a list']])('a waiver that is %s', (json, kind) => {
    write({ 'report.json': `{"schemaVersion": "1.0", "waivers": [${json}]}` });
    expect(run('waivers', 'report.json')).toEqual(refused(`report.json: this is no report that tells of waivers: waivers[0] must be an object, is ${kind}${HINT}`));
  });

  test('a waiver that says nothing but what it must is none', () => {
    write({ 'report.json': JSON.stringify({ schemaVersion: '1.0', waivers: [waiver] }) });
    expect(run('waivers', 'report.json').stdout.split('\n')[1]).toBe('privileged  the app  no end  used   1                     loads a driver');
  });

  test('a later shape', () => {
    write({ 'report.json': '{"schemaVersion": "2.0", "waivers": []}' });
    expect(run('waivers', 'report.json')).toEqual(refused('report.json: its schemaVersion is "2.0", and this release reads 1.x: write the report anew by this release'));
  });

  test('a file that is not there, and a folder', () => {
    write({ 'reports/a.json': '' });
    expect([run('waivers', 'nowhere.json'), run('waivers', 'reports')])
      .toEqual([refused('nowhere.json: there is no such file or folder'), refused('reports: it is a folder')]);
  });

  test('one bad report among good ones, and then nothing is listed', () => {
    writeThree();
    write({ 'bad.json': '{}' });
    expect(run('waivers', 'report.json', 'bad.json')).toEqual(refused(`bad.json: this is no report that tells of waivers: schemaVersion and waivers are not there${HINT}`));
  });
});

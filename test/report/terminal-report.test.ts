import { Outcome } from '../../src/engine/outcome';
import { Finding, Report, WaiverUse } from '../../src/engine/report';
import { cis } from '../../src/frameworks/cis';
import { checklist } from '../../src/frameworks/kubernetes-checklist';
import { nsa } from '../../src/frameworks/nsa';
import { pss } from '../../src/frameworks/pod-security-standards';
import { COLOURED } from '../../src/report/paint';
import { terminalReport } from '../../src/report/terminal-report';
import { Severity } from '../../src/rules/severity';
import { Waiver } from '../../src/waivers/waiver';
import { BACKDATING, SET_BACK, SET_FORWARD, used } from './report-contents';

const PRIVILEGED: Finding = {
  ruleId: 'no-privileged',
  outcome: Outcome.FAILING,
  severity: Severity.HIGH,
  resource: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'vendor' },
  constructPath: 'shop/Vendor/Deployment',
  container: 'app',
  path: 'spec.template.spec.containers[0].securityContext.privileged',
  field: 'securityContext.privileged',
  message: 'must not be true',
  why: 'A privileged container is root on the node.',
  fix: 'Remove `privileged`.',
  waiverToWrite: 'Waiver.privileged({ container: \'app\', reason: \'…\' })',
  waiveAt: 'shop/Vendor',
  controls: [pss('baseline/privileged'), cis('5.2.2'), nsa('pod-security-enforcement')],
};

const ONE_REPORT = [
  'shop/Vendor/Deployment  Deployment shop/vendor',
  '  container "app": securityContext.privileged must not be true   no-privileged · high · PSS baseline, CIS 5.2.2, NSA',
  '    why  A privileged container is root on the node.',
  '    fix  Remove `privileged`, or waive it: Waivers.of(vendor).add(Waiver.privileged({ container: \'app\', reason: \'…\' }))',
];

function report(findings: readonly Partial<Finding>[], rest: Partial<Report> = {}): Report {
  const all = findings.map(finding => ({ ...PRIVILEGED, ...finding }));
  return { objects: 14, findings: all, waivers: [], reportOnly: false, versionUnknown: false, ...rest };
}

function linesOf(given: Report): string[] {
  return terminalReport(given).split('\n');
}

/** The only line of a finding with the changes that says the same as the line of the minimal one. */
function lineOf(line: number, finding: Partial<Finding>): string {
  return linesOf(report([finding]))[line];
}

test('one violation reads as the README shows it', () => {
  expect(linesOf(report([{}]))).toEqual([...ONE_REPORT, '1 violation, 0 waived, 14 objects. Nothing was written.']);
});

describe('the heading', () => {
  test('names construct, kind, namespace and name', () => {
    expect(lineOf(0, {})).toBe('shop/Vendor/Deployment  Deployment shop/vendor');
  });

  test('leaves out the namespace of what has none', () => {
    expect(lineOf(0, { resource: { apiVersion: 'v1', kind: 'Namespace', namespace: '', name: 'shop' } })).toBe('shop/Vendor/Deployment  Namespace shop');
  });

  test('is the object alone where no construct made it', () => {
    expect(lineOf(0, { constructPath: '' })).toBe('Deployment shop/vendor');
  });

  test('is the construct alone where there is no object', () => {
    expect(lineOf(0, { resource: { apiVersion: '', kind: '', namespace: '', name: '' } })).toBe('shop/Vendor/Deployment');
  });

  test('is the app where there is neither', () => {
    expect(lineOf(0, { constructPath: '', resource: { apiVersion: '', kind: '', namespace: '', name: '' } })).toBe('(the app)');
  });

  test('stands once over all findings of an object', () => {
    expect(linesOf(report([{}, { ruleId: 'again' }])).filter(line => line.startsWith('shop/'))).toEqual([ONE_REPORT[0]]);
  });
});

describe('a finding', () => {
  test('of the pod names no container', () => {
    expect(lineOf(1, { container: undefined, field: 'spec.hostPID', ruleId: 'no-host-pid', controls: [] }))
      .toBe('  spec.hostPID must not be true   no-host-pid · high');
  });

  test('of a whole object names no field', () => {
    expect(lineOf(1, { container: undefined, field: '', message: 'must be isolated', controls: [] })).toBe('  must be isolated   no-privileged · high');
  });

  test('names the checklists only where no standard knows it', () => {
    expect([[checklist('S2'), cis('5.2.2')], [checklist('S2')]].map(controls => lineOf(1, { controls }).split(' · ')[2]))
      .toEqual(['CIS 5.2.2', checklist('S2').label]);
  });

  test('names a standard once, however many of its controls it is', () => {
    expect(lineOf(1, { controls: [pss('baseline/privileged'), pss('baseline/sysctls')] }).split(' · ')[2]).toBe('PSS baseline');
  });

  test('that nothing can excuse offers no waiver', () => {
    expect(lineOf(3, { waiverToWrite: undefined })).toBe('    fix  Remove `privileged`.');
  });

  test('says where it was written', () => {
    expect(lineOf(2, { source: { file: 'src/main.ts', line: 42 } })).toBe('    at   src/main.ts:42');
  });

  test('that a waiver excused until it expired says so', () => {
    const waiver = Waiver.privileged({ reason: 'needs the device', expires: '2026-10-31', ticket: 'SEC-142' });
    expect(linesOf(report([{ waiver }])).slice(1, 4)).toEqual([
      ONE_REPORT[1],
      '    was waived until 2026-10-31: needs the device (SEC-142)',
      ONE_REPORT[2],
    ]);
  });

  test.each([
    ['shop/Block', 'a waiver for it does not count, shop/Block forbids it: needs the device (SEC-142)'],
    ['the app', 'a waiver for it does not count, the app forbids it: needs the device (SEC-142)'],
    ['nonWaivable', 'a waiver for it does not count, the app lets nobody waive it: needs the device (SEC-142)'],
  ])('whose waiver is forbidden by %s says so, and offers no other', (forbiddenBy, line) => {
    const waiver = Waiver.privileged({ reason: 'needs the device', expires: '2027-10-31', ticket: 'SEC-142' });
    expect(linesOf(report([{ waiver, forbiddenBy }])).slice(1, 5)).toEqual([ONE_REPORT[1], `    ${line}`, ONE_REPORT[2], '    fix  Remove `privileged`.']);
  });

  test('about a waiver says where that was written, and not that it was waived', () => {
    const waiver = Waiver.hostPid({ reason: 'measures the node', expires: '2026-10-31' });
    const unused: Partial<Finding> = {
      ruleId: 'unused-waiver',
      severity: Severity.LOW,
      resource: { apiVersion: '', kind: '', namespace: '', name: '' },
      constructPath: 'shop',
      container: undefined,
      path: '',
      field: '',
      message: 'Waiver.hostPid (measures the node) must excuse something',
      why: 'A waiver that excuses nothing hides the next fault.',
      fix: 'Remove the waiver.',
      waiverToWrite: undefined,
      controls: [],
      source: { file: 'src/main.ts', line: 42 },
    };
    expect([{}, { waiver }].map(rest => linesOf(report([{ ...unused, ...rest }])))).toEqual(Array(2).fill([
      'shop',
      '  Waiver.hostPid (measures the node) must excuse something   unused-waiver · low',
      '    at   src/main.ts:42',
      '    why  A waiver that excuses nothing hides the next fault.',
      '    fix  Remove the waiver.',
      '1 violation, 0 waived, 14 objects. Nothing was written.',
    ]));
  });
});

describe('the variable in the waiver to write', () => {
  test.each([
    ['shop/Vendor', 'vendor'],
    ['shop/vendor-erp', 'vendorErp'],
    ['shop/legacy ERP 2', 'legacyERP2'],
    ['shop', 'shop'],
    ['', 'app'],
    ['shop/8080', 'construct'],
    ['shop/x); rm(', 'xRm'],
  ])('for %j is %s', (waiveAt, variable) => {
    expect(lineOf(3, { waiveAt })).toBe(ONE_REPORT[3].replace('Waivers.of(vendor)', `Waivers.of(${variable})`));
  });
});

describe('many findings on one Deployment', () => {
  const HINT = '  hint  a HardenedDeployment has most of this by default';
  const last = (count: number, finding: Partial<Finding> = {}) =>
    linesOf(report(Array.from({ length: count }, (_, i) => ({ field: `field${i}`, ...finding })))).slice(-2)[0];

  test('are mended with less work by a HardenedDeployment', () => {
    expect([last(3), last(4)]).toEqual([ONE_REPORT[3], HINT]);
  });

  test('but not where no waiver could excuse one: that is no missing default', () => {
    expect(last(4, { waiverToWrite: undefined })).toBe('    fix  Remove `privileged`.');
  });

  test('and not on another kind', () => {
    expect(last(4, { resource: { ...PRIVILEGED.resource, kind: 'StatefulSet' } })).toBe(ONE_REPORT[3]);
  });
});

describe('many findings', () => {
  const POD = { ...PRIVILEGED.resource, apiVersion: 'v1', kind: 'Pod' };
  const many = (count: number, finding: Partial<Finding> = {}) => Array.from({ length: count }, (_, i) => ({ resource: POD, field: `field${i}`, ...finding }));
  const toldInFull = (lines: readonly string[]) => lines.filter(line => line.includes(' · high')).length;

  test('are told in full up to twenty', () => {
    const lines = linesOf(report(many(20)));
    expect(toldInFull(lines)).toBe(20);
    expect(lines[lines.length - 2]).toBe(ONE_REPORT[3]);
    expect(lines[lines.length - 1]).toBe('20 violations, 0 waived, 14 objects. Nothing was written.');
  });

  test('are counted by rule beyond twenty, the most frequent first', () => {
    const lines = linesOf(report([...many(20), ...many(1, { ruleId: 'no-host-pid' }), ...many(12, { ruleId: 'image-tag' }), ...many(3)]));
    expect(toldInFull(lines)).toBe(20);
    expect(lines.slice(-5)).toEqual([
      '… and 16 more:',
      '     12  image-tag',
      '      3  no-privileged',
      '      1  no-host-pid',
      '36 violations, 0 waived, 14 objects. Nothing was written.',
    ]);
  });

  test('of one object are told with the worst first', () => {
    const severities = [Severity.LOW, Severity.HIGH, Severity.MEDIUM].map(severity => ({ severity, ruleId: severity }));
    expect(linesOf(report(severities)).filter(line => line.includes(' · ')).map(line => line.split(' · ')[1])).toEqual(['high', 'medium', 'low']);
  });

  test('stay with their objects, in the order of the tree, whatever their severity', () => {
    const [first, second] = ['shop/A', 'shop/B'].map(constructPath => ({ constructPath, resource: POD }));
    const lines = linesOf(report([{ ...first, severity: Severity.LOW }, second, { ...first, ruleId: 'again' }]));
    expect(lines.filter(line => line.startsWith('shop/')).map(line => line.split('  ')[0])).toEqual(['shop/A', 'shop/B']);
    expect(lines.filter(line => line.includes(' · ')).map(line => line.split('   ')[1].split(' · ').slice(0, 2).join(' ')))
      .toEqual(['again high', 'no-privileged low', 'no-privileged high']);
  });

  test('of low severity leave room for those of high severity of a later object', () => {
    const lines = linesOf(report([...many(20, { severity: Severity.LOW, ruleId: 'minor' }), ...many(2, { constructPath: 'shop/Last' })]));
    expect(toldInFull(lines)).toBe(2);
    expect(lines.slice(-3)).toEqual(['… and 2 more:', '      2  minor', '22 violations, 0 waived, 14 objects. Nothing was written.']);
  });

  test('are told with warnings last, so that these displace no violation', () => {
    const lines = linesOf(report([...many(5, { outcome: Outcome.WARNING, ruleId: 'warns' }), ...many(20)]));
    expect(lines.slice(-3)).toEqual(['… and 5 more:', '      5  warns', '20 violations, 5 warnings, 0 waived, 14 objects. Nothing was written.']);
  });
});

describe('the last line', () => {
  const last = (given: Report) => linesOf(given).slice(-1)[0];

  test.each<[string, Report]>([
    ['0 violations, 0 waived, 0 objects.', report([], { objects: 0 })],
    ['1 violation, 0 waived, 1 object. Nothing was written.', report([{}], { objects: 1 })],
    ['2 violations, 0 waived, 2 objects. Nothing was written.', report([{}, {}], { objects: 2 })],
    ['0 violations, 1 warning, 0 waived, 14 objects.', report([{ outcome: Outcome.WARNING }])],
    ['0 violations, 2 warnings, 1 waived, 14 objects.', report([{ outcome: Outcome.WARNING }, { outcome: Outcome.WARNING }, { outcome: Outcome.WAIVED }])],
    ['0 violations, 2 waived, 14 objects.', report([{ outcome: Outcome.WAIVED }, { outcome: Outcome.WAIVED }])],
    ['1 violation, 0 waived, 14 objects. REPORT ONLY is on: nothing here stops the synth.', report([{}], { reportOnly: true })],
    ['0 violations, 0 waived, 14 objects. REPORT ONLY is on: nothing here stops the synth.', report([], { reportOnly: true })],
  ])('is: %s', (line, given) => {
    expect(last(given)).toBe(line);
  });

  test('says once more that REPORT ONLY is on, as the first line does', () => {
    expect(linesOf(report([{}], { reportOnly: true }))).toEqual([
      'REPORT ONLY is on: nothing here stops the synth.',
      ...ONE_REPORT,
      '1 violation, 0 waived, 14 objects. REPORT ONLY is on: nothing here stops the synth.',
    ]);
  });

  test('comes after the hint that nobody gave a version', () => {
    expect(linesOf(report([], { versionUnknown: true }))).toEqual([
      'No Kubernetes version was given, so all from 1.25 on are meant. Give yours: new HardeningAspect({ kubernetesVersion: … }).',
      '0 violations, 0 waived, 14 objects.',
    ]);
  });
});

describe('what is waived', () => {
  const REASON = 'measures the node';
  const told = (...waivers: WaiverUse[]) => linesOf(report([], { waivers })).slice(0, -1);
  const row = (waiver: WaiverUse) => told(waiver)[1];

  test('is a table: what, where, until when and why', () => {
    expect(told(
      used(Waiver.privileged({ reason: 'loads a driver', container: 'driver', expires: '2027-03-31', ticket: 'SEC-142', owner: 'storage team' })),
      used(Waiver.rule('image-tag', { reason: 'built here' }), { constructPath: '' }),
    )).toEqual([
      'waived      where                         until       why',
      'privileged  shop/Web, container "driver"  2027-03-31  loads a driver (SEC-142, storage team)',
      'image-tag   the app                       no end      built here',
    ]);
  });

  test.each<[string, WaiverUse]>([
    ['hostPid  shop/Web  no end  measures the node', used(Waiver.hostPid({ reason: REASON }))],
    ['hostPid  the app  no end  measures the node', used(Waiver.hostPid({ reason: REASON }), { constructPath: '' })],
    ['hostPid  DaemonSet storage/driver with app=driver  no end  measures the node', used(
      Waiver.hostPid({ reason: REASON, objects: { kind: 'DaemonSet', name: 'driver', namespace: 'storage', labels: { app: 'driver' } } }), { constructPath: '' })],
    ['hostPid  shop/Web, Pod x  no end  measures the node', used(Waiver.hostPid({ reason: REASON, objects: { kind: 'Pod', name: 'x' } }))],
    ['hostPort  shop/Web, container "app", field ports[0].hostPort, value "80"  no end  measures the node', used(
      Waiver.hostPort({ reason: REASON, container: 'app', path: 'ports[0].hostPort', value: '80' }))],
    ['addCapabilities  shop/Web, value "NET_RAW" or "SYS_PTRACE"  no end  measures the node', used(Waiver.addCapabilities(['NET_RAW', 'SYS_PTRACE'], { reason: REASON }))],
    ['hostPid  shop/Web  no end  measures the node (team-a)', used(Waiver.hostPid({ reason: REASON, owner: 'team-a' }))],
    ['hostPid  shop/Web  2027-03-31  measures the node', used(Waiver.hostPid({ reason: REASON, expires: '2027-03-31' }))],
  ])('reads: %s', (line, waiver) => {
    expect(row(waiver).split(/ {2,}/).join('  ')).toBe(line);
  });

  test('says under a waiver where other scanners are told more', () => {
    const widened = ['kube-score/ignore silences it for every container', 'it never ends'];
    expect(told(used(Waiver.hostPid({ reason: REASON }), { widened }), used(Waiver.hostIpc({ reason: REASON })))).toEqual([
      'waived   where     until   why',
      'hostPid  shop/Web  no end  measures the node',
      '    wider  kube-score/ignore silences it for every container',
      '    wider  it never ends',
      'hostIpc  shop/Web  no end  measures the node',
    ]);
  });

  test('is aligned by what a terminal shows, emoji and the scripts of East Asia included', () => {
    expect(told(...['app', '应用', '🚀x', 'a\u0301b', '한글', '❤\ufe0f'].map(container => used(Waiver.privileged({ reason: REASON, container }))))).toEqual([
      'waived      where                       until   why',
      'privileged  shop/Web, container "app"   no end  measures the node',
      'privileged  shop/Web, container "应用"  no end  measures the node',
      'privileged  shop/Web, container "🚀x"   no end  measures the node',
      'privileged  shop/Web, container "a\u0301b"    no end  measures the node',
      'privileged  shop/Web, container "한글"  no end  measures the node',
      'privileged  shop/Web, container "❤\ufe0f"    no end  measures the node',
    ]);
  });

  test('keeps its columns where one cell is very long, and the whole of what is long', () => {
    const reason = 'because '.repeat(128).trim();
    expect(told(used(Waiver.hostPid({ reason })), used(Waiver.hostPid({ reason: REASON }), { constructPath: `shop/${'x'.repeat(100)}` }))).toEqual([
      'waived   where     until   why',
      `hostPid  shop/Web  no end  ${reason}`,
      `hostPid  shop/${'x'.repeat(100)}  no end  measures the node`,
    ]);
  });

  test('is without waivers that nothing needs, that have expired, or that somebody forbids', () => {
    const waiver = Waiver.hostPid({ reason: REASON, expires: '2026-10-31' });
    expect([
      told(used(waiver, { excuses: 0, used: false })),
      told(used(waiver, { excuses: 0, expired: true })),
      linesOf(report([{ waiver, forbiddenBy: 'shop/Block' }], { waivers: [used(waiver, { excuses: 0 })] })).filter(line => line.startsWith('waived')),
    ]).toEqual([[], [], []]);
  });

  test('has a waiver that relaxes what no rule looks at, and one that is forbidden for a part of what it is for', () => {
    const waiver = Waiver.hostPid({ reason: REASON });
    const line = 'hostPid  shop/Web  no end  measures the node';
    expect(told(used(waiver, { excuses: 0 }))[1]).toBe(line);
    expect(linesOf(report([{ waiver, forbiddenBy: 'shop/Block' }], { waivers: [used(waiver)] }))).toContain(line);
  });

  test('is told without its findings', () => {
    const waiver = Waiver.privileged({ reason: 'needs the device' });
    expect(linesOf(report([{ outcome: Outcome.WAIVED, waiver }], { waivers: [used(waiver)] }))).toEqual([
      'waived      where     until   why',
      'privileged  shop/Web  no end  needs the device',
      '0 violations, 1 waived, 14 objects.',
    ]);
  });
});

describe('the day by which waivers were judged', () => {
  test('is the first line where it is set back, before everything else', () => {
    expect(linesOf(report([{}], { clock: SET_BACK, reportOnly: true }))).toEqual([
      BACKDATING,
      'REPORT ONLY is on: nothing here stops the synth.',
      ...ONE_REPORT,
      '1 violation, 0 waived, 14 objects. REPORT ONLY is on: nothing here stops the synth.',
    ]);
  });

  test('is told after the waivers where it is set forward', () => {
    expect(linesOf(report([], { clock: SET_FORWARD, waivers: [used(Waiver.hostPid({ reason: 'measures the node' }))] }))).toEqual([
      'waived   where     until   why',
      'hostPid  shop/Web  no end  measures the node',
      'Waivers are judged as of 2027-04-01.',
      '0 violations, 0 waived, 14 objects.',
    ]);
  });
});

describe('colours', () => {
  const [bold, red, yellow, faint] = [1, 31, 33, 2].map(code => (text: string) => `\u001b[${code}m${text}\u001b[0m`);
  const coloured = (given: Report) => terminalReport(given, COLOURED).split('\n');

  test('set off construct, fault and tags', () => {
    expect(coloured(report([{}])).slice(0, 2)).toEqual([
      `${bold('shop/Vendor/Deployment')}  Deployment shop/vendor`,
      `  ${red('container "app": securityContext.privileged must not be true')}   ${faint('no-privileged · high · PSS baseline, CIS 5.2.2, NSA')}`,
    ]);
  });

  test('tell a warning from a violation', () => {
    expect(coloured(report([{ outcome: Outcome.WARNING }]))[1].split('   ')[0])
      .toBe(`  ${yellow('container "app": securityContext.privileged must not be true')}`);
  });

  test('set off what is above everything else, and the heading of what is waived', () => {
    expect(coloured(report([], { clock: SET_BACK, reportOnly: true, waivers: [used(Waiver.hostPid({ reason: 'measures the node' }))] })).slice(0, 3))
      .toEqual([red(BACKDATING), red('REPORT ONLY is on: nothing here stops the synth.'), bold('waived   where     until   why')]);
  });

  test('change nothing else', () => {
    const given = report([{}, { outcome: Outcome.WARNING }, ...Array.from({ length: 30 }, () => ({}))], {
      versionUnknown: true, reportOnly: true, clock: SET_BACK, waivers: [used(Waiver.hostPid({ reason: 'measures the node' }), { widened: ['It never ends.'] })],
    });
    // eslint-disable-next-line no-control-regex -- the colours are what is taken out
    expect(terminalReport(given, COLOURED).replace(/\u001b\[\d+m/g, '')).toBe(terminalReport(given));
  });
});

describe('no name drives a terminal or forges a line', () => {
  const evil = 'x\u001b[2J\n1 violation\u202e';
  const shown = 'x\\u001b[2J\\n1 violation\\u202e';

  test.each<[string, Partial<Finding>, number, string]>([
    ['the construct', { constructPath: `shop/${evil}` }, 0, `shop/${shown}  Deployment shop/vendor`],
    ['the kind', { resource: { ...PRIVILEGED.resource, kind: evil } }, 0, `shop/Vendor/Deployment  ${shown} shop/vendor`],
    ['the namespace', { resource: { ...PRIVILEGED.resource, namespace: evil } }, 0, `shop/Vendor/Deployment  Deployment ${shown}/vendor`],
    ['the name', { resource: { ...PRIVILEGED.resource, name: evil } }, 0, `shop/Vendor/Deployment  Deployment shop/${shown}`],
    ['the container', { container: evil, controls: [] }, 1, `  container "${shown}": securityContext.privileged must not be true   no-privileged · high`],
    ['the field', { field: evil, controls: [] }, 1, `  container "app": ${shown} must not be true   no-privileged · high`],
    ['the message', { message: evil, controls: [] }, 1, `  container "app": securityContext.privileged ${shown}   no-privileged · high`],
    ['the waiver to write', { waiverToWrite: evil }, 3, `    fix  Remove \`privileged\`, or waive it: Waivers.of(vendor).add(${shown})`],
    ['the construct that forbids a waiver', { waiver: Waiver.hostPid({ reason: 'x\ny' }), forbiddenBy: evil }, 2, `    a waiver for it does not count, ${shown} forbids it: x\\ny`],
  ])('not %s', (_, finding, line, expected) => {
    expect(lineOf(line, finding)).toBe(expected);
  });
});

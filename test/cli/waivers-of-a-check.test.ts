import * as fs from 'fs';
import { today } from '../../src/clock/today';
import { BAD, GOOD, Ran, refused, run, workInEmptyFolder, write } from './command-line';

workInEmptyFolder();

afterEach(() => {
  delete process.env.CDK8S_HARDENED_TODAY;
});

/** A pod that breaks one rule of the profile, or none. */
const POD = (hostPid: boolean) => `apiVersion: v1
kind: Pod
metadata: {name: agent, namespace: shop}
spec:
${hostPid ? '  hostPID: true\n' : ''}  containers: [{name: app, image: "registry.example/agent:1"}]
`;

const WAIVERS = `waivers:
  - waive: hostPid
    reason: reads the processes of the node
    expires: 2099-06-15
    ticket: SEC-142
`;

/** By a profile with few rules, and a day that no test run reaches. */
function check(...args: string[]): Ran {
  return run('check', 'manifests', '--profile', 'pss-baseline', '--waivers', 'manifests/waivers.yaml', ...args);
}

function passes(stdout: string[]): Ran {
  return { code: 0, stdout: `${stdout.join('\n')}\n`, stderr: '' };
}

function fails(stdout: string[]): Ran {
  return { ...passes(stdout), code: 1 };
}

const TABLE = [
  'waived   where    until       why',
  'hostPid  the app  2099-06-15  reads the processes of the node (SEC-142)',
];

const VERDICT = 'by the profile pss-baseline for Kubernetes 1.37.';

const FINDING = [
  'Pod shop/agent',
  '  spec.hostPID must not be true   no-host-pid · high · PSS baseline, CIS 5.2.3, NSA',
  '    at   manifests/pod.yaml:5',
];
const WHY_AND_FIX = [
  '    why  Such a pod sees, and as root signals and enters, every process of its node.',
  '    fix  Remove `hostPID`.',
];

describe('the life of a waiver:', () => {
  test('without it the check fails', () => {
    write({ 'manifests/pod.yaml': POD(true) });

    expect(run('check', 'manifests', '--profile', 'pss-baseline')).toEqual(fails([...FINDING, ...WHY_AND_FIX, `1 violation, 0 waived, 1 object. This fails ${VERDICT}`]));
  });

  test('with it the check passes, and says what is waived, why and until when', () => {
    write({ 'manifests/pod.yaml': POD(true), 'manifests/waivers.yaml': WAIVERS });

    expect(check()).toEqual(passes([...TABLE, `0 violations, 1 waived, 1 object. Nothing fails ${VERDICT}`]));
  });

  test('once the manifest is mended, nothing needs it any more, which fails', () => {
    write({ 'manifests/pod.yaml': POD(false), 'manifests/waivers.yaml': WAIVERS });

    expect(check()).toEqual(fails([
      'manifests/waivers.yaml:2',
      '  Waiver.hostPid (reads the processes of the node) must excuse something: nothing here breaks no-host-pid   unused-waiver · low',
      '    at   manifests/waivers.yaml:2',
      '    why  A waiver that excuses nothing hides the next fault.',
      '    fix  Remove the waiver.',
      `1 violation, 0 waived, 1 object. This fails ${VERDICT}`,
    ]));
  });

  test('before its last day it warns', () => {
    write({ 'manifests/pod.yaml': POD(true), 'manifests/waivers.yaml': WAIVERS });

    expect(check('--today', '2099-06-14')).toEqual(passes([
      'manifests/waivers.yaml:2',
      '  Waiver.hostPid (reads the processes of the node) expires tomorrow: it holds until 2099-06-15   expiring-waiver · low',
      '    at   manifests/waivers.yaml:2',
      '    why  From the day after its last one, what it excuses fails.',
      '    fix  Do what it waits for and remove it, or decide once more and give it another date.',
      ...TABLE,
      'Waivers are judged as of 2099-06-14.',
      `0 violations, 1 warning, 1 waived, 1 object. Nothing fails ${VERDICT}`,
    ]));
  });

  const EXPIRED = fails([
    ...FINDING,
    '    was waived until 2099-06-15: reads the processes of the node (SEC-142)',
    WHY_AND_FIX[0],
    '    fix  Remove `hostPID`. Or decide once more, and give the waiver another date.',
    'Waivers are judged as of 2099-06-16.',
    `1 violation, 0 waived, 1 object. This fails ${VERDICT}`,
  ]);

  test('after its last day the check fails again', () => {
    write({ 'manifests/pod.yaml': POD(true), 'manifests/waivers.yaml': WAIVERS });

    expect(check('--today', '2099-06-16')).toEqual(EXPIRED);
  });

  test('the environment sets the day as well', () => {
    write({ 'manifests/pod.yaml': POD(true), 'manifests/waivers.yaml': WAIVERS });
    process.env.CDK8S_HARDENED_TODAY = '2099-06-16';

    expect(check()).toEqual(EXPIRED);
  });
});

describe('the day by which waivers expire is', () => {
  const OLD = WAIVERS.replace('2099', '2020');
  const SET_BACK = `is set back to 2020-01-01, and today is ${today()}: waivers that have expired since then would hold again. To rebuild an old commit, allow it: --allow-backdating.`;

  test('not set back', () => {
    write({ 'manifests/pod.yaml': POD(true), 'manifests/waivers.yaml': OLD });

    expect(check('--today', '2020-01-01')).toEqual(refused(`The day by which waivers expire ${SET_BACK}`));
    process.env.CDK8S_HARDENED_TODAY = '2020-01-01';
    expect(check()).toEqual(refused(`The day by which waivers expire ${SET_BACK.replace('01-01,', '01-01 by CDK8S_HARDENED_TODAY,')}`));
  });

  test('set back where that is allowed, and the first line says so', () => {
    write({ 'manifests/pod.yaml': POD(true), 'manifests/waivers.yaml': OLD });

    expect(check('--today', '2020-01-01', '--allow-backdating')).toEqual(passes([
      `The day by which waivers expire is set back to 2020-01-01 (today is ${today()}): waivers that have expired since then hold.`,
      ...TABLE.map(line => line.replace('2099', '2020')),
      `0 violations, 1 waived, 1 object. Nothing fails ${VERDICT}`,
    ]));
  });

  test('no other than the environment says', () => {
    write({ 'manifests/pod.yaml': POD(true), 'manifests/waivers.yaml': WAIVERS });
    process.env.CDK8S_HARDENED_TODAY = '2099-06-15';

    expect(check('--today', '2099-06-16')).toEqual(refused(
      'The day by which waivers expire is set to 2099-06-16 by --today and to 2099-06-15 by CDK8S_HARDENED_TODAY. Keep one of the two.'));
  });

  test('a day of the calendar', () => {
    write({ 'good.yaml': GOOD, 'manifests/pod.yaml': POD(true), 'manifests/waivers.yaml': WAIVERS });
    const complaint = 'is not a day of the calendar. Write year, month and day as \'2027-03-31\'.';

    expect(run('check', 'good.yaml', '--today', 'tomorrow')).toEqual(refused(`--today: 'tomorrow' ${complaint}`));
    process.env.CDK8S_HARDENED_TODAY = '2099-02-30';
    expect(check()).toEqual(refused(`CDK8S_HARDENED_TODAY: '2099-02-30' ${complaint}`));
  });

  test('of no account without waivers', () => {
    write({ 'good.yaml': GOOD });
    process.env.CDK8S_HARDENED_TODAY = '2020-01-01';

    expect(run('check', 'good.yaml').code).toBe(0);
    expect(run('check', 'good.yaml', '--today', '2019-01-01').code).toBe(0);
  });
});

describe('what waivers have to be', () => {
  /** The findings about the waiver, without its name. */
  function complaints(...args: string[]): string[] {
    write({ 'manifests/pod.yaml': POD(true), 'manifests/waivers.yaml': WAIVERS });
    const { findings } = JSON.parse(check('--today', '2099-01-01', '--format', 'json', ...args).stdout);
    return findings.filter(({ resource }: { resource: { kind: string } }) => resource.kind === '')
      .map(({ ruleId, message }: { ruleId: string; message: string }) => `${ruleId}: ${message.replace('Waiver.hostPid (reads the processes of the node) ', '')}`);
  }

  test.each<[args: string[], complaints: string[]]>([
    [[], []],
    [['--non-waivable', 'no-host-pid'], ['forbidden-waiver: must not be given: nonWaivable lets nobody waive no-host-pid']],
    [['--non-waivable', 'no-privileged, no-host-pid'], ['forbidden-waiver: must not be given: nonWaivable lets nobody waive no-host-pid']],
    [['--non-waivable', 'no-privileged'], []],
    [['--waivers-need', 'owner'], ['waiver-terms: must name an `owner`']],
    [['--waivers-need', 'expires,ticket'], []],
    [['--longest-waiver-days', '90'], ['waiver-terms: must end by 2099-04-01, 90 days from today at the latest: it expires on 2099-06-15']],
    [['--longest-waiver-days', '365'], []],
  ])('is said by %j', (args, expected) => {
    expect(complaints(...args)).toEqual(expected);
  });

  test.each<[args: string[], message: string]>([
    [['--non-waivable', 'no-privilege'], '--non-waivable: there is no rule \'no-privilege\' (did you mean \'no-privileged\'?). `npx cdk8s-hardened rules` lists them.'],
    [['--non-waivable', 'no-privileged,'], '--non-waivable: a name is empty: write them with single commas between them'],
    [['--waivers-need', 'tickets'], '--waivers-need: a waiver has no \'tickets\' (did you mean \'ticket\'?): it can need expires, ticket, owner'],
    [['--waivers-need', 'a,,b'], '--waivers-need: a name is empty: write them with single commas between them'],
    [['--longest-waiver-days', '0'], '--longest-waiver-days: \'0\' is no number of days: write a whole number from 1 on'],
    [['--longest-waiver-days', '1e3'], '--longest-waiver-days: \'1e3\' is no number of days: write a whole number from 1 on'],
    [['--longest-waiver-days=-1'], '--longest-waiver-days: \'-1\' is no number of days: write a whole number from 1 on'],
    [['--allow-backdating=yes'], '--allow-backdating takes no value'],
    [['--waivers'], '--waivers needs a value'],
    [['--waiver', 'x'], 'there is no option --waiver (did you mean \'--waivers\'?): see cdk8s-hardened --help'],
  ])('is not said by %j', (args, message) => {
    write({ 'good.yaml': GOOD });

    expect(run('check', 'good.yaml', ...args)).toEqual(refused(message));
  });
});

test('a waivers file with a fault is bad input, and nothing is judged', () => {
  write({ 'manifests/pod.yaml': POD(true), 'manifests/waivers.yaml': 'waivers:\n- waive: hostPID\n' });

  expect(run('check', 'manifests', '--waivers', 'nowhere.yaml')).toEqual(refused('nowhere.yaml: there is no such file or folder'));
  expect(run('check', 'manifests', '--waivers', 'manifests/pod.yaml')).toEqual(refused('manifests/pod.yaml:1: apiVersion: there is no such field: there are waivers, $schema'));
  expect(check().stderr.slice(0, 98)).toBe('cdk8s-hardened: manifests/waivers.yaml:2: waivers[0].waive: there is no control \'hostPID\' (did you');
});

test('a folder with nothing but the waivers file holds nothing to check', () => {
  write({ 'manifests/waivers.yaml': WAIVERS });

  expect(check()).toEqual(refused('there is no Kubernetes object in manifests: nothing was checked'));
});

test('waivers come from standard input as well', () => {
  write({ 'bad.yaml': BAD, 'waivers.yaml': 'waivers: [{rule: service-account-automount, reason: the vendor mounts it by hand}]' });
  const descriptor = fs.openSync('waivers.yaml', 'r');
  const files = jest.requireActual<typeof fs>('fs');
  const { readSync } = files;
  const input = jest.spyOn(files, 'readSync').mockImplementation(((from: number, ...rest: [Buffer, number, number, null]) => readSync(from === 0 ? descriptor : from, ...rest)) as typeof readSync);
  try {
    const { code, stdout } = run('check', 'bad.yaml', '--waivers', '-', '--format', 'json');
    const [{ source, used }] = JSON.parse(stdout).waivers;
    expect([code, source, used]).toEqual([0, { file: '(standard input)', line: 1 }, true]);
  } finally {
    input.mockRestore();
    fs.closeSync(descriptor);
  }
});

test('the digest of the text and the whole report come to the same', () => {
  write({ 'manifests/pod.yaml': POD(false), 'manifests/waivers.yaml': WAIVERS });
  const { stdout, code } = check('--format', 'json');

  expect([code, JSON.parse(stdout).summary]).toEqual([1, { objects: 1, failing: 1, warning: 0, waived: 0 }]);
});

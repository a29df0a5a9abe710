import * as fs from 'fs';
import * as path from 'path';
import { ManifestCheck } from '../../src/check/manifest-check';
import { ManifestCheckProps } from '../../src/check/manifest-check-props';
import { today } from '../../src/clock/today';
import { GOOD, workInEmptyFolder, write } from '../cli/command-line';

workInEmptyFolder();

const WHY = 'reason: loads a kernel module until the vendor ships it signed';

/** No test may depend on the day on which it runs, and no day before it is taken. */
const DAY = '2099-06-15';

afterEach(() => {
  delete process.env.CDK8S_HARDENED_TODAY;
});

/** A container of a pod, with its security context. */
function container(name: string, securityContext: object = {}, more: object = {}): object {
  return { name, image: 'registry.example/app:1', securityContext, ...more };
}

function pod(name: string, spec: object, metadata: object = {}): object {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, ...metadata }, spec };
}

const PRIVILEGED = container('driver', { privileged: true });

/** Manifests as a file. */
function textOf(objects: readonly object[]): string {
  return objects.map(object => `${JSON.stringify(object)}\n`).join('');
}

/** A check of the manifests, by a profile with few rules, and by waivers that are written as entries of a list. */
function check(entries: readonly string[], objects: readonly object[], props: ManifestCheckProps = {}) {
  write({ 'waivers.yaml': `waivers:\n${entries.map(entry => `- {${entry}}\n`).join('') || '  []\n'}`, 'all.json': textOf(objects) });
  return new ManifestCheck({ profile: 'pss-baseline', today: DAY, waivers: 'waivers.yaml', ...props }).checkPaths(['all.json']);
}

/** What was found, a line each: rule, outcome, what it is about, and, where it is about a waiver, what is the matter and the line of its entry. */
function found(...args: Parameters<typeof check>): string[] {
  return check(...args).findings.map(({ ruleId, outcome, resource, container: name, message, source }) => (
    resource.kind === ''
      ? `${ruleId} ${outcome}: ${message.replace(/ \(loads a kernel [^)]+\)/, '')} ${source?.file}:${source?.line}`
      : `${ruleId} ${outcome} ${[resource.namespace, resource.name, ...name === undefined ? [] : [name]].filter(part => part !== '').join('/')}`
  ));
}

test('a waiver excuses what it is for, and the report tells of it', () => {
  const { summary, findings, waivers, clock } = check(
    [`waive: privileged, container: driver, expires: 2099-12-31, ticket: SEC-142, owner: team-storage, ${WHY}`], [pod('web', { containers: [PRIVILEGED] })],
  );
  const waiver = {
    control: 'privileged',
    ruleId: 'no-privileged',
    ruleIds: ['no-privileged', 'no-privilege-escalation'],
    reason: 'loads a kernel module until the vendor ships it signed',
    expires: '2099-12-31',
    ticket: 'SEC-142',
    owner: 'team-storage',
    optional: false,
    container: 'driver',
    values: [],
    source: { file: 'waivers.yaml', line: 2 },
    excuses: 1,
    used: true,
    expired: false,
    widened: [],
  };

  expect([summary, findings.map(finding => finding.waiver), waivers, clock])
    .toEqual([{ objects: 1, failing: 0, warning: 0, waived: 1 }, [waiver], [waiver], { today: DAY }]);
});

test('without a finding it is unused, which fails', () => {
  expect(found([`waive: privileged, ${WHY}`], [pod('web', { containers: [container('app')] })]))
    .toEqual(['unused-waiver failing: Waiver.privileged must excuse something: nothing here breaks no-privileged waivers.yaml:2']);
});

test('an optional one only warns where nothing needs it', () => {
  expect(found([`waive: privileged, optional: true, ${WHY}`], [pod('web', { containers: [container('app')] })]))
    .toEqual(['unused-waiver warning: Waiver.privileged must excuse something: nothing here breaks no-privileged waivers.yaml:2']);
});

test('a check is used again and again, and a waiver is used by what each of them finds', () => {
  write({ 'waivers.yaml': `waivers: [{waive: privileged, ${WHY}}]` });
  const again = new ManifestCheck({ profile: 'pss-baseline', waivers: 'waivers.yaml' });
  const [bad, good] = [[pod('web', { containers: [PRIVILEGED] })], [pod('web', { containers: [container('app')] })]].map(textOf);

  expect([bad, good, bad].map(text => again.checkText(text).findings.map(({ ruleId, outcome }) => `${ruleId} ${outcome}`)))
    .toEqual([['no-privileged waived'], ['unused-waiver failing'], ['no-privileged waived']]);
});

test('an empty list of waivers changes nothing', () => {
  expect(check([], [pod('web', { containers: [PRIVILEGED] })]).summary).toEqual({ objects: 1, failing: 1, warning: 0, waived: 0 });
});

describe('the last day', () => {
  const entries = [`waive: privileged, expires: 2099-06-15, ${WHY}`];
  const objects = [pod('web', { containers: [PRIVILEGED] })];

  test.each<[day: string, findings: string[]]>([
    ['2099-05-15', ['no-privileged waived web/driver']],
    ['2099-05-16', ['no-privileged waived web/driver', 'expiring-waiver warning: Waiver.privileged expires in 30 days: it holds until 2099-06-15 waivers.yaml:2']],
    ['2099-06-15', ['no-privileged waived web/driver', 'expiring-waiver warning: Waiver.privileged expires today: it holds until 2099-06-15 waivers.yaml:2']],
    ['2099-06-16', ['no-privileged failing web/driver']],
  ])('is judged on %s', (day, findings) => {
    expect(found(entries, objects, { today: day })).toEqual(findings);
  });

  test('warns from as many days before as are asked for', () => {
    expect(found(entries, objects, { today: '2099-06-14', expiryWarningDays: 0 })).toEqual(['no-privileged waived web/driver']);
    expect(found(entries, objects, { today: '2099-06-15', expiryWarningDays: 0 })[1]).toBe(
      'expiring-waiver warning: Waiver.privileged expires today: it holds until 2099-06-15 waivers.yaml:2');
  });

  test('is over where the waiver has expired and nothing needs it', () => {
    expect(found(entries, [pod('web', { containers: [container('app')] })], { today: '2099-06-16' })).toEqual([
      'unused-waiver failing: Waiver.privileged must excuse something: nothing here breaks no-privileged, and it has expired on 2099-06-15 waivers.yaml:2',
    ]);
  });
});

describe('the day by which waivers expire', () => {
  const entries = [`waive: privileged, expires: 2099-06-15, ${WHY}`];
  const objects = [pod('web', { containers: [PRIVILEGED] })];

  test('is set from outside', () => {
    process.env.CDK8S_HARDENED_TODAY = '2099-06-16';
    const { summary, clock } = check(entries, objects, { today: undefined });

    expect([summary.failing, clock]).toEqual([1, { today: '2099-06-16' }]);
  });

  test('is today otherwise, and the report says nothing of it', () => {
    expect(check([`waive: privileged, ${WHY}`], objects, { today: undefined }).clock).toBeUndefined();
  });

  test('is asked for at every check', () => {
    write({ 'waivers.yaml': `waivers: [{waive: privileged, expires: 2099-06-15, ${WHY}}]` });
    const again = new ManifestCheck({ profile: 'pss-baseline', waivers: 'waivers.yaml', expiryWarningDays: 0 });
    const failing = (day: string) => {
      process.env.CDK8S_HARDENED_TODAY = day;
      return again.checkText(textOf(objects)).summary.failing;
    };

    expect(['2099-06-14', '2099-06-16', '2099-06-14'].map(failing)).toEqual([0, 1, 0]);
  });

  test('is not set back', () => {
    expect(() => check(entries, objects, { today: '2020-01-01' })).toThrow(new Error(
      `The day by which waivers expire is set back to 2020-01-01, and today is ${today()}: waivers that have expired since then would hold again. `
      + 'To rebuild an old commit, allow it: new ManifestCheck({ allowBackdating: true }).',
    ));
  });

  test('is set back where that is allowed, and the report says so', () => {
    const { summary, clock } = check([`waive: privileged, expires: 2020-06-15, ${WHY}`], objects, { today: '2020-01-01', allowBackdating: true });

    expect([summary, clock]).toEqual([{ objects: 1, failing: 0, warning: 0, waived: 1 }, { today: '2020-01-01', setBackFrom: today() }]);
  });

  test('is no other day than the environment says', () => {
    process.env.CDK8S_HARDENED_TODAY = '2099-06-16';

    expect(() => check(entries, objects)).toThrow(new Error(
      `The day by which waivers expire is set to ${DAY} in code and to 2099-06-16 by CDK8S_HARDENED_TODAY. Keep one of the two.`));
  });

  test('plays no part without waivers', () => {
    process.env.CDK8S_HARDENED_TODAY = 'tomorrow';

    expect(new ManifestCheck({ today: '2020-01-01' }).checkText(GOOD).summary).toEqual({ objects: 1, failing: 0, warning: 0, waived: 0 });
  });
});

describe('a waiver is narrowed', () => {
  const two = [pod('web', { containers: [PRIVILEGED] }), pod('cache', { containers: [PRIVILEGED] }, { namespace: 'shop', labels: { app: 'cache', tier: 'back' } })];
  const [WEB, CACHE] = ['no-privileged failing web/driver', 'no-privileged failing shop/cache/driver'];
  const waived = (line: string) => line.replace('failing', 'waived');

  test.each<[how: string, narrowing: string, findings: string[]]>([
    ['to no object', '', [waived(WEB), waived(CACHE)]],
    ['by a name', 'objects: {name: web}', [waived(WEB), CACHE]],
    ['by a namespace', 'objects: {namespace: shop}', [WEB, waived(CACHE)]],
    ['by labels', 'objects: {labels: {app: cache, tier: back}}', [WEB, waived(CACHE)]],
    ['by a kind and API version', 'objects: {kind: Pod, apiVersion: v1, name: cache}', [WEB, waived(CACHE)]],
  ])('%s', (_, narrowing, findings) => {
    expect(found([[`waive: privileged, ${WHY}`, ...narrowing === '' ? [] : [narrowing]].join(', ')], two)).toEqual(findings);
  });

  test('by the namespace of objects that name none', () => {
    expect(found([`waive: privileged, objects: {namespace: bank}, ${WHY}`], two, { namespace: 'bank' }))
      .toEqual(['no-privileged waived bank/web/driver', CACHE]);
  });

  test('by labels that only some have', () => {
    expect(found([`waive: privileged, objects: {labels: {app: cache, tier: front}}, ${WHY}`], two)).toEqual([
      WEB, CACHE, 'unused-waiver failing: Waiver.privileged on objects with app=cache, tier=front must excuse something: nothing that it is for breaks no-privileged waivers.yaml:2',
    ]);
  });

  test('to an item of a List by its name', () => {
    const list = { apiVersion: 'v1', kind: 'List', items: two };

    expect(found([`waive: privileged, objects: {name: cache}, ${WHY}`], [list])).toEqual([WEB, waived(CACHE)]);
  });

  test('to one container', () => {
    const spec = { containers: [container('a', { privileged: true }), container('b', { privileged: true })] };

    expect(found([`waive: privileged, container: b, ${WHY}`], [pod('web', spec)])).toEqual(['no-privileged failing web/a', 'no-privileged waived web/b']);
  });

  test('to an init container, and to a sidecar', () => {
    const spec = {
      initContainers: [container('setup', { privileged: true }), container('mesh', { privileged: true }, { restartPolicy: 'Always' })],
      containers: [container('app')],
    };

    expect(found([`waive: privileged, container: setup, ${WHY}`, `waive: privileged, container: mesh, ${WHY}`], [pod('web', spec)]))
      .toEqual(['no-privileged waived web/setup', 'no-privileged waived web/mesh']);
  });

  test('to a container that is not there', () => {
    expect(found([`waive: privileged, container: drive, ${WHY}`], [pod('web', { containers: [PRIVILEGED, container('app')] })])).toEqual([
      'no-privileged failing web/driver',
      'unused-waiver failing: Waiver.privileged for container "drive" must name a container that exists: there is no "drive" (did you mean \'driver\'?), the containers are app, driver waivers.yaml:2',
    ]);
  });

  test('to capabilities', () => {
    const spec = { containers: [container('app', { capabilities: { add: ['SYS_PTRACE', 'SYS_ADMIN'] } })] };

    expect(found([`waive: addCapabilities, capabilities: [SYS_PTRACE], ${WHY}`], [pod('web', spec)]))
      .toEqual(['pss-capabilities-baseline waived web/app', 'pss-capabilities-baseline failing web/app']);
  });

  test.each(['8080', '"8080"'])('to a port, as %s', value => {
    const spec = { containers: [container('app', {}, { ports: [{ containerPort: 80, hostPort: 8080 }, { containerPort: 81, hostPort: 8081 }] })] };

    expect(found([`waive: hostPort, value: ${value}, ${WHY}`], [pod('web', spec)])).toEqual(['no-host-port waived web/app', 'no-host-port failing web/app']);
  });

  test('to a folder of the node', () => {
    const spec = { containers: [container('app')], volumes: [{ name: 'a', hostPath: { path: '/etc' } }, { name: 'b', hostPath: { path: '/var/log' } }] };

    expect(found([`waive: hostPath, value: /var/log, ${WHY}`], [pod('web', spec)])).toEqual(['no-host-path failing web', 'no-host-path waived web']);
  });

  test.each(['ports[1].hostPort', 'spec.containers[0].ports[1].hostPort'])('to the field %s', field => {
    const spec = { containers: [container('app', {}, { ports: [{ containerPort: 80, hostPort: 8080 }, { containerPort: 81, hostPort: 8081 }] })] };

    expect(found([`rule: no-host-port, path: "${field}", ${WHY}`], [pod('web', spec)])).toEqual(['no-host-port failing web/app', 'no-host-port waived web/app']);
  });
});

test('a waiver of another rule excuses nothing', () => {
  expect(found([`rule: no-host-network, ${WHY}`], [pod('web', { containers: [PRIVILEGED] })])).toEqual([
    'no-privileged failing web/driver',
    'unused-waiver failing: Waiver.rule(\'no-host-network\') must excuse something: nothing here breaks no-host-network waivers.yaml:2',
  ]);
});

test('a waiver of a rule that the profile does not ask for is neither used nor unused', () => {
  const { findings, waivers } = check([`rule: default-deny, ${WHY}`], [pod('web', { containers: [container('app')] })]);

  expect([findings, waivers.map(({ used }) => used)]).toEqual([[], [false]]);
});

test('a rule about several objects is waived for one of them', () => {
  const settings = (name: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });

  expect(found(
    [`rule: unique-object, objects: {name: a}, ${WHY}`], [settings('a'), settings('b'), settings('a'), settings('b')], { profile: 'hardened' },
  )).toEqual(['unique-object waived a', 'unique-object failing b']);
});

test('a waiver of a whole pod that only one of its containers needs is too wide, which warns', () => {
  const spec = { containers: [PRIVILEGED, container('app')] };
  const { findings: [, wide] } = check([`waive: privileged, ${WHY}`], [pod('web', spec)]);

  expect([wide.ruleId, wide.outcome, wide.message, wide.fix, wide.source]).toEqual([
    'wide-waiver', 'warning',
    'Waiver.privileged (loads a kernel module until the vendor ships it signed) must be narrowed: only "driver" needs it, "app" does not',
    'Narrow it by `container`.',
    { file: 'waivers.yaml', line: 2 },
  ]);
});

describe('what is demanded of waivers:', () => {
  const objects = [pod('web', { containers: [PRIVILEGED] })];

  test('a rule that nobody may waive fails, and so does the waiver', () => {
    expect(found([`waive: privileged, ${WHY}`], objects, { nonWaivable: ['no-privileged'] })).toEqual([
      'no-privileged failing web/driver', 'forbidden-waiver failing: Waiver.privileged must not be given: nonWaivable lets nobody waive no-privileged waivers.yaml:2',
    ]);
  });

  test.each<[what: string, props: ManifestCheckProps, entry: string, findings: string[]]>([
    ['a ticket', { waiverRequirements: { ticket: true } }, 'owner: me', ['must name a `ticket`']],
    ['a ticket for a rule', { waiverRequirements: { ticketFor: ['no-privileged'] } }, 'owner: me', ['must name a `ticket`: every waiver of no-privileged needs one']],
    ['a ticket for another rule', { waiverRequirements: { ticketFor: ['no-host-pid'] } }, 'owner: me', []],
    ['an owner', { waiverRequirements: { owner: true } }, 'ticket: SEC-1', ['must name an `owner`']],
    ['an end', { waiverRequirements: { expires: true } }, 'ticket: SEC-1', ['must end: give it `expires`']],
    ['an end within days', { waiverRequirements: { longestDays: 90 } }, 'expires: 2099-09-14', ['must end by 2099-09-13, 90 days from today at the latest: it expires on 2099-09-14']],
    ['an end within days that is kept', { waiverRequirements: { longestDays: 90 } }, 'expires: 2099-09-13', []],
    ['all of it', { waiverRequirements: { expires: true, ticket: true, owner: true } }, 'expires: 2099-12-31, ticket: SEC-1, owner: me', []],
  ])('%s', (_, props, entry, complaints) => {
    expect(found([`waive: privileged, ${entry}, ${WHY}`], objects, props)).toEqual([
      'no-privileged waived web/driver', ...complaints.map(complaint => `waiver-terms failing: Waiver.privileged ${complaint} waivers.yaml:2`),
    ]);
  });

  test.each<[what: string, props: ManifestCheckProps, message: string]>([
    ['a rule that nobody knows', { nonWaivable: ['no-privilege'] }, 'ManifestCheck, nonWaivable: there is no rule \'no-privilege\' (did you mean \'no-privileged\'?). `npx cdk8s-hardened rules` lists them.'],
    ['a rule that nobody knows, with a ticket', { waiverRequirements: { ticketFor: ['x'] } }, 'ManifestCheck, waiverRequirements.ticketFor: there is no rule \'x\'. `npx cdk8s-hardened rules` lists them.'],
    ['no day', { waiverRequirements: { longestDays: 0 } }, 'ManifestCheck, waiverRequirements.longestDays: 0 is no number of days. Give a whole number from 1 on.'],
    ['half a day', { expiryWarningDays: 0.5 }, 'ManifestCheck, expiryWarningDays: 0.5 is no number of days. Give a whole number from 0 on.'],
    ['a day that does not exist', { today: '2099-02-30' }, 'ManifestCheck, today: \'2099-02-30\' is not a day of the calendar. Write year, month and day as \'2027-03-31\'.'],
  ])('%s is refused, with and without waivers', (_, props, message) => {
    expect(() => new ManifestCheck(props)).toThrow(new Error(message));
    expect(() => check([], [], props)).toThrow(new Error(message));
  });
});

describe('against a baseline', () => {
  const objects = [pod('web', { containers: [PRIVILEGED] })];

  /** A baseline of what a check finds. */
  function baselineOf(...args: Parameters<typeof check>): string {
    write({ 'known.json': JSON.stringify(check(...args)) });
    return 'known.json';
  }

  test('an unused waiver fails', () => {
    const entries = [`waive: hostPid, ${WHY}`];
    const [known, unused] = ['no-privileged warning web/driver', 'unused-waiver failing: Waiver.hostPid must excuse something: nothing here breaks no-host-pid waivers.yaml:2'];

    expect(found(entries, objects, { baseline: baselineOf(entries, objects) })).toEqual([known, unused]);
  });

  test('what a waiver excused until it expired fails, although it was there before', () => {
    const entries = [`waive: privileged, expires: 2099-12-31, ${WHY}`];

    expect(found(entries, objects, { baseline: baselineOf(entries, objects), today: '2100-01-01' })).toEqual(['no-privileged failing web/driver']);
  });

  test('a waiver is needed all the same', () => {
    expect(found([`waive: privileged, ${WHY}`], objects, { baseline: baselineOf([], objects) })).toEqual(['no-privileged waived web/driver']);
  });
});

describe('the waivers file is not judged itself', () => {
  const WAIVERS = `waivers: [{waive: privileged, ${WHY}}]`;
  const BAD = JSON.stringify(pod('web', { containers: [PRIVILEGED] }));
  const props = { profile: 'pss-baseline', waivers: 'manifests/waivers.yaml' };

  test.each<[where: string, paths: string[], objects: number]>([
    ['in a folder that is checked', ['manifests'], 1],
    ['by its own path', ['manifests/waivers.yaml', 'manifests/bad.json'], 1],
    ['by another spelling of its path', ['./manifests/../manifests/waivers.yaml', 'manifests/bad.json'], 1],
    ['alone', ['manifests/waivers.yaml'], 0],
  ])('%s', (_, paths, objects) => {
    write({ 'manifests/waivers.yaml': WAIVERS, 'manifests/bad.json': BAD });

    expect(new ManifestCheck(props).checkPaths(paths).summary.objects).toBe(objects);
  });

  (process.platform === 'win32' ? test.skip : test)('by a link', () => {
    write({ 'manifests/bad.json': BAD, 'elsewhere/waivers.yaml': WAIVERS });
    fs.symlinkSync(path.join('..', 'elsewhere', 'waivers.yaml'), path.join('manifests', 'waivers.yaml'));

    expect(new ManifestCheck(props).checkPaths(['manifests', 'elsewhere/waivers.yaml']).findings.map(({ ruleId, outcome }) => `${ruleId} ${outcome}`))
      .toEqual(['no-privileged waived']);
  });

  (process.platform === 'win32' ? test.skip : test)('and a link that leads nowhere is refused all the same', () => {
    write({ 'manifests/waivers.yaml': WAIVERS, 'manifests/bad.json': BAD });
    fs.symlinkSync('nowhere.yaml', path.join('manifests', 'link.yaml'));

    expect(() => new ManifestCheck(props).checkPaths(['manifests'])).toThrow(new Error('manifests/link.yaml: there is no such file or folder'));
  });

  test('but one that is like it', () => {
    write({ 'manifests/waivers.yaml': WAIVERS, 'manifests/bad.json': BAD, 'manifests/more.yaml': WAIVERS });

    expect(new ManifestCheck(props).checkPaths(['manifests']).findings.map(({ ruleId, outcome, source }) => `${ruleId} ${outcome} ${source?.file}`))
      .toEqual(['no-privileged waived manifests/bad.json', 'unreadable-object failing manifests/more.yaml']);
  });
});

test('standard input is either the waivers or manifests', () => {
  const open = jest.spyOn(jest.requireActual<typeof fs>('fs'), 'readSync').mockReturnValueOnce(0);
  try {
    expect(() => new ManifestCheck({ waivers: '-' })).toThrow(new Error('(standard input): there is nothing in it: write `waivers:` with a list below it'));
    open.mockImplementationOnce((_, buffer) => Buffer.from(buffer.buffer, buffer.byteOffset).write('waivers: []')).mockReturnValueOnce(0);
    expect(() => new ManifestCheck({ waivers: '-' }).checkPaths(['-'])).toThrow(
      new Error('standard input cannot be both the waivers and manifests: write one of the two to a file'));
  } finally {
    open.mockRestore();
  }
});

test('a waivers file with a fault is told in one line, before anything is judged', () => {
  write({ 'waivers.yaml': `waivers:\n- waive: privileged\n  ${WHY}\n  expires: 2099-02-30\n` });

  expect(() => new ManifestCheck({ waivers: 'waivers.yaml' })).toThrow(
    new Error('waivers.yaml:4: waivers[0].expires: \'2099-02-30\' is not a day of the calendar. Write year, month and day as \'2027-03-31\'.'));
});

test('the findings of thousands of objects share their waiver', () => {
  const objects = Array.from({ length: 3000 }, (_, i) => pod(`web-${i}`, { containers: [PRIVILEGED] }));
  const { summary, waivers: [{ excuses }], findings } = check([`waive: privileged, ${WHY}`], objects);
  const waivers = new Set(findings.map(({ waiver }) => JSON.stringify(waiver)));

  expect([summary, excuses, waivers.size]).toEqual([{ objects: 3000, failing: 0, warning: 0, waived: 3000 }, 3000, 1]);
});

import { existsSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart, Lazy, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { Aspects, DefaultDenyNetworkPolicy, HardenedDeployment, HardeningAspect, KubernetesVersion, Platform, Waiver, Waivers } from '../../src';
import * as clock from '../../src/clock/today';
import { Hardened } from '../../src/expectations/hardened';
import { targetOf } from '../../src/scope/target';
import { CleanApp, cleanApp, hardenedContainer, hardenedPodSpec, judge, pod, privilegedPodSpec } from '../aspects/clean-app';

const { V1_29, V1_31 } = KubernetesVersion;
const FOR_1_31 = { kubernetesVersion: V1_31 };
const WRITABLE = { readOnlyRootFilesystem: false };
const PRIVILEGED = 'securityContext.privileged';
const READ_ONLY = 'securityContext.readOnlyRootFilesystem';

/** The text of the error that was thrown. */
function messageOf(act: () => unknown): string {
  return errorOf(act).message;
}

function errorOf(act: () => unknown): Error {
  try {
    act();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}

/** A clean app with a privileged pod in its last chart. */
function privilegedApp(): CleanApp {
  const clean = cleanApp();
  pod(clean.chart, 'Bad', privilegedPodSpec('Bad'));
  return clean;
}

/** A clean app with a pod in its last chart that can write to its image. */
function writableApp(): CleanApp & { readonly bad: ApiObject } {
  const clean = cleanApp();
  return { ...clean, bad: pod(clean.chart, 'Bad', hardenedPodSpec('Bad', WRITABLE)) };
}

/** What a report says of a privileged container. */
const toldPrivileged = (construct: string, object: string) => [
  `${construct}  Pod ${object}`,
  '  container "app": securityContext.privileged must not be true   no-privileged · high · PSS baseline, CIS 5.2.2, NSA',
  '    why  A privileged container is root on the node.',
  '    fix  Remove `privileged`, or waive it: Waivers.of(bad).add(Waiver.privileged({ container: \'app\', reason: \'…\' }))',
];

let stderr: jest.SpyInstance;

beforeEach(() => {
  stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  jest.spyOn(clock, 'today').mockReturnValue('2026-11-22');
});

afterEach(() => jest.restoreAllMocks());

describe('noFindings', () => {
  test('passes where nothing is found, and gives the expectation back', () => {
    const expectation = Hardened.expect(cleanApp().app, FOR_1_31);
    expect([expectation.noFindings(), expectation.noFailures(), expectation.exactlyWaivers()]).toEqual([expectation, expectation, expectation]);
  });

  test('shows the report of what fails', () => {
    expect(messageOf(() => Hardened.expect(privilegedApp().chart, FOR_1_31).noFindings())).toBe([
      'shop: Nothing was expected to fail or to warn, and this does:',
      ...toldPrivileged('shop/Bad', 'shop/bad'),
      '1 violation, 0 waived, 5 objects. Nothing was written.',
    ].join('\n'));
  });

  test('throws for what only warns, which noFailures lets pass', () => {
    const { chart } = cleanApp();
    Waivers.of(chart).add(Waiver.privileged({ reason: 'some take a driver', optional: true }));
    const expectation = Hardened.expect(chart, FOR_1_31);
    expect(messageOf(() => expectation.noFindings()).split('\n').filter(line => !line.startsWith('    at '))).toEqual([
      'shop: Nothing was expected to fail or to warn, and this does:',
      'shop',
      '  Waiver.privileged (some take a driver) must excuse something: nothing here breaks no-privileged or no-privilege-escalation   unused-waiver · low',
      '    why  A waiver that excuses nothing hides the next fault.',
      '    fix  Remove the waiver. It is optional, and may stay for those who need it.',
      '0 violations, 1 warning, 0 waived, 4 objects.',
    ]);
    expect(expectation.noFailures()).toBe(expectation);
  });

  test('passes where all that is found is waived', () => {
    const { chart, bad } = writableApp();
    Waivers.of(bad).add(Waiver.readOnlyRootFilesystem({ reason: 'patches itself' }));
    expect(() => Hardened.expect(chart, FOR_1_31).noFindings()).not.toThrow();
  });

  test('throws for what cannot be rendered', () => {
    const { chart } = cleanApp();
    new ApiObject(chart, 'Broken', { apiVersion: 'v1', kind: 'ConfigMap', data: Lazy.any({ produce: () => { throw new Error('no data'); } }) } as never);
    const [heading, construct, finding] = messageOf(() => Hardened.expect(chart, FOR_1_31).noFindings()).split('\n');
    expect([heading, construct, finding]).toEqual([
      'shop: Nothing was expected to fail or to warn, and this does:',
      'shop/Broken',
      expect.stringMatching(/^ {2}Failed serializing construct at path 'shop\/Broken' .*: Error: no data {3}unreadable-object · high$/),
    ]);
  });

  test('has a stack of the line that called it, and nothing of our insides', () => {
    const { message, stack } = errorOf(() => Hardened.expect(privilegedApp().chart, FOR_1_31).noFindings());
    expect(stack!.startsWith(`${message}\n`)).toBe(true);
    expect(stack!.slice(message.length + 1).split('\n')).toEqual([expect.stringMatching(/^ {4}at .*[\\/]hardened\.test\.ts:\d+:\d+$/)]);
  });
});

describe('noFailures', () => {
  test('shows the report of what fails', () => {
    expect(messageOf(() => Hardened.expect(privilegedApp().chart, FOR_1_31).noFailures())).toBe([
      'shop: Nothing was expected to fail, and this does:',
      ...toldPrivileged('shop/Bad', 'shop/bad'),
      '1 violation, 0 waived, 5 objects. Nothing was written.',
    ].join('\n'));
  });
});

describe('failing', () => {
  test.each<[string, string, object | undefined]>([
    ['from the object', 'spec.containers[0].securityContext.privileged', undefined],
    ['from the container', PRIVILEGED, undefined],
    ['narrowed to the container', PRIVILEGED, { container: 'app' }],
    ['narrowed to the object', PRIVILEGED, { kind: 'Pod', name: 'bad', namespace: 'shop' }],
    ['narrowed to the construct', PRIVILEGED, { constructPath: 'Bad' }],
    ['narrowed to the scope itself, and what is below it', PRIVILEGED, { constructPath: '' }],
    ['narrowed to nothing, as guest languages do it', PRIVILEGED, {}],
  ])('passes where the rule fails at a path %s', (_, path, place) => {
    const expectation = Hardened.expect(privilegedApp().chart, FOR_1_31);
    expect(expectation.failing('no-privileged', path, place)).toBe(expectation);
  });

  /** What is said of a difference, without the report below it. */
  function differenceOf(act: (expectation: ReturnType<typeof Hardened.expect>) => unknown, { chart }: CleanApp = privilegedApp()): string[] {
    const [heading, ...lines] = messageOf(() => act(Hardened.expect(chart, FOR_1_31))).split('\n');
    return [heading, ...lines.filter(line => /^ {2}(fails|warns|is waived|…) /.test(line))];
  }

  test('says where the rule is broken instead, and shows the report', () => {
    expect(messageOf(() => Hardened.expect(privilegedApp().chart, FOR_1_31).failing('no-privileged', 'securityContext'))).toBe([
      'shop: no-privileged was expected to fail at securityContext, and it is found elsewhere:',
      '  fails at spec.containers[0].securityContext.privileged in container "app" of Pod shop/bad (shop/Bad)',
      ...toldPrivileged('shop/Bad', 'shop/bad'),
      '1 violation, 0 waived, 5 objects. Nothing was written.',
    ].join('\n'));
  });

  test.each<[string, object, string]>([
    ['another container', { container: 'proxy' }, ' in container "proxy"'],
    ['another kind', { kind: 'Deployment' }, ' of Deployment'],
    ['another name', { name: 'web' }, ' of an object web'],
    ['another namespace', { kind: 'Pod', name: 'bad', namespace: 'early' }, ' of Pod bad in namespace early'],
    ['another construct', { constructPath: 'Web' }, ' (Web)'],
    ['a construct that only begins alike', { constructPath: 'Ba' }, ' (Ba)'],
  ])('tells %s', (_, place, told) => {
    expect(differenceOf(expectation => expectation.failing('no-privileged', PRIVILEGED, place))).toEqual([
      `shop: no-privileged was expected to fail at securityContext.privileged${told}, and it is found elsewhere:`,
      '  fails at spec.containers[0].securityContext.privileged in container "app" of Pod shop/bad (shop/Bad)',
    ]);
  });

  test('lists ten places, and says how many more there are', () => {
    const clean = cleanApp();
    for (let i = 0; i < 12; i++) pod(clean.chart, `Bad${i}`, privilegedPodSpec(`Bad${i}`));
    const lines = differenceOf(expectation => expectation.failing('no-privileged', 'nowhere'), clean);
    expect([lines.length, lines[1], lines[11]]).toEqual([
      12, '  fails at spec.containers[0].securityContext.privileged in container "app" of Pod shop/bad0 (shop/Bad0)', '  … and 2 more',
    ]);
  });

  test('says that nothing breaks the rule', () => {
    expect(messageOf(() => Hardened.expect(cleanApp().chart, FOR_1_31).failing('no-privileged', PRIVILEGED))).toBe([
      'shop: no-privileged was expected to fail at securityContext.privileged, and it is found nowhere.',
      '0 violations, 0 waived, 4 objects.',
    ].join('\n'));
  });

  test('says that it is waived there, and why', () => {
    const clean = writableApp();
    Waivers.of(clean.bad).add(Waiver.readOnlyRootFilesystem({ reason: 'patches\nitself' }));
    expect(differenceOf(expectation => expectation.failing('read-only-root-fs', READ_ONLY), clean)).toEqual([
      'shop: read-only-root-fs was expected to fail at securityContext.readOnlyRootFilesystem, and it is waived there: patches\\nitself',
    ]);
  });

  test('says that it only warns there, and the other way round', () => {
    const only = (waiver: Waiver) => {
      const { chart } = cleanApp();
      Waivers.of(chart).add(waiver);
      return Hardened.expect(chart, FOR_1_31);
    };
    expect([
      messageOf(() => only(Waiver.hostPid({ reason: 'reads the node', optional: true })).failing('unused-waiver', '')).split('\n')[0],
      messageOf(() => only(Waiver.hostPid({ reason: 'reads the node' })).warning('unused-waiver', '')).split('\n')[0],
    ]).toEqual([
      'shop: unused-waiver was expected to fail, and it only warns there. Where that is meant, expect it by warning(…).',
      'shop: unused-waiver was expected to warn, and it fails there. Where that is meant, expect it by failing(…).',
    ]);
  });

  test('knows the id that a rule is not called by', () => {
    const expectation = Hardened.expect(cleanApp().chart, FOR_1_31);
    expect([
      messageOf(() => expectation.failing('no-privilege', PRIVILEGED)),
      messageOf(() => expectation.warning('unused-waivers', '')),
      messageOf(() => expectation.failing('be-nice', '')),
    ]).toEqual([
      'shop: there is no rule \'no-privilege\' (did you mean \'no-privileged\'?). `npx cdk8s-hardened rules` lists them.',
      'shop: there is no rule \'unused-waivers\' (did you mean \'unused-waiver\'?). `npx cdk8s-hardened rules` lists them.',
      'shop: there is no rule \'be-nice\'. `npx cdk8s-hardened rules` lists them.',
    ]);
  });
});

describe('exactlyWaivers', () => {
  /** Two hardened Deployments in a construct of their own; what the first waives is up to the test. */
  function block(...waivers: Waiver[]): Construct {
    const chart = new Chart(new App(), 'shop');
    new DefaultDenyNetworkPolicy(chart, 'DefaultDeny');
    const scope = new Construct(chart, 'Block');
    new HardenedDeployment(scope, 'One', { containers: [{ name: 'app', image: 'registry.example/app:1.0.0' }], waivers });
    new HardenedDeployment(scope, 'Two', { containers: [{ name: 'app', image: 'registry.example/app:1.0.0' }] });
    return scope;
  }

  const expectIn = (scope: Construct) => Hardened.expect(scope, FOR_1_31);
  const writable = (container?: string) => Waiver.readOnlyRootFilesystem({ reason: 'patches itself', container });
  const differences = (act: () => unknown) => messageOf(act).split('\n').filter(line => /^(\S+: The waivers| {2}(missing|unexpected) )/.test(line))
    .map(line => line.replace(/ at \S+hardened\.test\.ts:\d+/, ' at <line>'));
  /** The report below it, which other tests pin. */
  const reportOn = (scope: Construct) => messageOf(() => expectIn(scope).failing('no-privileged', 'nowhere')).replace(/^.*\n/, '');
  const NOT_EXPECTED = 'shop/Block: The waivers in use are not those that were expected:';

  test('passes where each is in use, wherever it is given unless somebody says where', () => {
    const one = { ruleId: 'read-only-root-fs', container: 'app' };
    const expectation = expectIn(block(writable('app')));
    expect([expectation.exactlyWaivers(one), expectation.exactlyWaivers({ ...one, constructPath: 'One' })]).toEqual([expectation, expectation]);
  });

  test('shows what is missing and what is unexpected, with the line that gives it, and the report', () => {
    const scope = block(writable('app'));
    const message = messageOf(() => expectIn(scope).exactlyWaivers({ ruleId: 'no-privileged', constructPath: 'Two' }));
    expect(message.replace(/ at \S+hardened\.test\.ts:\d+/, ' at <line>')).toBe([
      NOT_EXPECTED,
      '  missing     no-privileged, given to Two: nobody gives it',
      '  unexpected  read-only-root-fs for container "app", given to One at <line>: patches itself',
      ...reportOn(scope).split('\n'),
    ].join('\n'));
  });

  test('is exact about what a waiver is narrowed to', () => {
    expect([
      differences(() => expectIn(block(writable('app'))).exactlyWaivers({ ruleId: 'read-only-root-fs' })),
      differences(() => expectIn(block(writable())).exactlyWaivers({ ruleId: 'read-only-root-fs', container: 'app' })),
      differences(() => expectIn(block(writable())).exactlyWaivers({ ruleId: 'read-only-root-fs', path: READ_ONLY })),
    ]).toEqual([
      [NOT_EXPECTED, '  missing     read-only-root-fs: nobody gives it', '  unexpected  read-only-root-fs for container "app", given to One at <line>: patches itself'],
      [NOT_EXPECTED, '  missing     read-only-root-fs for container "app": nobody gives it', '  unexpected  read-only-root-fs, given to One at <line>: patches itself'],
      [
        NOT_EXPECTED, '  missing     read-only-root-fs at securityContext.readOnlyRootFilesystem: nobody gives it',
        '  unexpected  read-only-root-fs, given to One at <line>: patches itself',
      ],
    ]);
  });

  test('knows waivers by their values and objects, in any order', () => {
    const { chart } = cleanApp();
    const added = { capabilities: { drop: ['ALL'], add: ['SYS_PTRACE', 'NET_RAW'] } };
    pod(chart, 'Bad', hardenedPodSpec('Bad', added));
    const objects = { kind: 'Pod', name: 'bad' };
    Waivers.of(chart).add(Waiver.addCapabilities(['SYS_PTRACE', 'NET_RAW'], { reason: 'watches', objects }));
    const expectation = Hardened.expect(chart, FOR_1_31);
    const expected = { ruleId: 'added-capabilities', values: ['NET_RAW', 'SYS_PTRACE'], objects: { name: 'bad', kind: 'Pod' }, constructPath: '' };
    expect(expectation.exactlyWaivers(expected)).toBe(expectation);
    expect(differences(() => expectation.exactlyWaivers({ ...expected, objects: { ...objects, labels: { tier: 'db' } } }))).toEqual([
      'shop: The waivers in use are not those that were expected:',
      '  missing     added-capabilities of NET_RAW, SYS_PTRACE on Pod bad with tier=db, given to the scope itself: nobody gives it',
      '  unexpected  added-capabilities of SYS_PTRACE, NET_RAW on Pod bad, given to the scope itself at <line>: watches',
    ]);
  });

  test('counts each: two of the same have to be expected twice, and one that may be anywhere takes what is left', () => {
    const scope = block(writable('app'));
    new HardenedDeployment(scope, 'Three', { containers: [{ name: 'app', image: 'registry.example/app:1.0.0' }], waivers: [writable('app')] });
    const anywhere = { ruleId: 'read-only-root-fs', container: 'app' };
    const expectation = expectIn(scope);
    expect(expectation.exactlyWaivers(anywhere, { ...anywhere, constructPath: 'One' })).toBe(expectation);
    expect(differences(() => expectation.exactlyWaivers({ ...anywhere, constructPath: 'Three' }))).toEqual([
      NOT_EXPECTED, '  unexpected  read-only-root-fs for container "app", given to One at <line>: patches itself',
    ]);
    expect(differences(() => expectation.exactlyWaivers(anywhere, anywhere, anywhere))).toEqual([
      NOT_EXPECTED, '  missing     read-only-root-fs for container "app": nobody gives it',
    ]);
  });

  test('counts one that is given around the scope, and says so', () => {
    const { app, chart } = writableApp();
    Waivers.of(app).add(writable());
    Waivers.of(chart).add(Waiver.privileged({ reason: 'some take a driver', optional: true }));
    const expectation = Hardened.expect(chart, FOR_1_31);
    expect(expectation.exactlyWaivers({ ruleId: 'read-only-root-fs' })).toBe(expectation);
    expect(differences(() => expectation.exactlyWaivers())).toEqual([
      'shop: The waivers in use are not those that were expected:',
      '  unexpected  read-only-root-fs, given to the app, around the scope, at <line>: patches itself',
    ]);
  });

  test('counts one that relaxes what no rule watches', () => {
    const scope = block(Waiver.apiToken({ reason: 'asks the API' }));
    expect(differences(() => expectIn(scope).exactlyWaivers())).toEqual([
      NOT_EXPECTED, '  unexpected  automount-token, given to One at <line>: asks the API',
    ]);
  });

  test.each<[string, (scope: Construct) => void, string]>([
    ['needed', scope => Waivers.of(scope).add(Waiver.hostPid({ reason: 'reads the node' })), 'no-host-pid: it is given at <line>, and nothing there needs it'],
    ['valid any more', scope => {
      Waivers.of(scope).add(Waiver.hostPid({ reason: 'reads the node', expires: '2026-11-21' }));
      pod(scope, 'Bad', { ...hardenedPodSpec('Bad'), hostPID: true });
    }, 'no-host-pid: it is given at <line>, and it has expired on 2026-11-21'],
    ['allowed', scope => {
      Waivers.of(scope).add(Waiver.hostPid({ reason: 'reads the node' }));
      pod(scope, 'Bad', { ...hardenedPodSpec('Bad'), hostPID: true });
      Waivers.of(scope.node.root).forbid('no-host-pid');
    }, 'no-host-pid: it is given at <line>, and the app lets nobody waive it'],
  ])('does not count one that is not %s, and says why', (_, give, told) => {
    const scope = block();
    give(scope);
    expect(expectIn(scope).exactlyWaivers()).toBeDefined();
    expect(differences(() => expectIn(scope).exactlyWaivers({ ruleId: 'no-host-pid' }))).toEqual([NOT_EXPECTED, `  missing     ${told}`]);
  });

  test('knows the id that a rule is not called by, and the waiver that is meant', () => {
    const expectation = expectIn(block(writable()));
    expect([
      messageOf(() => expectation.exactlyWaivers({ ruleId: 'read-only-rootfs' })),
      messageOf(() => expectation.exactlyWaivers({ ruleId: 'readOnlyRootFilesystem' })),
    ]).toEqual([
      'shop/Block: there is no rule \'read-only-rootfs\' (did you mean \'read-only-root-fs\'?). `npx cdk8s-hardened rules` lists them.',
      'shop/Block: there is no rule \'readOnlyRootFilesystem\' (did you mean \'read-only-root-fs\'?). `npx cdk8s-hardened rules` lists them.',
    ]);
  });

  test('spells out what could drive a terminal', () => {
    const { chart, bad } = writableApp();
    Waivers.of(bad).add(Waiver.readOnlyRootFilesystem({ reason: 'patches\n  missing     everything' }));
    expect(differences(() => Hardened.expect(chart, FOR_1_31).exactlyWaivers())).toEqual([
      'shop: The waivers in use are not those that were expected:',
      '  unexpected  read-only-root-fs, given to Bad at <line>: patches\\n  missing     everything',
    ]);
  });
});

describe('what a scope is judged by', () => {
  /** The ids of rules that fail or warn. */
  const foundIn = (...args: Parameters<typeof Hardened.expect>) => Hardened.expect(...args).report().findings
    .filter(({ outcome }) => outcome !== 'waived').map(({ ruleId, constructPath }) => `${ruleId} ${constructPath}`);

  test('the props that are given, and not what the app has', () => {
    const { app, chart, bad } = writableApp();
    Aspects.of(app).add(new HardeningAspect({ ...FOR_1_31, nonWaivable: ['read-only-root-fs'] }));
    Waivers.of(bad).add(Waiver.readOnlyRootFilesystem({ reason: 'patches itself' }));
    expect([foundIn(chart, FOR_1_31), foundIn(chart, { nonWaivable: ['read-only-root-fs'] })]).toEqual([
      [], ['read-only-root-fs shop/Bad', 'forbidden-waiver shop/Bad'],
    ]);
  });

  test.each<[string, object | undefined]>([['no props', undefined], ['empty props, as guest languages give them', {}]])('by %s: the HardeningAspects over the scope', (_, props) => {
    const { app, chart, bad } = writableApp();
    Aspects.of(app).add(new HardeningAspect({ ...FOR_1_31, nonWaivable: ['read-only-root-fs'] }));
    Waivers.of(bad).add(Waiver.readOnlyRootFilesystem({ reason: 'patches itself' }));
    expect(foundIn(chart, props)).toEqual(['read-only-root-fs shop/Bad', 'forbidden-waiver shop/Bad']);
  });

  test('the HardeningAspects within the scope too, each of its own part', () => {
    const { app, chart, bad } = writableApp();
    judge(app);
    Aspects.of(chart).add(new HardeningAspect({ nonWaivable: ['read-only-root-fs'] }));
    Waivers.of(bad).add(Waiver.readOnlyRootFilesystem({ reason: 'patches itself' }));
    expect(foundIn(app)).toEqual(['read-only-root-fs shop/Bad', 'forbidden-waiver shop/Bad']);
  });

  test('a HardeningAspect without props where the app has none over the scope, so that nothing is left out', () => {
    const { app, early, chart } = cleanApp();
    judge(chart);
    pod(early, 'Bad', privilegedPodSpec('Bad'));
    expect(foundIn(app)).toEqual(['no-privileged early/Bad']);
  });

  test('a HardeningAspect that another aspect adds', () => {
    const { app, chart, bad } = writableApp();
    Waivers.of(bad).add(Waiver.readOnlyRootFilesystem({ reason: 'patches itself' }));
    let added = false;
    Aspects.of(app).add({
      visit: () => {
        if (!added) Aspects.of(app).add(new HardeningAspect({ nonWaivable: ['read-only-root-fs'] }));
        added = true;
      },
    });
    expect(foundIn(chart)).toEqual(['read-only-root-fs shop/Bad', 'forbidden-waiver shop/Bad']);
  });

  test.each<[string, (clean: CleanApp) => Parameters<typeof Hardened.expect>]>([
    ['of the app', ({ app, chart }) => {
      Aspects.of(app).add(new HardeningAspect({ reportOnly: true }));
      return [chart];
    }],
    ['beside one that is not', ({ app, early, chart }) => {
      Aspects.of(app).add(new HardeningAspect({ reportOnly: true }));
      pod(early, 'Worse', privilegedPodSpec('Worse'));
      judge(early);
      return [chart];
    }],
    ['that is given', ({ chart }) => [chart, { reportOnly: true }]],
  ])('a report-only HardeningAspect %s, as strictly as any other', (_, prepare) => {
    const [scope, props] = prepare(privilegedApp());
    expect(messageOf(() => Hardened.expect(scope, props).noFailures()).split('\n').at(-1)).toBe('1 violation, 0 waived, 5 objects. Nothing was written.');
  });

  test('the waivers around the scope', () => {
    const { app, bad } = writableApp();
    Waivers.of(app).add(Waiver.readOnlyRootFilesystem({ reason: 'patches itself' }));
    expect(foundIn(bad, FOR_1_31)).toEqual([]);
  });

  test('the objects around the scope, which themselves are not judged', () => {
    const { chart } = cleanApp();
    pod(chart, 'Bad', privilegedPodSpec('Bad'));
    const web = chart.node.findChild('Web');
    expect(foundIn(web, FOR_1_31)).toEqual([]);
    chart.node.tryRemoveChild('DenyAll');
    expect(foundIn(web, FOR_1_31)).toEqual(['default-deny shop/Web']);
  });

  test('what aspects of the app do to it', () => {
    const { app, chart } = cleanApp();
    Aspects.of(app).add({
      visit: node => {
        if (node === chart && !chart.node.tryFindChild('Bad')) pod(chart, 'Bad', privilegedPodSpec('Bad'));
      },
    });
    expect(foundIn(chart, FOR_1_31)).toEqual(['no-privileged shop/Bad']);
  });

  test.each<[string, (chart: Chart) => Construct]>([
    ['a chart of `Testing.chart()`', chart => chart],
    ['a hardened construct', chart => chart.node.findChild('Web') as Construct],
    ['an object', chart => chart.node.findChild('Web').node.findChild('Resource') as Construct],
  ])('%s alone', (_, scopeOf) => {
    const chart = Testing.chart();
    new HardenedDeployment(chart, 'Web', { containers: [{ image: 'registry.example/app:1.0.0' }] });
    expect(foundIn(scopeOf(chart), FOR_1_31)).toEqual(['default-deny test/Web/Resource']);
  });

  test('the day that is given', () => {
    const { chart, bad } = writableApp();
    Waivers.of(bad).add(Waiver.readOnlyRootFilesystem({ reason: 'patches itself', expires: '2027-03-31' }));
    expect(['2027-01-01', '2027-03-31', '2027-04-01'].map(today => foundIn(chart, { today }))).toEqual([
      [], ['expiring-waiver shop/Bad'], ['read-only-root-fs shop/Bad'],
    ]);
    expect(messageOf(() => Hardened.expect(chart, { today: '2026-11-21' }))).toBe(
      'The day by which waivers expire is set back to 2026-11-21, and today is 2026-11-22: waivers that have expired since then would hold again. '
      + 'To rebuild an old commit, allow it: new HardeningAspect({ allowBackdating: true }).',
    );
  });
});

describe('the target', () => {
  /** A chart with a hardened Deployment, and every target that the chart was rendered for. */
  function watchedChart(app: App): { readonly chart: Chart; readonly targets: string[] } {
    const chart = new Chart(app, 'test');
    const targets: string[] = [];
    new DefaultDenyNetworkPolicy(chart, 'DefaultDeny');
    new HardenedDeployment(chart, 'Web', { containers: [{ image: 'registry.example/app:1.0.0' }] });
    const produce = () => {
      const { kubernetesVersion, platform } = targetOf(chart);
      targets.push(`${String(kubernetesVersion)} ${String(platform)}`);
      return { watched: 'yes' };
    };
    new ApiObject(chart, 'Watched', { apiVersion: 'v1', kind: 'ConfigMap', data: Lazy.any({ produce }) } as never);
    return { chart, targets };
  }

  test('that is given reaches hardened constructs, and only while they are judged', () => {
    const { chart, targets } = watchedChart(Testing.app());
    Hardened.expect(chart, { kubernetesVersion: V1_29, platform: Platform.OPENSHIFT }).noFindings();
    Hardened.expect(chart, { kubernetesVersion: V1_31 }).noFindings();
    Hardened.expect(chart, {}).noFailures();
    expect(targets).toEqual(['1.29 openshift', '1.31 undefined', 'undefined undefined']);
  });

  test('may be another than that of the app, of which the rest holds', () => {
    const app = Testing.app();
    const { chart, targets } = watchedChart(app);
    Aspects.of(app).add(new HardeningAspect({ kubernetesVersion: V1_31, platform: Platform.OPENSHIFT }));
    for (const props of [{ kubernetesVersion: V1_29 }, { platform: Platform.VANILLA }, undefined]) Hardened.expect(app, props).noFindings();
    expect(targets).toEqual(['1.29 openshift', '1.31 vanilla', '1.31 openshift']);
    expect(Hardened.expect(chart, { kubernetesVersion: V1_29 }).report().kubernetesVersion).toBe('1.29');
    Testing.synth(chart);
    expect(new Set(targets.slice(4))).toEqual(new Set(['1.31 openshift']));
  });

  test('is taken back when judging fails', () => {
    const { chart } = watchedChart(Testing.app());
    Aspects.of(chart).add({ visit: () => { throw new Error('an aspect of the app'); } });
    expect(messageOf(() => Hardened.expect(chart, FOR_1_31))).toBe('an aspect of the app');
    expect(targetOf(chart)).toEqual({ kubernetesVersion: undefined, platform: undefined });
  });
});

describe('nothing is left behind', () => {
  const props = { ...FOR_1_31, reportFile: join(tmpdir(), 'a-folder-of-nobody', 'report.json'), nonWaivable: ['no-privileged'] };

  test('a synth gives what it would have given', () => {
    const [untouched, { app, chart }] = [cleanApp(), cleanApp()];
    Hardened.expect(app, props).noFindings();
    Hardened.expect(chart, props).noFindings();
    expect([app.synthYaml(), Testing.synth(chart), chart.toJson()])
      .toEqual([untouched.app.synthYaml(), Testing.synth(untouched.chart), untouched.chart.toJson()]);
  });

  test('and lets out what only a test refused', () => {
    const { app, chart } = privilegedApp();
    const expectation = Hardened.expect(chart, props);
    expect({
      objects: Testing.synth(chart).length,
      aspects: [...Aspects.of(chart).all, ...Aspects.of(app).all],
      hasReportFile: existsSync(props.reportFile),
      printed: stderr.mock.calls,
    }).toEqual({ objects: 5, aspects: [], hasReportFile: false, printed: [] });
    expect(messageOf(() => expectation.noFindings()).split('\n')[0]).toBe('shop: Nothing was expected to fail or to warn, and this does:');
  });

  test('and is stopped by the aspects of the app as before', () => {
    const { app, chart } = privilegedApp();
    judge(app);
    const stopped = () => messageOf(() => Testing.synth(chart));
    const before = stopped();
    expect(messageOf(() => Hardened.expect(chart).noFindings())).not.toBe(before);
    expect(stopped()).toBe(before);
  });

  test('after a synth it judges the app as it is then', () => {
    const { app, chart } = cleanApp();
    judge(app);
    Testing.synth(chart);
    Hardened.expect(chart).noFindings();
    pod(chart, 'Bad', privilegedPodSpec('Bad'));
    expect(messageOf(() => Hardened.expect(chart).noFindings()).split('\n').at(-1)).toBe('1 violation, 0 waived, 5 objects. Nothing was written.');
  });

  test('an expectation tells of the time when it was made', () => {
    const { chart } = cleanApp();
    const before = Hardened.expect(chart, FOR_1_31);
    pod(chart, 'Bad', privilegedPodSpec('Bad'));
    expect([before.noFindings(), before.report().summary.objects]).toEqual([before, 4]);
  });
});

describe('nothing to judge', () => {
  test.each<[string, () => Construct, string]>([
    ['an app without a chart', () => Testing.app(), 'the app'],
    ['a chart without an object', () => Testing.chart(), 'test'],
    ['a construct without an object, beside others', () => new Construct(cleanApp().chart, 'Empty'), 'shop/Empty'],
    ['a List without items', () => new ApiObject(Testing.chart(), 'List', { apiVersion: 'v1', kind: 'List', items: [] } as never), 'test/List'],
  ])('in %s is an error', (_, scope, name) => {
    expect(messageOf(() => Hardened.expect(scope(), FOR_1_31))).toBe(
      `${name}: there is nothing to judge, as no object is below it. Build what is tested before Hardened.expect is called, `
      + 'and give it the chart, or the construct, that has the objects.',
    );
  });
});

test('a call from code that runs while the app is judged is an error', () => {
  const { app, chart } = cleanApp();
  judge(app);
  Aspects.of(app).add({ visit: () => Hardened.expect(chart).noFindings() });
  expect(messageOf(() => app.synthYaml())).toBe(
    'shop: Hardened.expect was called while the app is being judged: by a validation, a Lazy, or an Aspect. Call it from a test.',
  );
});

test('the report is the one of the scope, as other tools know it', () => {
  const { chart } = cleanApp();
  pod(chart, 'Bad', { ...hardenedPodSpec('Bad'), containers: [hardenedContainer('app', { ...WRITABLE, privileged: true })] });
  Waivers.of(chart).add(Waiver.readOnlyRootFilesystem({ reason: 'patches itself' }));
  const { schemaVersion, profile, kubernetesVersion, summary, findings, waivers } = Hardened.expect(chart, FOR_1_31).report();
  expect({ schemaVersion, profile, kubernetesVersion, summary }).toEqual({
    schemaVersion: '1.0', profile: 'hardened', kubernetesVersion: '1.31', summary: { objects: 5, failing: 1, warning: 0, waived: 1 },
  });
  expect(findings.map(({ ruleId, outcome, constructPath }) => [ruleId, outcome, constructPath])).toEqual([
    ['read-only-root-fs', 'waived', 'shop/Bad'], ['no-privileged', 'failing', 'shop/Bad'],
  ]);
  expect(waivers.map(({ ruleId, used }) => [ruleId, used])).toEqual([['read-only-root-fs', true]]);
});

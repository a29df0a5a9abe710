import { Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { Waiver, Waivers } from '../../src';
import * as clock from '../../src/clock/today';
import { privileged } from './bypass';
import { CleanApp, cleanApp, hardenedContainer, hardenedPodSpec, judge, pod } from './clean-app';
import { toldFindings } from './told-findings';

const waiver = (props: { container?: string; expires?: string; ticket?: string } = {}) => Waiver.readOnlyRootFilesystem({ reason: 'patches itself', ...props });
const writable = (construct: string) => `${construct} read-only-root-fs container "app": securityContext.readOnlyRootFilesystem`;
const WRITABLE = { readOnlyRootFilesystem: false };

/** A clean app, judged, with a pod in each chart that can write to its image. */
function appWithTwoFaults(): CleanApp {
  const clean = cleanApp();
  judge(clean.app);
  for (const chart of [clean.early, clean.chart]) pod(chart, 'Bad', hardenedPodSpec('Bad', WRITABLE));
  return clean;
}

function reportOf({ app }: CleanApp): string {
  try {
    app.synthYaml();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

function stoppedBy(clean: CleanApp): string[] {
  const report = reportOf(clean);
  return report === '' ? [] : toldFindings(report);
}

let stderr: jest.SpyInstance;

beforeEach(() => {
  stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  jest.spyOn(clock, 'today').mockReturnValue('2026-11-22');
});

afterEach(() => jest.restoreAllMocks());

describe('a waiver excuses what is found in its scope', () => {
  test.each<[string, (clean: CleanApp) => Construct, string[]]>([
    ['the app', ({ app }) => app, []],
    ['a chart', ({ chart }) => chart, [writable('early/Bad')]],
    ['a construct', ({ chart }) => chart.node.findChild('Bad') as Construct, [writable('early/Bad')]],
  ])('%s', (_, scopeOf, left) => {
    const clean = appWithTwoFaults();
    Waivers.of(scopeOf(clean)).add(waiver());
    expect(stoppedBy(clean)).toEqual(left);
  });

  test('given after the object and after the Aspect', () => {
    const clean = appWithTwoFaults();
    expect(stoppedBy(clean)).toEqual([writable('early/Bad'), writable('shop/Bad')]);
    Waivers.of(clean.app).add(waiver());
    expect(stoppedBy(clean)).toEqual([]);
  });

  test('of one container, and not of its neighbour', () => {
    const clean = cleanApp();
    judge(clean.app);
    const containers = ['app', 'proxy'].map(name => hardenedContainer(name, WRITABLE));
    Waivers.of(pod(clean.chart, 'Bad', { ...hardenedPodSpec('Bad'), containers })).add(waiver({ container: 'proxy' }));
    expect(stoppedBy(clean)).toEqual([writable('shop/Bad')]);
  });

  test('and no other rule', () => {
    const clean = cleanApp();
    judge(clean.app);
    Waivers.of(pod(clean.chart, 'Bad', hardenedPodSpec('Bad', { ...WRITABLE, privileged: true }))).add(waiver());
    expect(stoppedBy(clean)).toEqual([privileged('shop/Bad')]);
  });
});

describe('a waiver that excuses nothing fails', () => {
  test('because nothing there breaks the rule', () => {
    const clean = cleanApp();
    judge(clean.app);
    Waivers.of(clean.chart).add(waiver());
    expect(reportOf(clean).replace(/:\d+$/m, ':LINE')).toBe([
      'shop',
      '  Waiver.readOnlyRootFilesystem (patches itself) must excuse something: nothing here breaks read-only-root-fs   unused-waiver · low',
      '    at   test/aspects/waivers-of-a-scope.test.ts:LINE',
      '    why  A waiver that excuses nothing hides the next fault.',
      '    fix  Remove the waiver.',
      '1 violation, 0 waived, 8 objects. Nothing was written.',
    ].join('\n'));
  });

  test('because it is for another container', () => {
    const clean = appWithTwoFaults();
    clean.early.node.tryRemoveChild('Bad');
    Waivers.of(clean.chart).add(waiver({ container: 'proxy' }));
    expect(stoppedBy(clean)).toEqual([writable('shop/Bad'), 'shop unused-waiver Waiver.readOnlyRootFilesystem for container "proxy" (patches itself)']);
  });

  test('but not where a nearer one excuses the same fault: a waiver of an outer scope is for others too', () => {
    const clean = appWithTwoFaults();
    Waivers.of(clean.app).add(waiver());
    Waivers.of(clean.chart).add(waiver());
    expect(stoppedBy(clean)).toEqual([]);
  });

  test('and not outside of what is judged', () => {
    const clean = cleanApp();
    judge(clean.chart);
    Waivers.of(clean.early).add(waiver());
    expect(stoppedBy(clean)).toEqual([]);
  });
});

describe('a waiver with an end', () => {
  test('holds on its last day', () => {
    const clean = appWithTwoFaults();
    Waivers.of(clean.app).add(waiver({ expires: '2026-11-22' }));
    expect(stoppedBy(clean)).toEqual([]);
  });

  test('fails from the day after, and says until when it held', () => {
    const clean = appWithTwoFaults();
    clean.early.node.tryRemoveChild('Bad');
    Waivers.of(clean.app).add(waiver({ expires: '2026-11-21' }));
    expect(reportOf(clean).split('\n').slice(0, 3)).toEqual([
      'shop/Bad  Pod shop/bad',
      '  container "app": securityContext.readOnlyRootFilesystem must be true, is false   read-only-root-fs · medium · NSA',
      '    was waived until 2026-11-21: patches itself',
    ]);
  });

  test('that has passed does not weaken one that holds', () => {
    const clean = appWithTwoFaults();
    Waivers.of(clean.app).add(waiver({ expires: '2026-11-21' }));
    Waivers.of(clean.chart).add(waiver({ expires: '2027-12-31' }));
    expect(stoppedBy(clean)).toEqual([writable('early/Bad')]);
  });
});

describe('what was waived is told on stderr', () => {
  const told = [
    'waived                  where    until       why',
    'readOnlyRootFilesystem  the app  2027-03-31  patches itself (SEC-142)',
    '0 violations, 2 waived, 10 objects.\n',
  ].join('\n');

  test('once for each app.synth, however many charts there are', () => {
    const clean = appWithTwoFaults();
    Waivers.of(clean.app).add(waiver({ expires: '2027-03-31', ticket: 'SEC-142' }));
    clean.app.synthYaml();
    clean.app.synthYaml();
    expect(stderr.mock.calls).toEqual([[told], [told]]);
  });

  test('never for Testing.synth', () => {
    const clean = appWithTwoFaults();
    Waivers.of(clean.app).add(waiver());
    Testing.synth(clean.chart);
    expect(stderr.mock.calls).toEqual([]);
  });
});

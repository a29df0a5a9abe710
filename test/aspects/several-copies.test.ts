import * as cdk8s from 'cdk8s';
import { Construct } from 'constructs';
import * as hardened from '../../src';
import { Waiver, Waivers } from '../../src';
import { compiledLibrary } from '../guests/compiled-library';
import { followToTheEnd, SYNTH_PATHS } from '../synth/synth-paths';
import { privileged } from './bypass';
import { CleanApp, cleanApp, hardenedPodSpec, judge, pod, podProps, privilegedPodSpec } from './clean-app';
import { toldFindings } from './told-findings';

/** A package of building blocks may bring a copy of a library of its own, perhaps in another version. */
function secondCopyOf<T>(load: () => T): T {
  let copy: T;
  jest.isolateModules(() => {
    copy = load();
  });
  return copy!;
}

const otherHardened = jest.requireActual<typeof hardened>(compiledLibrary());
const otherCdk8s = secondCopyOf(() => jest.requireActual<typeof cdk8s>('cdk8s'));

const judgeByOther = (scope: Construct) => otherHardened.Aspects.of(scope).add(
  new otherHardened.HardeningAspect({ kubernetesVersion: otherHardened.KubernetesVersion.V1_31 }),
);

function told(report: string | undefined): string[] {
  return report === undefined ? [] : [...new Set(toldFindings(report))];
}

test('the copies are copies', () => {
  expect([otherHardened.HardeningAspect === hardened.HardeningAspect, otherCdk8s.App === cdk8s.App]).toEqual([false, false]);
});

describe.each(SYNTH_PATHS)('two copies of cdk8s-hardened in one app, by $name', path => {
  const both = (fill: (clean: CleanApp) => void) => followToTheEnd(path, props => {
    const clean = cleanApp({ props });
    judge(clean.app);
    judgeByOther(clean.app);
    fill(clean);
    return clean;
  });

  test('let a clean app out as it is', () => {
    expect(both(() => undefined)).toEqual(followToTheEnd(path, props => cleanApp({ props })));
  });

  test('let nothing privileged out', () => {
    const { report, files } = both(({ chart }) => pod(chart, 'Bad', privilegedPodSpec('Bad')));
    expect({ told: told(report), files }).toEqual({ told: [privileged('shop/Bad')], files: {} });
  });

  test('let a hardened construct of either out, and neither weakened', () => {
    const build = (weakened: readonly number[]) => both(({ chart }) => [hardened, otherHardened].forEach(({ HardenedDeployment }, i) => {
      const deployment = new HardenedDeployment(chart, `Copy${i}`, { containers: [{ image: 'registry.example/app:1.0.0' }] });
      const patch = cdk8s.JsonPatch.add('/spec/template/spec/containers/0/securityContext/readOnlyRootFilesystem', false);
      if (weakened.includes(i)) cdk8s.ApiObject.of(deployment).addJsonPatch(patch);
    }));
    const outcomes = [[], [0], [1]].map(build);
    const stoppedBy = outcomes.map(({ report }) => new Set(told(report).map(line => line.split(' ')[0])));
    expect(stoppedBy).toEqual([[], ['shop/Copy0/Resource'], ['shop/Copy1/Resource']].map(constructs => new Set(constructs)));
    expect(outcomes.slice(1).map(({ files }) => files)).toEqual([{}, {}]);
  });
});

describe.each(SYNTH_PATHS)('two copies of cdk8s, by $name', path => {
  beforeEach(() => {
    jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  });

  afterEach(() => jest.restoreAllMocks());

  test('an object and a chart of the other copy are judged', () => {
    const { report, files } = followToTheEnd(path, props => {
      const clean = cleanApp({ props });
      judge(clean.app);
      new otherCdk8s.ApiObject(new otherCdk8s.Chart(clean.chart, 'other', { namespace: 'shop' }), 'Bad', podProps('Bad', privilegedPodSpec('Bad')));
      return clean;
    });
    expect({ told: told(report), files }).toEqual({ told: [privileged('shop/other/Bad')], files: {} });
  });

  test.each([false, true])('an App of the other copy is judged, privileged: %j', isPrivileged => {
    const { report, files } = followToTheEnd(path, props => {
      const app = new otherCdk8s.App(props) as cdk8s.App;
      const chart = new otherCdk8s.Chart(app, 'shop', { namespace: 'shop' }) as cdk8s.Chart;
      judge(app);
      hardened.Waivers.of(app).add(hardened.Waiver.noDefaultDeny({ reason: 'the cluster denies by default' }));
      new otherCdk8s.ApiObject(chart, 'Pod', podProps('Bad', isPrivileged ? privilegedPodSpec('Bad') : hardenedPodSpec('Bad')));
      return { app, chart };
    });
    expect(told(report)).toEqual(isPrivileged ? [privileged('shop/Pod')] : []);
    if (isPrivileged) expect(files).toEqual({});
  });
});

describe('waivers of one copy', () => {
  const stoppedBy = (fill: (clean: CleanApp) => void) => {
    const clean = cleanApp();
    judge(clean.app);
    fill(clean);
    try {
      clean.app.synthYaml();
      return [];
    } catch (error) {
      const findings = (error as Error).message.split('\n').filter(line => / · (high|medium|low)/.test(line));
      return findings.map(line => line.replace(/^.* {3}([a-z-]+) · .*$/, '$1'));
    }
  };
  const writable = (chart: cdk8s.Chart) => pod(chart, 'Bad', hardenedPodSpec('Bad', { readOnlyRootFilesystem: false }));
  const reason = 'patches itself at start';

  test('excuse what the other judges', () => {
    const waiver = otherHardened.Waiver.readOnlyRootFilesystem({ reason });
    expect(stoppedBy(({ chart }) => otherHardened.Waivers.of(writable(chart)).add(waiver))).toEqual([]);
  });

  test('are held to their word by the other', () => {
    expect(stoppedBy(({ chart }) => otherHardened.Waivers.of(chart).add(otherHardened.Waiver.hostPid({ reason })))).toEqual(['unused-waiver']);
    expect(stoppedBy(({ chart }) => new otherHardened.HardenedDeployment(chart, 'Block', {
      containers: [{ image: 'registry.example/app:1.0.0' }], waivers: [otherHardened.Waiver.apiToken({ reason, expires: '2020-01-01' })],
    }))).toEqual(['expired-waiver']);
  });

  test('are forbidden by the other', () => {
    expect(stoppedBy(({ chart }) => {
      otherHardened.Waivers.of(chart).forbid('read-only-root-fs');
      Waivers.of(writable(chart)).add(Waiver.readOnlyRootFilesystem({ reason }));
    })).toEqual(['read-only-root-fs', 'forbidden-waiver']);
  });
});

import { App, Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { Aspects, HardeningAspect, KubernetesVersion } from '../../src';
import { privileged } from './bypass';
import { CleanApp, cleanApp, denyAll, hardenedPodSpec, judge, pod, privilegedPodSpec } from './clean-app';
import { toldFindings } from './told-findings';

const reportOnly = new HardeningAspect({ kubernetesVersion: KubernetesVersion.V1_31, reportOnly: true });

/** A clean app with a privileged pod in each of its charts. */
function appWithTwoFaults(): CleanApp {
  const clean = cleanApp();
  for (const chart of [clean.early, clean.chart]) pod(chart, 'Bad', privilegedPodSpec('Bad'));
  return clean;
}

/** What stopped `app.synthYaml()`; nothing if nothing did. */
function stoppedBy({ app }: { readonly app: App }): string[] {
  try {
    app.synthYaml();
    return [];
  } catch (error) {
    return toldFindings((error as Error).message);
  }
}

let stderr: jest.SpyInstance;

beforeEach(() => {
  stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});

afterEach(() => stderr.mockRestore());

function printed(): string {
  return stderr.mock.calls.map(([text]) => text).join('');
}

describe('what an Aspect judges', () => {
  test('an Aspect on a chart judges the objects of this chart only', () => {
    const clean = appWithTwoFaults();
    judge(clean.chart);
    expect(stoppedBy(clean)).toEqual([privileged('shop/Bad')]);
  });

  test('an Aspect on a chart stops another chart that is rendered alone: cdk8s validates the whole app for it', () => {
    const clean = appWithTwoFaults();
    judge(clean.chart);
    expect(() => Testing.synth(clean.early)).toThrow('shop/Bad  Pod shop/bad\n');
  });

  test('an Aspect on a construct judges the objects below it only', () => {
    const clean = cleanApp();
    const team = new Construct(clean.chart, 'team');
    pod(team, 'Bad', privilegedPodSpec('Bad'));
    pod(clean.chart, 'Other', privilegedPodSpec('Other'));
    judge(team);
    expect(stoppedBy(clean)).toEqual([privileged('shop/team/Bad')]);
  });

  test('an Aspect on an object judges this object', () => {
    const clean = appWithTwoFaults();
    judge(clean.chart.node.findChild('Bad') as Construct);
    expect(stoppedBy(clean)).toEqual([privileged('shop/Bad')]);
  });

  test('for an Aspect on a chart, policies of other charts isolate its pods', () => {
    const { app } = cleanApp();
    const policies = new Chart(app, 'policies', { namespace: 'team' });
    const workloads = new Chart(app, 'workloads', { namespace: 'team' });
    pod(workloads, 'Api', hardenedPodSpec('Api'));
    judge(workloads);
    expect(stoppedBy({ app })).toEqual(['workloads/Api default-deny the pods']);
    denyAll(policies);
    expect(stoppedBy({ app })).toEqual([]);
  });
});

describe('two Apps in a process', () => {
  test('an App is not judged by the Aspect of the other', () => {
    const judged = appWithTwoFaults();
    const free = appWithTwoFaults();
    judge(judged.app);
    expect(stoppedBy(judged)).toEqual([privileged('early/Bad'), privileged('shop/Bad')]);
    expect(stoppedBy(free)).toEqual([]);
  });

  test('each is judged by its own', () => {
    const bad = appWithTwoFaults();
    const good = cleanApp();
    [bad, good].forEach(({ app }) => judge(app));
    expect([good, bad, good].map(stoppedBy)).toEqual([[], [privileged('early/Bad'), privileged('shop/Bad')], []]);
  });

  test('one Aspect may be added to both', () => {
    const aspect = new HardeningAspect({ kubernetesVersion: KubernetesVersion.V1_31 });
    const apps = [appWithTwoFaults(), cleanApp()];
    apps.forEach(({ app }) => Aspects.of(app).add(aspect));
    expect(apps.map(stoppedBy)).toEqual([[privileged('early/Bad'), privileged('shop/Bad')], []]);
  });
});

describe('of two Aspects over the same objects the stricter one holds', () => {
  test('a report-only one on a chart silences nothing under a strict one on the app', () => {
    const clean = appWithTwoFaults();
    judge(clean.app);
    Aspects.of(clean.chart).add(reportOnly);
    expect(stoppedBy(clean)).toEqual([privileged('early/Bad'), privileged('shop/Bad')]);
  });

  test('a strict one on a chart stops its objects within a report-only one on the app', () => {
    const clean = appWithTwoFaults();
    Aspects.of(clean.app).add(reportOnly);
    judge(clean.chart);
    expect(stoppedBy(clean)).toEqual([privileged('early/Bad'), privileged('shop/Bad')]);
  });

  test('a strict one on a clean chart stops nothing within a report-only one on the app', () => {
    const clean = cleanApp();
    pod(clean.early, 'Bad', privilegedPodSpec('Bad'));
    Aspects.of(clean.app).add(reportOnly);
    judge(clean.chart);
    expect(stoppedBy(clean)).toEqual([]);
    expect(toldFindings(printed())).toEqual([privileged('early/Bad')]);
  });

  test('of a report-only and a strict one on the same scope the strict one stops, whichever came first', () => {
    const orders = [true, false].map(strictFirst => {
      const clean = appWithTwoFaults();
      if (strictFirst) judge(clean.app);
      Aspects.of(clean.app).add(reportOnly);
      if (!strictFirst) judge(clean.app);
      return stoppedBy(clean);
    });
    const both = [privileged('early/Bad'), privileged('shop/Bad')];
    expect(orders).toEqual([both, both]);
  });
});

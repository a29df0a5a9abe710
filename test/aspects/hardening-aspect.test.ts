import { ApiObject, Chart, JsonPatch, Testing } from 'cdk8s';
import { Aspects, HardeningAspect, KubernetesVersion, Platform } from '../../src';
import * as predicates from '../../src/requirements/predicate';
import { catalogue } from '../../src/rules/catalogue';
import { defaultDeny } from '../../src/rules/network/default-deny';
import { PodRule } from '../../src/rules/rule';
import { targetOf } from '../../src/scope/target';
import { privileged } from './bypass';
import { CleanApp, cleanApp, hardenedPodSpec, judge, pod, privilegedPodSpec } from './clean-app';
import { toldFindings } from './told-findings';

let stderr: jest.SpyInstance;

beforeEach(() => {
  stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});

afterEach(() => jest.restoreAllMocks());

function printed(): string[] {
  return stderr.mock.calls.map(([text]) => text);
}

function messageOf(act: () => unknown): string {
  try {
    act();
    return 'nothing was thrown';
  } catch (error) {
    return (error as Error).message;
  }
}

function appWithFault(): CleanApp {
  const clean = cleanApp();
  pod(clean.chart, 'Bad', privilegedPodSpec('Bad'));
  return clean;
}

const PRIVILEGED_POD = [
  'shop/Bad  Pod shop/bad',
  '  container "app": securityContext.privileged must not be true   no-privileged · high · PSS baseline, CIS 5.2.2, NSA',
  '    why  A privileged container is root on the node.',
  '    fix  Remove `privileged`, or waive it: Waivers.of(bad).add(Waiver.privileged({ container: \'app\', reason: \'…\' }))',
];

test('the report names construct, field, wanted value, why, and the TypeScript that mends it', () => {
  const { app } = appWithFault();
  judge(app);
  expect(messageOf(() => app.synthYaml())).toBe([...PRIVILEGED_POD, '1 violation, 0 waived, 9 objects. Nothing was written.'].join('\n'));
  expect(printed()).toEqual([]);
});

test('a clean app is written without a word', () => {
  const { app, chart } = cleanApp();
  judge(app);
  app.synthYaml();
  Testing.synth(chart);
  expect(printed()).toEqual([]);
});

describe('a report-only Aspect', () => {
  const report = ['REPORT ONLY is on: nothing here stops the synth.', ...PRIVILEGED_POD, '1 violation, 0 waived, 9 objects. REPORT ONLY is on: nothing here stops the synth.\n'].join('\n');
  const reportOnly = () => new HardeningAspect({ kubernetesVersion: KubernetesVersion.V1_31, reportOnly: true });

  test('stops nothing and tells what it finds on stderr, at every synth', () => {
    const { app } = appWithFault();
    Aspects.of(app).add(reportOnly());
    expect(app.synthYaml()).toContain('privileged: true');
    app.synthYaml();
    expect(printed()).toEqual([report, report]);
  });

  test('says that it is on even where it finds nothing', () => {
    const { app } = cleanApp();
    Aspects.of(app).add(reportOnly());
    app.synthYaml();
    expect(printed()).toEqual(['REPORT ONLY is on: nothing here stops the synth.\n0 violations, 0 waived, 8 objects. REPORT ONLY is on: nothing here stops the synth.\n']);
  });

  test('is silent for Testing.synth, which is no output of the app', () => {
    const { app, chart } = appWithFault();
    Aspects.of(app).add(reportOnly());
    expect(Testing.synth(chart).length).toBe(5);
    expect(printed()).toEqual([]);
  });

  test('is said of itself', () => {
    expect([new HardeningAspect(), reportOnly()].map(aspect => aspect.reportOnly)).toEqual([false, true]);
  });
});

describe('the target', () => {
  test('may be given again as the same', () => {
    const { app } = cleanApp();
    judge(app);
    judge(app);
    expect(messageOf(() => app.synthYaml())).toBe('nothing was thrown');
  });

  test('cannot be two versions of Kubernetes on one scope', () => {
    const { chart } = cleanApp();
    judge(chart);
    const second = new HardeningAspect({ kubernetesVersion: KubernetesVersion.V1_30 });
    expect(() => Aspects.of(chart).add(second)).toThrow(new Error(
      'shop: kubernetesVersion was given as 1.31 and as 1.30. One place names the target: give it to one HardeningAspect of this scope.',
    ));
  });

  test('cannot be two platforms on one scope', () => {
    const { app } = cleanApp();
    Aspects.of(app).add(new HardeningAspect({ platform: Platform.OPENSHIFT }));
    expect(messageOf(() => Aspects.of(app).add(new HardeningAspect({ platform: Platform.VANILLA })))).toMatch(/^the app: platform was given as /);
  });

  test('is the nearest up the tree, each part for itself', () => {
    const { app, early, chart } = cleanApp();
    Aspects.of(app).add(new HardeningAspect({ kubernetesVersion: KubernetesVersion.V1_31, platform: Platform.OPENSHIFT }));
    Aspects.of(chart).add(new HardeningAspect({ kubernetesVersion: KubernetesVersion.V1_28 }));
    const web = chart.node.findChild('Web');
    expect(targetOf(web)).toEqual({ kubernetesVersion: KubernetesVersion.V1_28, platform: Platform.OPENSHIFT });
    expect(targetOf(early)).toEqual({ kubernetesVersion: KubernetesVersion.V1_31, platform: Platform.OPENSHIFT });
  });

  /** An app whose charts both use an SELinux type that Kubernetes 1.31 allows first. */
  function appOfSince131(): CleanApp {
    const clean = cleanApp();
    for (const chart of [clean.early, clean.chart]) {
      const patched = pod(chart, 'Engine', hardenedPodSpec('Engine'));
      patched.addJsonPatch(JsonPatch.add('/spec/securityContext/seLinuxOptions', { type: 'container_engine_t' }));
    }
    return clean;
  }

  const tooOld = (chart: string) => `${chart}/Engine selinux-options spec.securityContext.seLinuxOptions.type`;

  test('of a chart decides by what an Aspect without a version judges it', () => {
    const { app, chart } = appOfSince131();
    Aspects.of(app).add(new HardeningAspect());
    Aspects.of(chart).add(new HardeningAspect({ kubernetesVersion: KubernetesVersion.V1_30 }));
    expect(toldFindings(messageOf(() => app.synthYaml()))).toEqual([tooOld('shop')]);
  });

  test('of every Aspect over an object is judged by: it has to do for both', () => {
    const { app, chart } = appOfSince131();
    Aspects.of(app).add(new HardeningAspect({ kubernetesVersion: KubernetesVersion.V1_30 }));
    Aspects.of(chart).add(new HardeningAspect({ kubernetesVersion: KubernetesVersion.V1_31 }));
    expect(toldFindings(messageOf(() => app.synthYaml()))).toEqual([tooOld('early'), tooOld('shop')]);
  });

  test('that nobody gave is the newest Kubernetes, and the report says so', () => {
    const { app } = appWithFault();
    Aspects.of(app).add(new HardeningAspect());
    expect(messageOf(() => app.synthYaml())).toBe([
      ...PRIVILEGED_POD,
      'No Kubernetes version was given, so all from 1.25 on are meant. Give yours: new HardeningAspect({ kubernetesVersion: … }).',
      '1 violation, 0 waived, 9 objects. Nothing was written.',
    ].join('\n'));
  });

  test('may be given after the objects were built', () => {
    const { app, chart } = appOfSince131();
    Aspects.of(app).add(new HardeningAspect({ kubernetesVersion: KubernetesVersion.V1_30 }));
    chart.node.tryRemoveChild('Engine');
    expect(toldFindings(messageOf(() => app.synthYaml()))).toEqual([tooOld('early')]);
  });
});

describe('a rule that throws has judged nothing, and that fails', () => {
  const fail = () => { throw new Error('lost its way'); };
  const readOnlyRootFs = () => catalogue.find(({ id }) => id === 'read-only-root-fs') as PodRule;
  const linesOf = (report: string, ruleId: string) => report.split('\n').filter(line => line.endsWith(`   ${ruleId} · high`) || !line.startsWith(' '));

  test('for each object, where it is about one object', () => {
    const { predicateOf } = predicates;
    jest.spyOn(predicates, 'predicateOf')
      .mockImplementation((requirement, target) => requirement === readOnlyRootFs().requires ? fail : predicateOf(requirement, target));
    const { app } = cleanApp();
    judge(app);
    expect(linesOf(messageOf(() => app.synthYaml()), 'rule-error')).toEqual([
      'early/Web  Deployment early/web',
      '  must be judged by read-only-root-fs, which failed: lost its way   rule-error · high',
      'shop/Web  Deployment shop/web',
      '  must be judged by read-only-root-fs, which failed: lost its way   rule-error · high',
      '2 violations, 0 waived, 8 objects. Nothing was written.',
    ]);
  });

  test('once, where it is about several objects', () => {
    jest.spyOn(defaultDeny, 'begin').mockImplementation(() => ({ see: () => {}, violations: fail }));
    const { app } = cleanApp();
    judge(app);
    expect(linesOf(messageOf(() => app.synthYaml()), 'rule-error')).toEqual([
      'early/Namespace  Namespace early/early',
      '  and the objects around it must be judged by default-deny, which failed: lost its way   rule-error · high',
      '1 violation, 0 waived, 8 objects. Nothing was written.',
    ]);
  });
});

describe('colours', () => {
  const HEADING = 'shop/Bad  Pod shop/bad';
  const COLOURED_HEADING = `${'\u001b[1m'}shop/Bad\u001b[0m  Pod shop/bad`;
  const { isTTY } = process.stderr;
  const { NO_COLOR } = process.env;

  function look(terminal: boolean, noColor?: string): void {
    process.stderr.isTTY = terminal;
    if (noColor === undefined) delete process.env.NO_COLOR;
    else process.env.NO_COLOR = noColor;
  }

  afterEach(() => look(isTTY, NO_COLOR));

  function errorOf(act: () => unknown): Error {
    try {
      act();
    } catch (error) {
      return error as Error;
    }
    throw new Error('nothing was thrown');
  }

  test.each<[string, boolean, string | undefined, boolean]>([
    ['are for a terminal', true, undefined, true],
    ['are not for a pipe or a file', false, undefined, false],
    ['are not for people who set NO_COLOR', true, '1', false],
    ['stay where NO_COLOR is empty, as no-color.org has it', true, '', true],
  ])('%s', (_, terminal, noColor, coloured) => {
    look(terminal, noColor);
    const { app } = appWithFault();
    judge(app);
    const { message, stack } = errorOf(() => app.synthYaml());
    expect([message.split('\n')[0], stack!.split('\n')[0]]).toEqual([HEADING, coloured ? COLOURED_HEADING : HEADING]);
  });

  test('are for what is only reported, too', () => {
    look(true);
    const { app } = appWithFault();
    Aspects.of(app).add(new HardeningAspect({ reportOnly: true }));
    app.synthYaml();
    expect(printed()[0].split('\n').slice(0, 2)).toEqual(['\u001b[31mREPORT ONLY is on: nothing here stops the synth.\u001b[0m', COLOURED_HEADING]);
  });
});

test('a fault is still told when the object was mended and broken again between two synths', () => {
  const { app, chart } = appWithFault();
  judge(app);
  const bad = chart.node.findChild('Bad') as ApiObject;
  const told = () => toldFindings(messageOf(() => app.synthYaml()));
  const before = told();
  bad.addJsonPatch(JsonPatch.remove('/spec/containers/0/securityContext/privileged'));
  const mended = told();
  bad.addJsonPatch(JsonPatch.add('/spec/containers/0/securityContext/privileged', true));
  expect([before, mended, told()]).toEqual([[privileged('shop/Bad')], ['nothing was thrown'], [privileged('shop/Bad')]]);
});

test('a chart that is built after a synth is judged by the next', () => {
  const { app } = cleanApp();
  judge(app);
  app.synthYaml();
  pod(new Chart(app, 'late', { namespace: 'shop' }), 'Bad', privilegedPodSpec('Bad'));
  expect(toldFindings(messageOf(() => app.synthYaml()))).toEqual([privileged('late/Bad')]);
});

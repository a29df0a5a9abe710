import { ApiObject, Chart } from 'cdk8s';
import { Aspects, HardenedDeployment, HardenedNamespace, HardeningAspect, HardeningAspectProps, PodSecurityLevel, Scanner, Waiver, Waivers } from '../../src';
import * as clock from '../../src/clock/today';
import { KubernetesVersion } from '../../src/kubernetes/kubernetes-version';
import { followToTheEnd, SYNTH_PATHS } from '../synth/synth-paths';
import { CleanApp, cleanApp, hardenedPodSpec, judge, pod, workload } from './clean-app';

const REASON = 'patches itself at start';
const WRITABLE = { readOnlyRootFilesystem: false };
const KEY = 'cdk8s-hardened/waiver.read-only-root-fs';

beforeEach(() => {
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  jest.spyOn(clock, 'today').mockReturnValue('2026-11-22');
});

afterEach(() => jest.restoreAllMocks());

/** The JSON that is written for an object, as every path of output gives it. */
function written({ app, chart }: CleanApp, name: string): any {
  app.synthYaml();
  return chart.toJson().find((json: any) => json.metadata?.name === name && json.kind !== 'ServiceAccount');
}

function held(props: HardeningAspectProps = {}): CleanApp {
  const clean = cleanApp();
  Aspects.of(clean.app).add(new HardeningAspect({ kubernetesVersion: KubernetesVersion.V1_31, ...props }));
  return clean;
}

describe('a used waiver leaves one annotation on the object itself', () => {
  test('with reason, expiry, ticket and owner, and nothing on the template of its pods', () => {
    const clean = held();
    const bad = workload(clean.chart, 'Bad', hardenedPodSpec('Bad', WRITABLE));
    const before = JSON.parse(JSON.stringify(bad.toJson()));
    Waivers.of(bad).add(Waiver.readOnlyRootFilesystem({ reason: REASON, expires: '2027-03-31', ticket: 'SEC-142', owner: 'team-erp' }));
    const after = written(clean, 'bad');
    expect(after).toEqual({
      ...before,
      metadata: {
        ...before.metadata,
        annotations: { [KEY]: '{"reason":"patches itself at start","expires":"2027-03-31","ticket":"SEC-142","owner":"team-erp"}' },
      },
    });
  });

  test('and none on what it does not excuse', () => {
    const clean = held();
    pod(clean.chart, 'Bad', hardenedPodSpec('Bad', WRITABLE));
    Waivers.of(clean.app).add(Waiver.readOnlyRootFilesystem({ reason: REASON }));
    expect(written(clean, 'web').metadata.annotations).toBeUndefined();
    expect(written(clean, 'bad').metadata.annotations).toEqual({ [KEY]: '{"reason":"patches itself at start"}' });
  });

  test('beside those that are there', () => {
    const clean = held();
    const bad = pod(clean.chart, 'Bad', hardenedPodSpec('Bad', WRITABLE));
    bad.metadata.addAnnotation('acme.example/team', 'erp');
    Waivers.of(bad).add(Waiver.readOnlyRootFilesystem({ reason: REASON }));
    expect(written(clean, 'bad').metadata.annotations).toEqual({ 'acme.example/team': 'erp', [KEY]: '{"reason":"patches itself at start"}' });
  });

  test('on the item of a List, not on the List', () => {
    const clean = held();
    new ApiObject(clean.chart, 'Items', {
      apiVersion: 'v1',
      kind: 'List',
      metadata: { name: 'items' },
      items: ['one', 'two'].map(name => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'shop' }, spec: hardenedPodSpec(name, WRITABLE) })),
    } as never);
    Waivers.of(clean.chart).add(
      Waiver.readOnlyRootFilesystem({ objects: { name: 'one' }, reason: 'first' }), Waiver.readOnlyRootFilesystem({ objects: { name: 'two' }, reason: 'second' }),
    );
    const { items, metadata } = written(clean, 'items');
    expect(items.map((item: any) => item.metadata.annotations)).toEqual([{ [KEY]: '{"reason":"first"}' }, { [KEY]: '{"reason":"second"}' }]);
    expect(metadata.annotations).toBeUndefined();
  });

  test('on the object of a hardened construct, where it leaves no finding as well', () => {
    const clean = held();
    clean.chart.node.tryRemoveChild('Namespace');
    new HardenedNamespace(clean.chart, 'Lower', { name: 'lower', waivers: [Waiver.podSecurityLevel(PodSecurityLevel.BASELINE, { reason: REASON })] });
    new HardenedDeployment(clean.chart, 'Block', {
      metadata: { name: 'block' },
      containers: [{ name: 'app', image: 'registry.example/app:1.0.0' }],
      waivers: [Waiver.apiToken({ reason: 'watches pods' }), Waiver.readOnlyRootFilesystem({ container: 'app', reason: REASON })],
    });
    expect(written(clean, 'block').metadata.annotations).toEqual({
      'cdk8s-hardened/waiver.automount-token': '{"reason":"watches pods"}',
      [`${KEY}.app`]: '{"reason":"patches itself at start"}',
    });
    expect(written(clean, 'block').spec.template.metadata.annotations).toBeUndefined();
    expect(written(clean, 'lower').metadata.annotations).toEqual({ 'cdk8s-hardened/waiver.pod-security-labels.baseline': '{"reason":"patches itself at start"}' });
  });

  test('in a chart that gives its objects itself', () => {
    class Given extends Chart {
      public toJson(): any[] {
        return [...super.toJson(), { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'more', namespace: 'shop' }, spec: hardenedPodSpec('more', WRITABLE) }];
      }
    }
    const clean = cleanApp({ ChartKind: Given });
    judge(clean.app);
    Waivers.of(clean.chart).add(Waiver.readOnlyRootFilesystem({ reason: REASON }));
    pod(clean.chart, 'Bad', hardenedPodSpec('Bad', WRITABLE));
    const yaml = clean.app.synthYaml();
    expect(yaml.split(KEY)).toHaveLength(3);
  });
});

test('every path of output writes it, once', () => {
  const outcomes = SYNTH_PATHS.map(path => followToTheEnd(path, props => {
    const clean = cleanApp({ props });
    judge(clean.app);
    Waivers.of(pod(clean.chart, 'Bad', hardenedPodSpec('Bad', WRITABLE))).add(Waiver.readOnlyRootFilesystem({ reason: REASON }));
    return clean;
  }));
  expect(outcomes.map(({ files, returned }) => JSON.stringify([files, returned]).split(KEY).length - 1)).toEqual(SYNTH_PATHS.map(() => 1));
});

test('annotations of an app that only reports are the same', () => {
  const yaml = (props: HardeningAspectProps) => {
    const clean = held(props);
    Waivers.of(pod(clean.chart, 'Bad', hardenedPodSpec('Bad', WRITABLE))).add(Waiver.readOnlyRootFilesystem({ reason: REASON }));
    return clean.app.synthYaml();
  };
  expect(yaml({ reportOnly: true })).toBe(yaml({}));
});

test('an object that stands twice, by an alias of YAML, is told apart', () => {
  const clean = held();
  const metadata = { name: 'same', namespace: 'shop' };
  const item = (kind: string, spec: object) => ({ apiVersion: 'v1', kind, metadata, spec });
  new ApiObject(clean.chart, 'Items', {
    apiVersion: 'v1', kind: 'List', metadata: { name: 'items' }, items: [item('Pod', hardenedPodSpec('one', WRITABLE)), item('Service', { ports: [{ port: 80 }] })],
  } as never);
  Waivers.of(clean.chart).add(Waiver.readOnlyRootFilesystem({ reason: REASON }));
  expect(written(clean, 'items').items.map((one: any) => one.metadata.annotations)).toEqual([{ [KEY]: '{"reason":"patches itself at start"}' }, undefined]);
});

test('an annotation of an earlier synth, in what an Include reads, gives way to that of this one', () => {
  const clean = held();
  const bad = pod(clean.chart, 'Bad', hardenedPodSpec('Bad', WRITABLE));
  bad.metadata.addAnnotation(KEY, '{"reason":"an older one"}');
  Waivers.of(bad).add(Waiver.readOnlyRootFilesystem({ reason: REASON }));
  expect(written(clean, 'bad').metadata.annotations).toEqual({ [KEY]: '{"reason":"patches itself at start"}' });
});

describe('other scanners are told of it where the app asks for that', () => {
  const told = (props: HardeningAspectProps) => {
    const clean = held(props);
    const bad = pod(clean.chart, 'Bad', hardenedPodSpec('Bad', WRITABLE));
    bad.metadata.addAnnotation('kube-score/ignore', 'pod-probes');
    Waivers.of(bad).add(Waiver.readOnlyRootFilesystem({ container: 'app', reason: 'a=b, until 9.0', expires: '2027-03-31', ticket: 'SEC-142' }));
    return written(clean, 'bad').metadata.annotations;
  };
  const own = { [`${KEY}.app`]: '{"reason":"a=b, until 9.0","expires":"2027-03-31","ticket":"SEC-142"}' };

  test('and by default of nothing', () => {
    expect(told({})).toEqual({ ...own, 'kube-score/ignore': 'pod-probes' });
  });

  test('each in its own words, beside what it was told before', () => {
    const projectWaiversTo = [Scanner.KUBE_LINTER, Scanner.KUBE_SCORE, Scanner.POLARIS, Scanner.CHECKOV, Scanner.KUBESCAPE];
    expect(told({ projectWaiversTo })).toEqual({
      ...own,
      'ignore-check.kube-linter.io/no-read-only-root-fs': 'a=b, until 9.0 (ticket SEC-142)',
      'kube-score/ignore': 'pod-probes,container-security-context-readonlyrootfilesystem',
      'polaris.fairwinds.com/notReadOnlyRootFilesystem-exempt': 'true',
      'checkov.io/skip-CKV_K8S_22': 'CKV_K8S_22=a:b, until 9.0 (ticket SEC-142)',
      'kubescape.io/skip-controls': 'C-0017',
      'kubescape.io/skip-reason': 'a=b, until 9.0 (ticket SEC-142)',
      'kubescape.io/skip-expiry': '2027-03-31T23:59:59Z',
    });
  });
});

test('an app without a waiver is written as if nobody judged it', () => {
  const plain = cleanApp();
  expect(held().app.synthYaml()).toBe(plain.app.synthYaml());
});

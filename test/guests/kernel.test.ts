import * as fs from 'fs';
import * as os from 'os';
import { join } from 'path';
import { hardenedPodSpec, privilegedPodSpec } from '../aspects/clean-app';
import { toldFindings } from '../aspects/told-findings';
import { filesBelow } from '../synth/synth-paths';
import { Guest, GuestMethods, Ref } from './guest';

// The kernel unpacks packages into a folder of its own. It gets folders instead of tarballs, and links to them: the same code, sooner.
jest.mock('tar', () => ({
  extract: ({ cwd, file }: { cwd: string; file: string }) => {
    fs.rmdirSync(cwd);
    fs.symlinkSync(file, cwd, 'junction');
  },
}));

const guest = new Guest();

/** An app as a guest builds it, judged and clean so far. */
interface GuestApp {
  readonly app: Ref;
  readonly chart: Ref;
}

/** What the guest has of its own: classes that override methods, resolvers. */
interface Own {
  readonly app?: GuestMethods;
  readonly chart?: GuestMethods;
  readonly resolvers?: readonly Ref[];
}

function cleanApp(outdir: string, own: Own = {}): GuestApp {
  const built = unjudgedApp(outdir, own);
  addAspect(built.app, guest.make('cdk8s-hardened.HardeningAspect', [{ kubernetesVersion: guest.constant('cdk8s-hardened.KubernetesVersion', 'V1_31') }]));
  return built;
}

function unjudgedApp(outdir: string, { app: ownApp, chart: ownChart, resolvers }: Own = {}): GuestApp {
  const app = guest.make('cdk8s.App', [{ outdir, resolvers }], ownApp);
  const chart = guest.make('cdk8s.Chart', [app, 'shop', { namespace: 'shop' }], ownChart);
  object(chart, 'DenyAll', 'networking.k8s.io/v1', 'NetworkPolicy', {
    podSelector: {}, policyTypes: ['Ingress', 'Egress'], egress: [{ ports: [{ protocol: 'UDP', port: 53 }] }],
  });
  pod(chart, 'Web', hardenedPodSpec('Web'));
  return { app, chart };
}

function addAspect(scope: Ref, aspect: Ref): void {
  guest.call(guest.callStatic('cdk8s-hardened.Aspects', 'of', scope), 'add', aspect);
}

/** Guests cannot give a spec to a raw ApiObject, whose props do not name it: they patch it in. */
function object(chart: Ref, id: string, apiVersion: string, kind: string, spec: object, overridden?: GuestMethods): Ref {
  const made = guest.make('cdk8s.ApiObject', [chart, id, { apiVersion, kind, metadata: { name: id.toLowerCase() } }], overridden);
  patch(made, '/spec', spec);
  return made;
}

function pod(chart: Ref, id: string, spec: object, overridden?: GuestMethods): Ref {
  return object(chart, id, 'v1', 'Pod', spec, overridden);
}

function patch(made: Ref, at: string, value: unknown): void {
  guest.call(made, 'addJsonPatch', guest.callStatic('cdk8s.JsonPatch', 'add', at, value));
}

const BAD_POD = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'bad', namespace: 'shop' }, spec: privilegedPodSpec('Bad') };
const BAD = 'shop/Bad no-privileged container "app": securityContext.privileged';
const FICKLE = 'toJson() gives a different answer each time, so that what is judged is not what would be written. Nothing was written.';

/** Gives a good pod up to a call, the bad one from then on. */
function turningBad(after: number): () => unknown {
  let calls = 0;
  return () => calls++ < after ? { ...BAD_POD, spec: hardenedPodSpec('Bad') } : BAD_POD;
}

interface GuestPath {
  readonly name: string;
  run(built: GuestApp): unknown;
}

const PATHS: readonly GuestPath[] = [
  { name: 'app.synth', run: ({ app }) => guest.call(app, 'synth') },
  { name: 'app.synthYaml', run: ({ app }) => guest.call(app, 'synthYaml') },
  { name: 'Testing.synth', run: ({ chart }) => guest.callStatic('cdk8s.Testing', 'synth', chart) },
  { name: 'chart.toJson', run: ({ chart }) => guest.call(chart, 'toJson') },
];

interface Outcome {
  /** What the report tells, or the first line of another error. */
  readonly told: readonly string[];
  readonly files: readonly string[];
  readonly returned?: unknown;
}

function follow({ run }: GuestPath, build: (outdir: string) => GuestApp): Outcome {
  const outdir = fs.mkdtempSync(join(os.tmpdir(), 'guest-'));
  try {
    const returned = run(build(outdir));
    return { told: [], files: Object.keys(filesBelow(outdir)), returned };
  } catch (error) {
    return { told: toldFindings((error as Error).message), files: Object.keys(filesBelow(outdir)) };
  } finally {
    fs.rmSync(outdir, { recursive: true });
  }
}

interface GuestBypass {
  readonly name: string;
  readonly build: (outdir: string) => GuestApp;
  /** The one finding of the rule that looks for privileged containers, or the error. */
  readonly told: string;
}

const smuggling = (smuggle: (built: GuestApp) => void, own?: Own) => (outdir: string): GuestApp => {
  const built = cleanApp(outdir, own);
  smuggle(built);
  return built;
};

const nothing = () => undefined;

const BYPASSES: readonly GuestBypass[] = [
  { name: 'a raw pod', told: BAD, build: smuggling(({ chart }) => pod(chart, 'Bad', privilegedPodSpec('Bad'))) },
  {
    name: 'a workload of cdk8s-plus-28',
    told: 'shop/Bad/Resource no-privileged container "main": securityContext.privileged',
    build: smuggling(({ chart }) => guest.make('cdk8s-plus-28.Deployment', [chart, 'Bad', {
      containers: [{ image: 'a/b:1', securityContext: { privileged: true, allowPrivilegeEscalation: true } }],
    }])),
  },
  {
    name: 'an L1 object',
    told: BAD,
    build: smuggling(({ chart }) => guest.make('cdk8s-plus-28.k8s.KubePod', [chart, 'Bad', {
      metadata: { name: 'bad' }, spec: { containers: [{ name: 'app', securityContext: { privileged: true } }] },
    }])),
  },
  {
    name: 'a resolver of the guest',
    told: 'shop/Bad/Resource no-privileged container "main": securityContext.privileged',
    build: outdir => {
      const resolver = guest.make('Object', [], {
        resolve: (_, [context]) => {
          if (guest.read(context, 'key').slice(-1)[0] === 'privileged' && guest.read(context, 'value') === false) guest.call(context, 'replaceValue', true);
        },
      }, ['cdk8s.IResolver']);
      const built = cleanApp(outdir, { resolvers: [resolver] });
      guest.make('cdk8s-plus-28.Deployment', [built.chart, 'Bad', { containers: [{ image: 'a/b:1' }] }]);
      return built;
    },
  },
  {
    name: 'a patch on a hardened Deployment',
    told: 'shop/Bad/Resource no-privileged container "main": securityContext.privileged',
    build: smuggling(({ chart }) => weakenedDeployment(chart)),
  },
  {
    name: 'a patch on a hardened Deployment that nobody but itself judges',
    told: 'shop/Bad/Resource  Deployment shop/shop-bad-c8b1802d',
    build: outdir => {
      const built = unjudgedApp(outdir);
      weakenedDeployment(built.chart);
      return built;
    },
  },
  {
    name: 'an ApiObject whose toJson is the guest\'s',
    told: BAD,
    build: smuggling(({ chart }) => pod(chart, 'Bad', hardenedPodSpec('Bad'), { toJson: () => BAD_POD })),
  },
  {
    name: 'an ApiObject whose toJson edits in the guest what super gave',
    told: BAD,
    build: smuggling(({ chart }) => pod(chart, 'Bad', hardenedPodSpec('Bad'), {
      toJson: self => ({ ...guest.callSuper(self, 'toJson'), spec: privilegedPodSpec('Bad') }),
    })),
  },
  {
    name: 'an ApiObject whose toJson turns in the guest',
    told: `shop/Bad: ${FICKLE}`,
    build: smuggling(({ chart }) => pod(chart, 'Bad', hardenedPodSpec('Bad'), { toJson: turningBad(1) })),
  },
  {
    name: 'a Chart whose toJson is the guest\'s',
    told: 'shop no-privileged container "app": securityContext.privileged',
    build: smuggling(nothing, { chart: { toJson: self => [...guest.callSuper(self, 'toJson'), BAD_POD] } }),
  },
  {
    name: 'a validation of the guest that patches',
    told: BAD,
    build: smuggling(({ chart }) => {
      const bad = pod(chart, 'Bad', hardenedPodSpec('Bad'));
      const validation = guest.make('Object', [], {
        validate: () => {
          patch(bad, '/spec/containers/0/securityContext/privileged', true);
          return [];
        },
      }, ['constructs.IValidation']);
      guest.call(guest.read(bad, 'node'), 'addValidation', validation);
    }),
  },
  {
    name: 'an Aspect of the guest that patches',
    told: BAD,
    build: smuggling(({ app, chart }) => {
      const bad = pod(chart, 'Bad', hardenedPodSpec('Bad'));
      const aspect = guest.make('Object', [], {
        visit: (_, [node]) => {
          if (guest.read(guest.read(node, 'node'), 'path') === 'shop/Bad') patch(bad, '/spec/containers/0/securityContext/privileged', true);
        },
      }, ['cdk8s-hardened.IAspect']);
      addAspect(app, aspect);
    }),
  },
  {
    name: 'an Aspect of the guest that adds a pod',
    told: BAD,
    build: smuggling(({ app, chart }) => addAspect(app, guest.make('Object', [], {
      visit: (_, [node]) => {
        if (guest.read(guest.read(node, 'node'), 'path') === 'shop') pod(chart, 'Bad', privilegedPodSpec('Bad'));
      },
    }, ['cdk8s-hardened.IAspect']))),
  },
];

const WEB = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'shop' }, spec: hardenedPodSpec('Web') };

describe('a clean app of a guest language', () => {
  test('is written by app.synth', () => {
    expect(follow(PATHS[0], cleanApp)).toEqual({ told: [], files: ['shop.k8s.yaml'], returned: undefined });
  });

  test.each(PATHS.slice(2))('is given by $name', guestPath => {
    const { told, returned } = follow(guestPath, cleanApp);
    expect(told).toEqual([]);
    expect((returned as unknown[])[1]).toEqual(WEB);
  });

  test('is given by app.synthYaml as it is written', () => {
    const outdir = fs.mkdtempSync(join(os.tmpdir(), 'guest-'));
    const { app } = cleanApp(outdir);
    const yaml = guest.call(app, 'synthYaml');
    guest.call(app, 'synth');
    expect(filesBelow(outdir)).toEqual({ 'shop.k8s.yaml': yaml });
    fs.rmSync(outdir, { recursive: true });
  });
});

describe.each(BYPASSES)('in a guest language, $name', ({ build, told }) => {
  test.each(PATHS)('does not get out by $name', guestPath => {
    const outcome = follow(guestPath, build);
    expect({ ...outcome, told: privilegedOrAll(outcome.told) }).toEqual({ told: [told], files: [] });
  });
});

describe('in a guest language, an App of its own class that adds a pod before it calls super', () => {
  const smuggled = (method: string) => (outdir: string): GuestApp => {
    const built: GuestApp = cleanApp(outdir, {
      app: {
        [method]: self => {
          pod(built.chart, 'Bad', privilegedPodSpec('Bad'));
          return guest.callSuper(self, method);
        },
      },
    });
    return built;
  };

  test.each(['synth', 'synthYaml'])('does not get out by app.%s', method => {
    const guestPath = PATHS.find(({ name }) => name === `app.${method}`)!;
    expect(follow(guestPath, smuggled(method))).toEqual({ told: [BAD], files: [] });
  });
});

/** Of an object that breaks many rules, what is told of the container that is privileged. */
function privilegedOrAll(told: readonly string[]): readonly string[] {
  const privileged = told.filter(line => line.split(' ')[1] === 'no-privileged');
  return privileged.length > 0 ? privileged : told;
}

function weakenedDeployment(chart: Ref): void {
  const deployment = guest.make('cdk8s-hardened.HardenedDeployment', [chart, 'Bad', { containers: [{ image: 'registry.example/app:1.0.0' }] }]);
  patch(guest.callStatic('cdk8s.ApiObject', 'of', deployment), '/spec/template/spec/containers/0/securityContext/privileged', true);
}

/** A chart with a hardened Deployment whose container may write to its image. */
function writableChart(): Ref {
  const chart = guest.callStatic('cdk8s.Testing', 'chart');
  guest.make('cdk8s-hardened.DefaultDenyNetworkPolicy', [chart, 'DefaultDeny']);
  guest.make('cdk8s-hardened.HardenedDeployment', [chart, 'Web', {
    containers: [{ name: 'web', image: 'registry.example/web:1.4.2' }],
    waivers: [guest.callStatic('cdk8s-hardened.Waiver', 'readOnlyRootFilesystem', { container: 'web', reason: 'patches itself' })],
  }]);
  return chart;
}

/** Guests always give the struct at the end, empty where nobody wrote anything. */
function expectation(scope: Ref, props: object = {}): Ref {
  return guest.callStatic('cdk8s-hardened.Hardened', 'expect', scope, props);
}

/** The first line of the error of a call. */
function refusal(found: Ref, method: string, ...args: unknown[]): string {
  try {
    guest.call(found, method, ...args);
  } catch (error) {
    return (error as Error).message.split('\n')[0];
  }
  throw new Error('nothing was refused');
}

test('in a guest language, expectations that are met can be chained', () => {
  const found = expectation(writableChart(), { kubernetesVersion: guest.constant('cdk8s-hardened.KubernetesVersion', 'V1_31') });
  const next = guest.call(guest.call(found, 'noFindings'), 'noFailures');
  guest.call(next, 'exactlyWaivers', { ruleId: 'read-only-root-fs', constructPath: 'Web', container: 'web' });
  const summary = guest.read(guest.call(next, 'report'), 'summary');
  expect(['objects', 'failing', 'warning', 'waived'].map(count => guest.read(summary, count))).toEqual([3, 0, 0, 1]);
});

test('in a guest language, what is not met is an error', () => {
  const found = expectation(writableChart());
  expect([
    refusal(found, 'exactlyWaivers'),
    refusal(found, 'failing', 'read-only-root-fs', 'securityContext.readOnlyRootFilesystem', {}),
    refusal(found, 'warning', 'no-privileged', 'securityContext.privileged', { container: 'web' }),
  ]).toEqual([
    'test: The waivers in use are not those that were expected:',
    'test: read-only-root-fs was expected to fail at securityContext.readOnlyRootFilesystem, and it is waived there: patches itself',
    'test: no-privileged was expected to warn at securityContext.privileged in container "web", and it is found nowhere.',
  ]);
});

test('in a guest language, empty props leave it to the HardeningAspects of the app', () => {
  const chart = writableChart();
  guest.call(guest.callStatic('cdk8s-hardened.Aspects', 'of', chart), 'add', guest.make('cdk8s-hardened.HardeningAspect', [{ nonWaivable: ['read-only-root-fs'] }]));
  expect(refusal(expectation(chart), 'noFailures')).toBe('test: Nothing was expected to fail, and this does:');
});

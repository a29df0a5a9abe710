import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { ApiObject, App, AppProps, Chart, Include, JsonPatch, Lazy, Yaml } from 'cdk8s';
import * as k28 from 'cdk8s-plus-28';
import { KubePod } from 'cdk8s-plus-28/lib/imports/k8s';
import * as k32 from 'cdk8s-plus-32';
import { Construct, Dependable } from 'constructs';
import { forbid } from './forbidding-judge';
import { follow, SYNTH_PATHS, SynthPath } from './synth-paths';

interface Built {
  readonly app: App;
  readonly chart: Chart;
}

interface Bypass {
  readonly name: string;
  /** Builds an app which would let a privileged container out; the session is attached at its beginning unless it does so itself. */
  readonly build: (props: AppProps) => Built;
  /** The first line of the error, `none` where nothing forbidden is left to come out; by path where session and net differ. */
  readonly error: string | ((synthPath: SynthPath) => string);
}

const podProps = (privileged: any, name = 'pod') => ({
  apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec: { containers: [{ name: 'app', securityContext: { privileged } }] },
});

function pod(scope: Construct, id: string, privileged: unknown = false): ApiObject {
  return new ApiObject(scope, id, podProps(privileged, id.toLowerCase()));
}

function guardedApp(props: AppProps): App {
  const app = new App(props);
  forbid(app);
  return app;
}

/** An app with two charts and a good pod in each; `misbehave` does the rest. */
const app = (misbehave: (built: Built) => void, extra: AppProps = {}) => (props: AppProps): Built => {
  const built = guardedApp({ ...props, ...extra });
  const first = new Chart(built, 'first');
  const chart = new Chart(built, 'shop');
  pod(first, 'Early');
  pod(chart, 'Web');
  misbehave({ app: built, chart });
  return { app: built, chart };
};

/** An app whose chart has a class of its own. */
const chartOf = (Kind: typeof Chart) => (props: AppProps): Built => {
  const built = guardedApp(props);
  const chart = new Kind(built, 'shop');
  pod(chart, 'Web');
  return { app: built, chart };
};

const PATCH = JsonPatch.add('/spec/containers/0/securityContext', { privileged: true });

/** Adds a child each time it is called, `from` the given call on. */
function adder(scope: Construct, from = 1, upTo = Infinity): () => void {
  let calls = 0;
  return () => {
    calls += 1;
    if (calls >= from && calls <= upTo) pod(scope, `Added${calls}`, true);
  };
}

/** Answers one thing up to a call, another from then on. */
function turning(before: unknown, after: unknown, at: number): () => unknown {
  let calls = 0;
  return () => (calls++ < at ? before : after);
}

function twoFaced(scope: Construct, answer: () => unknown): void {
  pod(scope, 'Fickle', Lazy.any({ produce: answer }));
}

const BYPASSES: readonly Bypass[] = [
  { name: 'a raw object', error: 'refused: shop/Bad', build: app(({ chart }) => pod(chart, 'Bad', true)) },
  { name: 'an L1', error: 'refused: shop/Bad', build: app(({ chart }) => new KubePod(chart, 'Bad', podProps(true))) },
  {
    name: 'a workload of cdk8s-plus-28',
    error: 'refused: shop/Bad/Resource',
    build: app(({ chart }) => new k28.Pod(chart, 'Bad', {
      containers: [{ image: 'a/b:1', securityContext: { privileged: true, allowPrivilegeEscalation: true } }],
    })),
  },
  {
    name: 'a workload of cdk8s-plus-32',
    error: 'refused: shop/Bad/Resource',
    build: app(({ chart }) => new k32.Pod(chart, 'Bad', {
      containers: [{ image: 'a/b:1', securityContext: { privileged: true, allowPrivilegeEscalation: true } }],
    })),
  },
  { name: 'a JSON patch', error: 'refused: shop/Bad', build: app(({ chart }) => pod(chart, 'Bad').addJsonPatch(PATCH)) },
  {
    name: 'a JSON patch and an object from before the session was attached to a child of the chart',
    error: 'refused: shop/Bad',
    build: props => {
      const built = new App(props);
      const chart = new Chart(built, 'shop');
      const bad = pod(chart, 'Bad');
      bad.addJsonPatch(PATCH);
      forbid(bad);
      return { app: built, chart };
    },
  },
  {
    name: 'an Include of a List',
    error: 'refused: shop/Bad/object0-list',
    build: app(({ chart }) => {
      const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'include-'));
      const url = path.join(folder, 'list.yaml');
      Yaml.save(url, [{ apiVersion: 'v1', kind: 'List', items: [podProps(true)] }]);
      new Include(chart, 'Bad', { url });
      fs.rmSync(folder, { recursive: true });
    }),
  },
  { name: 'a Lazy', error: 'refused: shop/Fickle', build: app(({ chart }) => twoFaced(chart, () => true)) },
  {
    name: 'a Lazy that adds a child to an earlier chart',
    error: 'refused: first/Added1',
    build: app(({ app: { node }, chart }) => {
      const add = adder(node.findChild('first') as Chart, 1, 1);
      twoFaced(chart, () => { add(); return false; });
    }),
  },
  {
    name: 'a Lazy that adds a child only when it is rendered a second time',
    error: 'none', // it is not among the objects that were asked for their JSON
    build: app(({ chart }) => {
      const add = adder(chart, 2, 2);
      twoFaced(chart, () => { add(); return false; });
    }),
  },
  {
    name: 'a validation that adds a child once',
    error: 'refused: shop/Added1',
    build: app(({ chart }) => {
      const add = adder(chart, 1, 1);
      chart.node.addValidation({ validate: () => { add(); return []; } });
    }),
  },
  {
    name: 'a validation that adds a child each time',
    error: ({ session }) => session
      ? 'The app does not come to rest: something is still added after 10 rounds of preparing, validating and rendering it (shop/Added10). '
        + 'Look for a validation, a Lazy, a resolver or an Aspect that adds a construct each time it is called. Nothing was written.'
      : 'refused: shop/Added1',
    build: app(({ chart }) => {
      const add = adder(chart);
      chart.node.addValidation({ validate: () => { add(); return []; } });
    }),
  },
  {
    name: 'a validation of the last construct that adds a child only in the pass of cdk8s itself',
    error: ({ session }) => session ? 'Cannot add children to "shop" during synthesis' : 'refused: shop/Added1',
    build: props => {
      const built = guardedApp(props);
      const chart = new Chart(built, 'shop');
      pod(chart, 'Web').node.addValidation({
        validate: () => {
          const inPassOfCdk8s = !new Error().stack!.includes('tree-validation');
          if (inPassOfCdk8s && chart.node.tryFindChild('Added1') === undefined) pod(chart, 'Added1', true);
          return [];
        },
      });
      return { app: built, chart };
    },
  },
  {
    name: 'a dependency that adds a child when it is resolved',
    error: ({ session }) => session ? 'Cannot add children to "first" during synthesis' : 'refused: first/Added1',
    build: app(({ app: root, chart }) => {
      const add = adder(root.node.findChild('first') as Chart, 1, 1);
      const trick = {};
      Dependable.implement(trick, { get dependencyRoots() { add(); return []; } });
      chart.node.addDependency(trick);
    }),
  },
  {
    name: 'a resolver of the App that makes it privileged',
    error: 'refused: first/Early, shop/Web',
    build: app(() => undefined, { resolvers: [{ resolve: context => { if (context.value === false) context.replaceValue(true); } }] }),
  },
  {
    name: 'a resolver that adds a child',
    error: 'refused: first/Added1',
    build: props => {
      let add = () => {};
      const built = guardedApp({ ...props, resolvers: [{ resolve: () => add() }] });
      const first = new Chart(built, 'first');
      const chart = new Chart(built, 'shop');
      pod(chart, 'Web');
      add = adder(first, 1, 1);
      return { app: built, chart };
    },
  },
  {
    name: 'a chart whose toJson edits',
    error: 'refused: shop',
    build: chartOf(class extends Chart {
      public toJson() {
        const documents = super.toJson();
        documents[0].spec.containers[0].securityContext.privileged = true;
        return documents;
      }
    }),
  },
  {
    name: 'a chart whose toJson adds a document',
    error: 'refused: shop',
    build: chartOf(class extends Chart {
      public toJson() { return [...super.toJson(), podProps(true)]; }
    }),
  },
  {
    name: 'a chart whose toJson replaces everything',
    error: 'refused: shop',
    build: chartOf(class extends Chart {
      public toJson() {
        super.toJson(); // without it, no validation at all would run by Testing.synth
        return [podProps(true)];
      }
    }),
  },
  {
    name: 'a chart whose toJson turns',
    error: ({ session }) => session
      ? 'none'
      : 'shop: toJson() gives a different answer each time, so that what is judged is not what would be written. Nothing was written.',
    build: chartOf(class extends Chart {
      private readonly answer = turning(false, true, 1);
      public toJson() { super.toJson(); return [podProps(this.answer())]; }
    }),
  },
  { name: 'a chart in a chart', error: 'refused: shop/inner/Bad', build: app(({ chart }) => pod(new Chart(chart, 'inner'), 'Bad', true)) },
  {
    name: 'an ApiObject whose class overrides toJson',
    error: 'refused: shop/Bad',
    build: app(({ chart }) => {
      class Sly extends ApiObject {
        public toJson() { return { ...super.toJson(), spec: podProps(true).spec }; }
      }
      new Sly(chart, 'Bad', podProps(false));
    }),
  },
  {
    name: 'an object that answers for itself and turns',
    error: 'shop/Bad: toJson() gives a different answer each time, so that what is judged is not what would be written. Nothing was written.',
    build: app(({ chart }) => {
      const answer = turning(false, true, 1);
      Object.defineProperty(pod(chart, 'Bad'), 'toJson', { value: () => podProps(answer()) });
    }),
  },
  { name: 'a Lazy that turns bad at the second call', error: ({ session }) => session ? 'none' : 'refused: shop/Fickle', build: app(({ chart }) => twoFaced(chart, turning(false, true, 1))) },
  { name: 'a Lazy that is bad at the first call only', error: 'refused: shop/Fickle', build: app(({ chart }) => twoFaced(chart, turning(true, false, 1))) },
  {
    name: 'an object that cannot be rendered',
    error: 'refused: shop/Bad',
    build: app(({ chart }) => pod(chart, 'Bad', Lazy.any({ produce: () => { throw new Error('boom'); } }))),
  },
  {
    name: 'a live getter that turns after it was judged',
    error: ({ session }) => session ? 'none' : 'refused: shop/Bad',
    build: app(({ chart }) => {
      const answer = turning(false, true, 1);
      class Live extends ApiObject {
        public toJson() { return { ...super.toJson(), get spec() { return podProps(answer()).spec; } }; }
      }
      new Live(chart, 'Bad', podProps(false));
    }),
  },
];

describe.each(BYPASSES)('$name', ({ build, error }) => {
  test.each(SYNTH_PATHS)('does not get out by $name', synthPath => {
    const expected = typeof error === 'string' ? error : error(synthPath);
    const outcome = follow(synthPath, build);
    expect(outcome.error ?? 'none').toBe(expected);
    expect(JSON.stringify(outcome)).not.toContain('privileged: true');
    expect(JSON.stringify(outcome)).not.toContain('"privileged":true');
    if (expected !== 'none') expect(outcome.files).toEqual({});
  });
});

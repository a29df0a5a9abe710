import { ApiObject, App, AppProps, Chart, JsonPatch, Testing, YamlOutputType } from 'cdk8s';
import * as k28 from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { Judge, RenderedManifest } from '../../src/synth/judge';
import { SynthSession } from '../../src/synth/synth-session';
import { forbid } from './forbidding-judge';
import { follow, SYNTH_PATHS } from './synth-paths';

const BY_CHART = SYNTH_PATHS.find(({ name }) => name === YamlOutputType[YamlOutputType.FILE_PER_CHART])!;

function pod(scope: Construct, id: string, spec: object = {}): ApiObject {
  return new ApiObject(scope, id, { apiVersion: 'v1', kind: 'Pod', metadata: { name: id.toLowerCase() }, spec });
}

/** Answers for everything and fails nothing. */
const content: Judge = { judge: manifests => ({ judged: new Set(manifests) }) };

/** An app with a chart named shop and a pod in it. */
function shop(props: AppProps = {}) {
  const app = new App({ outdir: '/nowhere/at/all', ...props });
  const chart = new Chart(app, 'shop');
  const web = pod(chart, 'Web');
  return { app, chart, web };
}

const WEB = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec: {} };
const WEB_YAML = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec: {}\n';

/** The own properties that a session may leave behind. */
function tracesOf(root: Construct): string[] {
  return root.node.findAll().flatMap(construct => [
    ...['toJson', 'synth', 'synthYaml'].filter(name => Object.hasOwn(construct, name)),
    ...['locked', 'validate', 'addChild'].filter(name => Object.hasOwn(construct.node, name)),
  ].map(name => `${construct.node.path}.${name}`));
}

describe('a clean app is written byte for byte as plain cdk8s writes it', () => {
  class Labelling extends Chart {
    public toJson() {
      return super.toJson().map(json => ({ ...json, metadata: { ...json.metadata, labels: { by: 'chart', 10: 'x' } }, absent: undefined }));
    }
  }

  class Shouting extends App {
    public synth() { this.node.findAll().filter(ApiObject.isApiObject).forEach(o => (o as ApiObject).metadata.addLabel('team', 'a')); super.synth(); }
  }

  const shared = { name: 'shared' };
  const builds: Record<string, (app: App) => Chart> = {
    'charts that depend on each other': app => {
      const back = new Chart(app, 'back');
      const front = new Chart(app, 'front', { labels: { tier: 'front' } });
      const pods = [pod(front, 'B'), pod(front, 'A'), pod(back, 'C')];
      pods[0].addDependency(pods[1]);
      pods[1].addDependency(pods[2]);
      return front;
    },
    'a chart in a chart': app => {
      const outer = new Chart(app, 'outer');
      pod(outer, 'A');
      pod(new Chart(outer, 'inner'), 'B');
      return outer;
    },
    'workloads of cdk8s-plus': app => {
      const chart = new Chart(app, 'shop');
      const web = new k28.Deployment(chart, 'Web', { containers: [{ image: 'a/b:1', portNumber: 80 }] });
      web.exposeViaService();
      return chart;
    },
    'a chart whose toJson edits': app => {
      const chart = new Labelling(app, 'shop');
      pod(chart, 'Web');
      return chart;
    },
    'one value in two places of a patch': app => {
      const chart = new Chart(app, 'shop');
      pod(chart, 'Web').addJsonPatch(JsonPatch.add('/spec', { one: shared, two: shared, none: undefined, list: [undefined, null] }));
      return chart;
    },
    'an empty app': app => new Chart(app, 'empty'),
  };

  describe.each(Object.keys(builds))('%s', name => {
    test.each(SYNTH_PATHS)('by $name', synthPath => {
      const [plain, judged] = [false, true].map(withSession => follow(synthPath, props => {
        const app = new App({ ...props, recordConstructMetadata: true });
        const chart = builds[name](app);
        if (withSession) SynthSession.of(app).addJudge(content);
        return { app, chart };
      }));
      expect(JSON.stringify(judged, nullForUndefined)).toBe(JSON.stringify(plain, nullForUndefined));
      expect(plain.error).toBe(undefined);
    });
  });

  test.each(SYNTH_PATHS)('an app that overrides synth to add labels, by $name', synthPath => {
    const [plain, judged] = [false, true].map(withSession => follow(synthPath, props => {
      const app = new Shouting(props);
      const chart = new Chart(app, 'shop');
      pod(chart, 'Web');
      if (withSession) SynthSession.of(app).addJudge(content);
      return { app, chart };
    }));
    expect(judged).toEqual(plain);
  });
});

/** In memory, what is undefined becomes null as it does in YAML. */
function nullForUndefined(_: string, value: unknown): unknown {
  return value === undefined ? null : value;
}

describe('every object is rendered once', () => {
  test.each(SYNTH_PATHS.filter(({ session }) => session))('by $name', synthPath => {
    const rendered: string[] = [];
    class Counted extends ApiObject {
      public toJson() { rendered.push(this.node.path); return super.toJson(); }
    }
    follow(synthPath, props => {
      const app = new App(props);
      SynthSession.of(app).addJudge(content);
      const charts = ['a', 'b'].map(id => new Chart(app, id));
      charts.forEach(chart => new Counted(chart, 'Pod', WEB));
      return { app, chart: charts[0] };
    });
    expect(rendered).toEqual(['a/Pod', 'b/Pod']);
  });
});

test('the app is validated once by the session and once by cdk8s, however many charts it has', () => {
  const { app, chart } = shop();
  ['a', 'b', 'c'].forEach(id => new Chart(app, id));
  SynthSession.of(app).addJudge(content);
  const validations: string[] = [];
  chart.node.addValidation({ validate: () => { validations.push(new Error().stack!.includes('tree-validation') ? 'session' : 'cdk8s'); return []; } });
  app.synthYaml();
  expect(validations).toEqual(['session', 'cdk8s']);
});

describe('what was judged is what is written', () => {
  test('a label that a judge adds comes too late', () => {
    const { app, web } = shop();
    SynthSession.of(app).addJudge({ judge: manifests => { web.metadata.addLabel('forbidden', 'x'); return { judged: new Set(manifests) }; } });
    expect(app.synthYaml()).toBe(WEB_YAML);
  });

  test('an object shared with the manifest is copied', () => {
    const { app, web } = shop();
    const spec: Record<string, unknown> = { hostNetwork: false };
    web.addJsonPatch(JsonPatch.replace('/spec', spec));
    SynthSession.of(app).addJudge({ judge: manifests => { spec.privileged = true; return { judged: new Set(manifests) }; } });
    expect(app.synthYaml()).toBe(WEB_YAML.replace('spec: {}', 'spec:\n  hostNetwork: false'));
  });

  test('a reader that edits what toJson gave edits its own copy', () => {
    const { app, web } = shop();
    let judged = false;
    SynthSession.of(app).addJudge({ judge: manifests => { judged = true; return { judged: new Set(manifests) }; } });
    web.node.addValidation({ validate: () => { if (judged) web.toJson().spec.privileged = true; return []; } });
    expect(app.synthYaml()).toBe(WEB_YAML);
  });

  test('a judge cannot edit what it judges', () => {
    const { app } = shop();
    SynthSession.of(app).addJudge({ judge: manifests => { manifests[0].json.spec.privileged = true; return { judged: new Set(manifests) }; } });
    expect(() => app.synthYaml()).toThrow(new Error(
      'A judge failed, so that nothing is known about the manifests: Cannot add property privileged, object is not extensible',
    ));
  });

  test('a construct that is removed after it was judged stops the synth', () => {
    const { app, chart } = shop();
    let judged = false;
    SynthSession.of(app).addJudge({ judge: manifests => { judged = true; return { judged: new Set(manifests) }; } });
    chart.node.addValidation({ validate: () => { if (judged) chart.node.tryRemoveChild('Web'); return []; } });
    expect(() => app.synthYaml()).toThrow(new Error('The app was changed after it was judged: constructs were added or removed. Nothing was written.'));
  });

  test('a construct smuggled past addChild stops the synth', () => {
    const { app, chart } = shop();
    const smuggled = pod(new Chart(new App(), 'other'), 'Smuggled');
    let judged = false;
    SynthSession.of(app).addJudge({ judge: manifests => { judged = true; return { judged: new Set(manifests) }; } });
    chart.node.addValidation({
      validate: () => {
        if (judged) (chart.node as unknown as { _children: Record<string, unknown> })._children.Smuggled = smuggled;
        return [];
      },
    });
    expect(() => app.synthYaml()).toThrow(new Error('The app was changed after it was judged: constructs were added or removed. Nothing was written.'));
  });
});

describe('what a judge is given', () => {
  function given(build: (chart: Chart) => void, Kind: typeof Chart = Chart): readonly RenderedManifest[] {
    let seen: readonly RenderedManifest[] = [];
    const app = new App();
    SynthSession.of(app).addJudge({ judge: manifests => { seen = manifests; return { judged: new Set(manifests) }; } });
    build(new Kind(app, 'shop'));
    try {
      app.synthYaml();
    } catch {
      // What cannot be rendered stops cdk8s too.
    }
    return seen;
  }

  test('an object of the tree', () => {
    const [manifest] = given(chart => pod(chart, 'Web'));
    expect(manifest).toEqual({ construct: expect.any(ApiObject), constructPath: 'shop/Web', json: WEB, refusals: [], dropped: [] });
  });

  test('a document that only the chart makes, once, and with the chart as its construct', () => {
    class Adding extends Chart {
      public toJson() { return [...super.toJson(), { kind: 'Extra' }]; }
    }
    expect(given(chart => pod(chart, 'Web'), Adding).map(({ construct, constructPath, json }) => [construct instanceof Chart, constructPath, json]))
      .toEqual([[false, 'shop/Web', WEB], [true, 'shop', { kind: 'Extra' }]]);
  });

  class Cat {}
  const cycle: Record<string, unknown> = {};
  cycle.self = cycle;
  test.each([
    ['a class instance', () => new Cat(), 'spec is a Cat, not plain JSON'],
    ['a function', () => ({ a: [() => 1] }), 'spec.a[0] is a function, not plain JSON'],
    ['a cycle', () => cycle, 'spec.self is a reference to an object around it, not plain JSON'],
    ['not a number', () => NaN, 'spec is NaN, not plain JSON'],
    ['a BigInt', () => 1n, 'spec is a bigint, not plain JSON'],
    ['a symbol', () => Symbol('x'), 'spec is a symbol, not plain JSON'],
    ['a date', () => new Date(0), 'spec is a Date, not plain JSON'],
    ['a getter that throws', () => ({ get a() { throw new Error('no'); } }), 'spec.a is a property that cannot be read (no), not plain JSON'],
  ])('%s is unreadable', (_, value, unreadable) => {
    class Odd extends ApiObject {
      public toJson() { return { ...super.toJson(), spec: value() }; }
    }
    const [manifest] = given(chart => new Odd(chart, 'Odd', WEB));
    expect(manifest).toEqual({ construct: expect.any(ApiObject), constructPath: 'shop/Odd', json: undefined, refusals: [], dropped: [], unreadable });
  });

  test('no object at all is unreadable', () => {
    class Nothing extends ApiObject {
      public toJson() { return undefined; }
    }
    expect(given(chart => new Nothing(chart, 'Nothing', WEB)).map(({ unreadable }) => unreadable)).toEqual(['toJson() gave no object']);
  });

  test('what nobody answers for and cannot be read stops the synth', () => {
    const { app, chart } = shop();
    SynthSession.of(app);
    pod(chart, 'Odd', { since: new Date(0) });
    expect(() => app.synthYaml()).toThrow(new Error([
      'shop/Odd',
      "  could not be read: Failed serializing construct at path 'shop/Odd' with name 'odd': Error: can't render non-simple object of type 'Date'",
      '1 violation. Nothing was written.',
    ].join('\n')));
  });
});

describe('preparations', () => {
  test('run before the objects are rendered, and may add constructs and judges', () => {
    const { app, chart } = shop();
    const session = SynthSession.of(app);
    session.addPreparation(() => {
      if (chart.node.tryFindChild('Added') !== undefined) return;
      pod(chart, 'Added', { privileged: true });
      forbid(app);
    });
    expect(() => app.synthYaml()).toThrow(new Error('refused: shop/Added'));
  });

  test('run for the net too', () => {
    const { app, chart } = shop();
    forbid(app).addPreparation(() => { if (chart.node.tryFindChild('Added') === undefined) pod(chart, 'Added', { privileged: true }); });
    expect(() => Testing.synth(chart)).toThrow(new Error('refused: shop/Added'));
  });
});

describe('validations', () => {
  test('that return errors stop the synth with the words of cdk8s', () => {
    const plain = shop();
    const judged = shop();
    SynthSession.of(judged.app).addJudge(content);
    const errors = [plain, judged].map(({ app, chart, web }) => {
      chart.node.addValidation({ validate: () => ['too small', 'too red'] });
      web.node.addValidation({ validate: () => ['too late'] });
      try {
        return app.synthYaml();
      } catch (error) {
        return (error as Error).message;
      }
    });
    expect(errors[1]).toBe('Validation failed with the following errors:\n  [shop] too small\n  [shop] too red\n  [shop/Web] too late');
    expect(errors[1]).toBe(errors[0]);
  });
});

describe('judges', () => {
  test('a judge that throws is a failure, and so are those of the others', () => {
    const { app } = shop();
    SynthSession.of(app).addJudge({ judge: () => { throw new Error('out of order'); } });
    SynthSession.of(app).addJudge({ judge: () => ({ failure: 'no', judged: new Set() }) });
    expect(() => app.synthYaml()).toThrow(new Error('A judge failed, so that nothing is known about the manifests: out of order\n\nno'));
  });

  test('notices go to stderr once, and only where nothing fails', () => {
    const written: string[] = [];
    const stderr = jest.spyOn(process.stderr, 'write').mockImplementation(text => { written.push(String(text)); return true; });
    const { app, chart } = shop();
    let failure: string | undefined;
    SynthSession.of(app).addJudge({ judge: () => ({ failure, notice: 'one warning', judged: new Set() }) });
    app.synthYaml();
    Testing.synth(chart);
    failure = 'no';
    expect(() => app.synthYaml()).toThrow(new Error('no'));
    stderr.mockRestore();
    expect(written).toEqual(['one warning\n']);
  });
});

describe('apps with a class of their own', () => {
  test('what its synth adds before super.synth() is judged', () => {
    class Adding extends App {
      public synth() { pod(this.node.findChild('shop') as Chart, 'Added', { privileged: true }); super.synth(); }
    }
    const outcome = follow(BY_CHART, props => {
      const app = new Adding(props);
      forbid(app);
      return { app, chart: new Chart(app, 'shop') };
    });
    expect(outcome).toEqual({ error: 'refused: shop/Added', files: {} });
  });

  test('a synth that never reaches the one of cdk8s is judged at its end', () => {
    class Own extends App {
      public synth() { /* writes in its own way */ }
    }
    const app = new Own();
    forbid(app);
    pod(new Chart(app, 'shop'), 'Bad', { privileged: true });
    expect(() => app.synth()).toThrow(new Error('refused: shop/Bad'));
  });

  test('a synth that calls synthYaml first gives both', () => {
    let yaml = '';
    class Printing extends App {
      public synth() { yaml = this.synthYaml(); super.synth(); }
    }
    const outcome = follow(BY_CHART, props => {
      const app = new Printing(props);
      SynthSession.of(app).addJudge(content);
      const chart = new Chart(app, 'shop');
      pod(chart, 'Web');
      return { app, chart };
    });
    expect([yaml, outcome]).toEqual([WEB_YAML, { files: { 'shop.k8s.yaml': WEB_YAML } }]);
  });

  test('keep the name of their class', () => {
    class Mine extends App {}
    const app = new Mine();
    SynthSession.of(app);
    expect([app.constructor.name, app instanceof Mine]).toEqual(['Mine', true]);
  });
});

test('two apps of one process do not know each other', () => {
  const bad = shop();
  const good = shop();
  forbid(bad.app);
  bad.web.metadata.addLabel('forbidden', 'x');
  good.web.metadata.addLabel('forbidden', 'x');
  expect(() => bad.app.synthYaml()).toThrow(new Error('refused: shop/Web'));
  expect(good.app.synthYaml()).toBe(WEB_YAML.replace('  name', '  labels:\n    forbidden: x\n  name'));
});

test('there is one session for all scopes of a tree', () => {
  const { app, chart, web } = shop();
  expect([chart, web].map(scope => SynthSession.of(scope) === SynthSession.of(app))).toEqual([true, true]);
});

test('a synth from within the judging is refused', () => {
  const { app, web } = shop();
  SynthSession.of(app).addJudge(content);
  web.node.addValidation({ validate: () => { app.synth(); return []; } });
  expect(() => app.synth()).toThrow(new Error(
    'synth() was called while the app is being judged: by a validation, a Lazy, or an Aspect. Nothing was written.',
  ));
});

describe('nothing leaks', () => {
  const NONE: string[] = [];

  test('after a synth', () => {
    const { app } = shop();
    SynthSession.of(app).addJudge(content);
    app.synthYaml();
    expect(tracesOf(app)).toEqual(NONE);
  });

  test('after a judge refused', () => {
    const { app, web } = shop();
    forbid(app);
    web.metadata.addLabel('forbidden', 'x');
    expect(() => app.synthYaml()).toThrow(new Error('refused: shop/Web'));
    expect(tracesOf(app)).toEqual(NONE);
  });

  test('after an error of cdk8s itself, and the next synth works', () => {
    const { app, chart } = shop({ outdir: '/dev/null/impossible' });
    SynthSession.of(app).addJudge(content);
    expect(() => app.synth()).toThrow("ENOTDIR: not a directory, mkdir '/dev/null/impossible'");
    expect(tracesOf(app)).toEqual(NONE);
    pod(chart, 'Late');
    expect(app.synthYaml()).toBe(`${WEB_YAML}---\n${WEB_YAML.replace('web', 'late')}`);
  });

  test('after Testing.synth: the app can be built on, and is judged again', () => {
    const { app, chart, web } = shop();
    forbid(app);
    expect(Testing.synth(chart)).toEqual([WEB]);
    web.addJsonPatch(JsonPatch.add('/spec/hostNetwork', false));
    expect(web.toJson()).toEqual({ ...WEB, spec: { hostNetwork: false } });
    const late = pod(chart, 'Late', { privileged: true });
    expect(() => Testing.synth(chart)).toThrow(new Error('refused: shop/Late'));
    late.addJsonPatch(JsonPatch.remove('/spec'));
    app.synthYaml();
    expect(tracesOf(app)).toEqual(NONE);
  });

  test('after Testing.synth and a synth', () => {
    const { app, chart } = shop();
    SynthSession.of(app).addJudge(content);
    Testing.synth(chart);
    app.synthYaml();
    expect(tracesOf(app)).toEqual(NONE);
  });

  test('an object that was judged by Testing.synth is judged again when it is read', () => {
    const { app, chart, web } = shop();
    forbid(app);
    Testing.synth(chart);
    web.addJsonPatch(JsonPatch.add('/spec/privileged', true));
    expect(() => web.toJson()).toThrow(new Error('refused: shop/Web'));
  });

  test('an own toJson of the user is put back', () => {
    const { app, web } = shop();
    const own = () => ({ kind: 'Mine' });
    web.toJson = own;
    SynthSession.of(app).addJudge(content);
    expect(app.synthYaml()).toBe('kind: Mine\n');
    expect(web.toJson).toBe(own);
  });
});

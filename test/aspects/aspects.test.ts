import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { Aspects, IAspect } from '../../src';

/** Notes whom it visits, as `name: path`. */
function noting(name: string, notes: string[], more: (node: IConstruct) => void = () => undefined): IAspect {
  return {
    visit: node => {
      notes.push(`${name}: ${node.node.path}`);
      more(node);
    },
  };
}

function shop(): { readonly app: App; readonly chart: Chart } {
  const app = new App({ outdir: '/nowhere/at/all' });
  const chart = new Chart(app, 'shop');
  return { app, chart };
}

function configMap(scope: Construct, id: string): ApiObject {
  return new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id.toLowerCase() } });
}

describe('the aspects of a scope', () => {
  test('are those that were added to it, in order, and not those of other scopes', () => {
    const { app, chart } = shop();
    const [first, second, inner] = ['first', 'second', 'inner'].map(name => noting(name, []));
    Aspects.of(app).add(first);
    Aspects.of(chart).add(inner);
    Aspects.of(app).add(second);
    expect(Aspects.of(app).all).toEqual([first, second]);
    expect(Aspects.of(chart).all).toEqual([inner]);
    expect(Aspects.of(new Chart(app, 'other')).all).toEqual([]);
  });

  test('cannot be changed through the list that is given', () => {
    const { app } = shop();
    Aspects.of(app).add(noting('first', []));
    Aspects.of(app).all.pop();
    expect(Aspects.of(app).all.length).toBe(1);
  });
});

describe('a visit', () => {
  test('waits for the synth', () => {
    const { app } = shop();
    const notes: string[] = [];
    Aspects.of(app).add(noting('it', notes));
    expect(notes).toEqual([]);
    app.synthYaml();
    expect(notes).toEqual(['it: ', 'it: shop']);
  });

  test('is for the scope and all below it, outer scopes first, then in order of adding', () => {
    const { app, chart } = shop();
    const notes: string[] = [];
    configMap(chart, 'A');
    Aspects.of(chart).add(noting('inner', notes));
    Aspects.of(app).add(noting('outer 1', notes));
    Aspects.of(app).add(noting('outer 2', notes));
    app.synthYaml();
    expect(notes).toEqual([
      'outer 1: ', 'outer 1: shop', 'outer 1: shop/A',
      'outer 2: ', 'outer 2: shop', 'outer 2: shop/A',
      'inner: shop', 'inner: shop/A',
    ]);
  });

  test('comes once to each construct, over several synths by several paths', () => {
    const { app, chart } = shop();
    const notes: string[] = [];
    configMap(chart, 'A');
    Aspects.of(chart).add(noting('it', notes));
    app.synthYaml();
    Testing.synth(chart);
    app.synthYaml();
    expect(notes).toEqual(['it: shop', 'it: shop/A']);
  });

  test('comes to what was built after an earlier synth', () => {
    const { app, chart } = shop();
    const notes: string[] = [];
    Aspects.of(chart).add(noting('it', notes));
    app.synthYaml();
    configMap(chart, 'Late');
    app.synthYaml();
    expect(notes).toEqual(['it: shop', 'it: shop/Late']);
  });

  test('comes to what an aspect adds, by aspects that have already passed too', () => {
    const { app, chart } = shop();
    const notes: string[] = [];
    Aspects.of(app).add(noting('outer', notes));
    Aspects.of(chart).add(noting('adding', notes, node => {
      if (node === chart) configMap(chart, 'Added');
    }));
    expect(app.synthYaml()).toBe('apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: added\n');
    expect(notes).toEqual(['outer: ', 'outer: shop', 'adding: shop', 'outer: shop/Added', 'adding: shop/Added']);
  });

  test('is made by an aspect that another one adds', () => {
    const { app, chart } = shop();
    const notes: string[] = [];
    Aspects.of(app).add(noting('outer', notes, node => {
      if (node === app) Aspects.of(chart).add(noting('inner', notes));
    }));
    app.synthYaml();
    expect(notes).toEqual(['outer: ', 'outer: shop', 'inner: shop']);
  });

  test('is made twice for an aspect that was added twice', () => {
    const { app } = shop();
    const notes: string[] = [];
    const aspect = noting('it', notes);
    Aspects.of(app).add(aspect);
    Aspects.of(app).add(aspect);
    app.synthYaml();
    expect(notes).toEqual(['it: ', 'it: shop', 'it: ', 'it: shop']);
  });

  test('happens for a chart that is rendered alone', () => {
    const { app, chart } = shop();
    configMap(chart, 'A');
    Aspects.of(app).add({ visit: node => { if (ApiObject.isApiObject(node)) (node as ApiObject).metadata.addLabel('team', 'a'); } });
    const labelled = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', labels: { team: 'a' } } };
    expect(Testing.synth(chart)).toEqual([labelled]);
    expect(chart.toJson()).toEqual([labelled]);
  });
});

describe('an aspect that goes wrong', () => {
  test('stops the synth with what it threw', () => {
    const { app } = shop();
    Aspects.of(app).add({ visit: node => { throw new Error(`no label on ${node.node.path || 'the app'}`); } });
    expect(() => app.synthYaml()).toThrow('no label on the app');
  });

  test('ends in a clear error when it adds a construct for each that it visits', () => {
    const { app } = shop();
    Aspects.of(app).add({ visit: node => { new Construct(node, 'Endless'); } });
    expect(() => app.synthYaml()).toThrow(new Error(
      'Aspects keep adding constructs, 200 by now, and there are still new ones. An aspect that adds constructs must come to an end.',
    ));
  });

  test('ends in a clear error, and soon, when it adds two for each', () => {
    const { app } = shop();
    Aspects.of(app).add({
      visit: node => {
        new Construct(node, 'A');
        new Construct(node, 'B');
      },
    });
    expect(() => app.synthYaml()).toThrow(new Error(
      'Aspects keep adding constructs, 16380 by now, and there are still new ones. An aspect that adds constructs must come to an end.',
    ));
  });
});

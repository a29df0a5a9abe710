import { Lazy } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import * as fc from 'fast-check';
import { formatPath } from '../../src/kubernetes/field-path';
import { lostAt, lostFields, plainValue, Said } from '../../src/synth/lost-fields';

const lost = (asked: unknown, said: unknown, how?: Said) => lostFields(asked, said, how).map(({ path, value }) => [formatPath(path), value]);

test('what is missing as a whole is told as a whole', () => {
  expect(lost(
    { spec: { a: 1, profile: { type: 'Localhost', path: 'web' }, list: [{ x: 1, y: 2 }, { x: 3 }] } },
    { spec: { a: 1, list: [{ x: 1 }] } },
  )).toEqual([
    ['spec.profile', { type: 'Localhost', path: 'web' }],
    ['spec.list[0].y', 2],
    ['spec.list[1]', { x: 3 }],
  ]);
});

test.each<[string, unknown, unknown]>([
  ['undefined', { a: undefined }, {}],
  ['null', { a: null }, {}],
  ['an empty object', { a: {} }, {}],
  ['an empty list', { a: [] }, {}],
  ['a Date', { a: new Date(0) }, {}],
  ['a Lazy', { a: Lazy.any({ produce: () => { throw new Error('resolved'); } }) }, {}],
  ['a token', { a: { resolve: () => { throw new Error('resolved'); } } }, {}],
  ['a name in the spelling of TypeScript', { hostPid: true, nonResourceUrLs: ['/x'], ref: 'a' }, { hostPID: true, nonResourceURLs: ['/x'], $ref: 'a' }],
  ['a name that is no word in TypeScript', { xKubernetesMapType: 'atomic', build_: 1, fooBar: 2 }, { 'x-kubernetes-map-type': 'atomic', 'build': 1, 'foo/bar': 2 }],
  ['a wrapped value', { memory: { value: '1Gi' } }, { memory: '1Gi' }],
  ['a Quantity', { memory: k8s.Quantity.fromString('1Gi'), port: k8s.IntOrString.fromNumber(80) }, { memory: '1Gi', port: 80 }],
  ['a value that was changed', { a: 1, b: 'x', c: [1] }, { a: 2, b: { x: 1 }, c: 'x' }],
  ['a map with two names alike', { 'a-b': 1, 'ab': 2 }, { 'a-b': 1, 'ab': 2 }],
  ['the same twice in two spellings', { hostPid: true, hostPID: true }, { hostPID: true }],
])('nothing is lost of %s', (_, asked, said) => {
  expect(lost(asked, said)).toEqual([]);
});

test.each<[string, unknown, unknown, unknown[]]>([
  ['a value that turned into null', { a: '1Gi' }, { a: null }, [['a', '1Gi']]],
  ['a Quantity', { memory: k8s.Quantity.fromString('1Gi') }, {}, [['memory', k8s.Quantity.fromString('1Gi')]]],
  ['false and 0', { a: false, b: 0 }, {}, [['a', false], ['b', 0]]],
  ['a name that every object inherits', { constructor: 'x' }, {}, [['constructor', 'x']]],
  ['a name without letters', { '$': 1, '-': 2 }, { $: 1 }, [['[\'-\']', 2]]],
  ['one of two spellings that disagree', { hostPid: true, hostPID: false }, { hostPID: true }, [['hostPID', false]]],
  ['one of two objects that disagree', { profile: { type: 'A' }, Profile: { type: 'B' } }, { profile: { type: 'A' } }, [['Profile', { type: 'B' }]]],
])('%s can be lost', (_, asked, said, told) => {
  expect(lost(asked, said)).toEqual(told);
});

test('where the same must be said, another value is a loss', () => {
  expect(lost({ a: 1, b: { value: '1Gi' }, c: { value: '1Gi' }, d: [1], e: { x: 1 } }, { a: 2, b: '1Gi', c: '2Gi', d: 'x', e: 1 }, Said.EXACTLY))
    .toEqual([['a', 1], ['c', { value: '1Gi' }], ['d', [1]], ['e', { x: 1 }]]);
});

test('one place is found in either spelling', () => {
  const said = { spec: { hostPID: true, containers: [{ name: 'app' }] } };
  const lostThere = (path: readonly (string | number)[], asked: unknown) => lostAt(path, asked, said).map(({ path: where }) => formatPath(where));
  expect([
    lostThere(['spec', 'hostPid'], true),
    lostThere(['spec', 'containers', 0], { name: 'app', image: 'x' }),
    lostThere(['spec', 'containers', 1, 'image'], 'x'),
    lostThere(['spec', 'hostPID', 'deeper'], 'x'),
  ]).toEqual([[], ['spec.containers[0].image'], ['spec.containers[1].image'], ['spec.hostPID.deeper']]);
});

test('a value is shown without wrappers, and without what only resolving would tell', () => {
  expect(plainValue({ limits: { memory: k8s.Quantity.fromString('1Gi'), cpu: { value: 1 } }, env: [{ name: 'A', value: 'x' }], late: Lazy.any({ produce: () => 1 }) }))
    .toEqual({ limits: { memory: '1Gi', cpu: 1 }, env: [{ name: 'A', value: 'x' }] });
});

describe('for any JSON', () => {
  const json = fc.jsonValue({ maxDepth: 4 });

  test('nothing of it is lost in itself', () => {
    fc.assert(fc.property(json, value => expect([lost(value, value), lost(value, value, Said.EXACTLY)]).toEqual([[], []])));
  });

  test('each field that is taken away is lost, and nothing else', () => {
    const names = ['alpha', 'beta', 'gamma'];
    const nested = fc.letrec(tie => ({
      node: fc.oneof({ maxDepth: 4 }, fc.constantFrom(0, false, 'x'), fc.dictionary(fc.constantFrom(...names), tie('node'), { minKeys: 1 })),
    })).node;
    fc.assert(fc.property(fc.record({ here: fc.record({ kept: nested, taken: nested }) }), value => {
      const { taken, ...rest } = value.here;
      expect(lost(value, { here: rest })).toEqual([['here.taken', taken]]);
    }));
  });
});

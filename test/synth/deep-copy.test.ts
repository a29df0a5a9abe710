import { deepCopy, frozenCopy, NotPlainJson, reasonOf } from '../../src/synth/deep-copy';

test('the copy equals the original and shares nothing with it', () => {
  const original = { a: [1, 'x', true, null, { b: {} }], c: '' };
  const copy = deepCopy(original);
  expect(copy).toEqual(original);
  expect([copy === original, copy.a === original.a, copy.a[4] === original.a[4], copy.a[4].b === (original.a[4] as any).b])
    .toEqual([false, false, false, false]);
});

test('undefined is null, in maps, lists and holes', () => {
  // eslint-disable-next-line no-sparse-arrays -- the hole is what is tested
  expect(deepCopy({ a: undefined, b: [undefined, , 1] })).toEqual({ a: null, b: [null, null, 1] });
});

test('an object that occurs twice occurs twice in the copy', () => {
  const shared = {};
  const copy = deepCopy({ one: shared, two: shared });
  expect([copy.one === copy.two, copy.one === shared]).toEqual([true, false]);
});

test('a key named __proto__ stays a key', () => {
  const copy = deepCopy(JSON.parse('{"__proto__": {"privileged": true}}'));
  expect([JSON.stringify(copy), copy.privileged]).toEqual(['{"__proto__":{"privileged":true}}', undefined]);
});

test('an inherited key is not plain', () => {
  expect(() => deepCopy({ spec: Object.create({ privileged: true }) })).toThrow(new NotPlainJson('spec', 'an object that inherits properties'));
});

test('a value that is no object can be refused too', () => {
  expect(() => deepCopy(() => 1)).toThrow(new Error('it is a function, not plain JSON'));
});

test('a frozen copy cannot be changed anywhere', () => {
  const copy = frozenCopy({ a: [{ b: 1 }] });
  expect([copy, copy.a, copy.a[0]].map(Object.isFrozen)).toEqual([true, true, true]);
});

test.each([
  ['an error', new Error('no'), 'no'],
  ['a text', 'no', "'no'"],
  ['nothing', undefined, 'undefined'],
  ['an object without a prototype', Object.create(null), '[Object: null prototype] {}'],
])('the reason of %s that was thrown', (_, thrown, reason) => {
  expect(reasonOf(thrown)).toBe(reason);
});

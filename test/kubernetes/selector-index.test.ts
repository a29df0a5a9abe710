import * as fc from 'fast-check';
import { selects } from '../../src/kubernetes/label-selector';
import { SelectorIndex } from '../../src/kubernetes/selector-index';

type Entry = readonly [item: string, selector: unknown];

function indexOf(...entries: readonly Entry[]): SelectorIndex<string> {
  const index = new SelectorIndex<string>();
  entries.forEach(([item, selector]) => index.add(selector, item));
  return index;
}

test('gives what selects, in the order in which it was added, however it selects', () => {
  const index = indexOf(
    ['second label', { matchLabels: { tier: 'front', app: 'web' } }],
    ['everything', {}],
    ['another app', { matchLabels: { app: 'api' } }],
    ['an expression', { matchExpressions: [{ key: 'app', operator: 'Exists' }] }],
    ['a label', { matchLabels: { app: 'web' } }],
    ['a label and an expression', { matchLabels: { app: 'web' }, matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] }],
  );
  expect(index.selecting({ app: 'web', tier: 'front' })).toEqual(['second label', 'everything', 'an expression', 'a label']);
  expect(index.selecting({ app: 'web' })).toEqual(['everything', 'an expression', 'a label', 'a label and an expression']);
  expect(index.selecting({})).toEqual(['everything']);
});

test('gives nothing where nothing was added', () => {
  expect(indexOf().selecting({ app: 'web' })).toEqual([]);
});

test.each([undefined, null])('a selector that is %p selects nothing', selector => {
  expect(indexOf(['nobody', selector]).selecting({ app: 'web' })).toEqual([]);
});

test('an item that is added twice is given twice', () => {
  expect(indexOf(['web', { matchLabels: { app: 'web' } }], ['web', {}]).selecting({ app: 'web' })).toEqual(['web', 'web']);
});

test('names and values of labels do not run into each other', () => {
  const index = indexOf(['one', { matchLabels: { a: 'b=c' } }], ['other', { matchLabels: { 'a=b': 'c' } }]);
  expect([index.selecting({ a: 'b=c' }), index.selecting({ 'a=b': 'c' })]).toEqual([['one'], ['other']]);
});

test('labels may be called as what every object inherits', () => {
  const matchLabels = JSON.parse('{"__proto__":"x"}') as object;
  const index = indexOf(['proto', { matchLabels }], ['constructor', { matchLabels: { constructor: 'x' } }]);
  expect([index.selecting({}), index.selecting(JSON.parse('{"__proto__":"x"}')), index.selecting({ constructor: 'x' })])
    .toEqual([[], ['proto'], ['constructor']]);
});

test('a malformed selector is refused when it is added, and is not in the index', () => {
  const index = indexOf(['good', {}]);
  expect(() => index.add({ matchLabel: {} }, 'bad')).toThrow(
    new Error('Malformed label selector: matchLabel is {}; the only fields are matchLabels, matchExpressions.'),
  );
  expect(index.selecting({ app: 'web' })).toEqual(['good']);
});

const name = fc.constantFrom('app', 'tier', '__proto__', 'a.b/c');
const value = fc.constantFrom('', 'web', 'api');
const labels = fc.dictionary(name, value, { maxKeys: 3 });
const expression = fc.oneof(
  fc.record({ key: name, operator: fc.constantFrom('Exists', 'DoesNotExist') }),
  fc.record({ key: name, operator: fc.constantFrom('In', 'NotIn'), values: fc.array(value, { minLength: 1, maxLength: 2 }) }),
);
const selector = fc.oneof(
  fc.constantFrom(undefined, null, {}),
  fc.record({ matchLabels: labels, matchExpressions: fc.array(expression, { maxLength: 2 }) }, { requiredKeys: [] }),
);

test('it gives exactly what trying one selector after the other does', () => {
  fc.assert(fc.property(fc.array(selector, { maxLength: 12 }), labels, (selectors, of) => {
    const index = new SelectorIndex<number>();
    selectors.forEach((one, at) => index.add(one, at));
    expect(index.selecting(of)).toEqual(selectors.flatMap((one, at) => (selects(one, of) ? [at] : [])));
  }), { numRuns: 1000 });
});

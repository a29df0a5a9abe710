import { Selector } from '../../../src/network/model/selector';

describe('a selector', () => {
  test.each<[unknown, string]>([
    [undefined, ''],
    [null, ''],
    [{}, ''],
    [{ matchLabels: { b: 'c', a: 'b' } }, 'a=b,b=c'],
    [{ matchLabels: { a: null } }, 'a='],
    [{ matchExpressions: [{ key: 'a', operator: 'In', values: ['c', 'b', 'c'] }] }, 'a in (b, c)'],
    [{ matchExpressions: [{ key: 'a', operator: 'NotIn', values: ['b'] }, { key: 'a', operator: 'NotIn', values: ['d', 'c'] }] }, 'a not in (c, d),a!=b'],
    [{ matchExpressions: [{ key: 'a', operator: 'Exists' }, { key: 'b', operator: 'DoesNotExist' }] }, '!b,a'],
    [{ matchLabels: { a: 'b' }, matchExpressions: [{ key: 'a', operator: 'In', values: ['b'] }] }, 'a=b'],
  ])('%j is written as %s', (json, text) => {
    expect(Selector.of(json).text).toBe(text);
  });

  test('is the same object as one that says the same otherwise', () => {
    expect(Selector.of({ matchExpressions: [{ key: 'a', operator: 'In', values: ['b'] }] })).toBe(Selector.of({ matchLabels: { a: 'b' } }));
    expect(Selector.of({ matchExpressions: [{ key: 'a', operator: 'In', values: ['c', 'b'] }] })).toBe(Selector.of({ matchExpressions: [{ key: 'a', operator: 'In', values: ['b', 'c'] }] }));
    expect(Selector.of(null)).toBe(Selector.EVERYTHING);
  });

  test('is not the same object as one that says something else', () => {
    expect(Selector.of({ matchLabels: { a: '' } })).not.toBe(Selector.of({ matchExpressions: [{ key: 'a', operator: 'Exists' }] }));
  });
});

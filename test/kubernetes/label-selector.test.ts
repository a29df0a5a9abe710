import * as fc from 'fast-check';
import { isEmptySelector, selects } from '../../src/kubernetes/label-selector';

const LABELS = { 'app': 'web', 'tier': 'front', 'example.com/team': 'blue', 'canary': '' };

function expressions(...matchExpressions: unknown[]): unknown {
  return { matchExpressions };
}

describe('the two ends of a selector', () => {
  test.each([undefined, null])('an absent one (%p) selects nothing and is not empty', selector => {
    expect({ selects: selects(selector, LABELS), isEmpty: isEmptySelector(selector) }).toEqual({ selects: false, isEmpty: false });
  });

  test.each([
    {}, { matchLabels: {} }, { matchExpressions: [] }, { matchLabels: {}, matchExpressions: [] }, { matchLabels: null, matchExpressions: null },
  ])('an empty one (%j) selects everything, even what has no label', selector => {
    expect({ selects: selects(selector, {}), isEmpty: isEmptySelector(selector) }).toEqual({ selects: true, isEmpty: true });
  });

  test.each([{ matchLabels: { app: 'web' } }, expressions({ key: 'app', operator: 'Exists' })])('%j is not empty', selector => {
    expect(isEmptySelector(selector)).toBe(false);
  });
});

describe('a selector is matched as Kubernetes matches it', () => {
  test.each<[unknown, boolean]>([
    [{ matchLabels: { app: 'web' } }, true],
    [{ matchLabels: { app: 'web', tier: 'front' } }, true],
    [{ matchLabels: { app: 'web', tier: 'back' } }, false],
    [{ matchLabels: { app: 'Web' } }, false],
    [{ matchLabels: { other: 'web' } }, false],
    [{ matchLabels: { other: '' } }, false],
    [{ matchLabels: { canary: '' } }, true],
    [{ matchLabels: { 'example.com/team': 'blue' } }, true],
    [expressions({ key: 'app', operator: 'In', values: ['api', 'web'] }), true],
    [expressions({ key: 'app', operator: 'In', values: ['api'] }), false],
    [expressions({ key: 'other', operator: 'In', values: ['web'] }), false],
    [expressions({ key: 'canary', operator: 'In', values: [''] }), true],
    [expressions({ key: 'app', operator: 'NotIn', values: ['api'] }), true],
    [expressions({ key: 'app', operator: 'NotIn', values: ['api', 'web'] }), false],
    [expressions({ key: 'other', operator: 'NotIn', values: ['web'] }), true],
    [expressions({ key: 'other', operator: 'NotIn', values: [''] }), true],
    [expressions({ key: 'app', operator: 'Exists' }), true],
    [expressions({ key: 'canary', operator: 'Exists', values: [] }), true],
    [expressions({ key: 'other', operator: 'Exists', values: null }), false],
    [expressions({ key: 'app', operator: 'DoesNotExist' }), false],
    [expressions({ key: 'canary', operator: 'DoesNotExist' }), false],
    [expressions({ key: 'other', operator: 'DoesNotExist' }), true],
    [expressions({ key: 'app', operator: 'Exists' }, { key: 'other', operator: 'Exists' }), false],
    [{ matchLabels: { app: 'web' }, matchExpressions: [{ key: 'tier', operator: 'In', values: ['front'] }] }, true],
    [{ matchLabels: { app: 'web' }, matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['front'] }] }, false],
    [{ matchLabels: { app: 'api' }, matchExpressions: [{ key: 'tier', operator: 'In', values: ['front'] }] }, false],
  ])('%j: %p', (selector, expected) => {
    expect(selects(selector, LABELS)).toBe(expected);
  });

  test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('a label called %s is there only where somebody set it', key => {
    const selector = expressions({ key, operator: 'Exists' });
    const labels = JSON.parse(`{"${key}": "set"}`) as Record<string, string>;
    expect([selects(selector, {}), selects(selector, labels)]).toEqual([false, true]);
  });

  test('an inherited label is no label', () => {
    const labels = Object.create({ app: 'web' }) as Record<string, string>;
    const verdicts = ['In', 'NotIn'].map(operator => selects(expressions({ key: 'app', operator, values: ['web'] }), labels));
    expect(verdicts).toEqual([false, true]);
  });
});

describe('a malformed selector is refused, and named', () => {
  test.each<[unknown, string]>([
    ['app=web', 'the selector is "app=web"; it must be an object.'],
    [[], 'the selector is []; it must be an object.'],
    [false, 'the selector is false; it must be an object.'],
    [{ matchLabel: { app: 'web' } }, 'matchLabel is {"app":"web"}; the only fields are matchLabels, matchExpressions.'],
    [{ app: 'web' }, 'app is "web"; the only fields are matchLabels, matchExpressions.'],
    [{ matchLabels: ['app'] }, 'matchLabels is ["app"]; it must be an object.'],
    [{ matchLabels: { app: 1 } }, 'matchLabels.app is 1; it must be a string.'],
    [{ matchLabels: { 'example.com/on': true } }, "matchLabels['example.com/on'] is true; it must be a string."],
    [{ matchLabels: { app: null } }, 'matchLabels.app is null; it must be a string.'],
    [{ matchLabels: { '': 'web' } }, 'matchLabels[\'\'] is ""; it must be a label key.'],
    [{ matchExpressions: { key: 'app' } }, 'matchExpressions is {"key":"app"}; it must be a list.'],
    [expressions(null), 'matchExpressions[0] is null; it must be an object.'],
    [expressions({ operator: 'Exists' }), 'matchExpressions[0].key is absent; it must be a label key.'],
    [expressions({ key: '', operator: 'Exists' }), 'matchExpressions[0].key is ""; it must be a label key.'],
    [expressions({ key: 'app' }), 'matchExpressions[0].operator is absent; it must be In, NotIn, Exists or DoesNotExist.'],
    [expressions({ key: 'app', operator: 'Gt', values: ['1'] }), 'matchExpressions[0].operator is "Gt"; it must be In, NotIn, Exists or DoesNotExist.'],
    [expressions({ key: 'app', operator: 'in', values: ['1'] }), 'matchExpressions[0].operator is "in"; it must be In, NotIn, Exists or DoesNotExist.'],
    [expressions({ key: 'app', operator: 'In' }), 'matchExpressions[0].values is absent; In needs at least one value.'],
    [expressions({ key: 'app', operator: 'NotIn', values: [] }), 'matchExpressions[0].values is []; NotIn needs at least one value.'],
    [expressions({ key: 'app', operator: 'Exists', values: ['web'] }), 'matchExpressions[0].values is ["web"]; Exists takes no values.'],
    [expressions({ key: 'app', operator: 'DoesNotExist', values: ['web'] }), 'matchExpressions[0].values is ["web"]; DoesNotExist takes no values.'],
    [expressions({ key: 'app', operator: 'In', values: 'web' }), 'matchExpressions[0].values is "web"; it must be a list.'],
    [expressions({ key: 'app', operator: 'In', values: ['web', 2] }), 'matchExpressions[0].values[1] is 2; it must be a string.'],
    [expressions({ key: 'app', operator: 'In', value: ['web'] }), 'matchExpressions[0].value is ["web"]; the only fields are key, operator, values.'],
  ])('%j', (selector, complaint) => {
    const error = new Error(`Malformed label selector: ${complaint}`);
    expect(() => selects(selector, LABELS)).toThrow(error);
    expect(() => isEmptySelector(selector)).toThrow(error);
  });

  test('even behind an entry that does not match', () => {
    const selector = { matchLabels: { app: 'api' }, matchExpressions: [{ key: 'app', operator: 'Near', values: ['web'] }] };
    expect(() => selects(selector, LABELS))
      .toThrow(new Error('Malformed label selector: matchExpressions[0].operator is "Near"; it must be In, NotIn, Exists or DoesNotExist.'));
  });
});

const KEY = fc.constantFrom('app', 'tier', 'example.com/team', 'constructor');
const VALUE = fc.constantFrom('', 'web', 'api', 'db');
const VALUES = fc.array(VALUE, { minLength: 1, maxLength: 3 });
const ANY_LABELS = fc.dictionary(KEY, VALUE);
const REQUIREMENT = fc.oneof(
  fc.record({ key: KEY, operator: fc.constantFrom('In', 'NotIn'), values: VALUES }),
  fc.record({ key: KEY, operator: fc.constantFrom('Exists', 'DoesNotExist') }),
);

describe('for every selector', () => {
  test('In and NotIn are complements where the key is present', () => {
    fc.assert(fc.property(ANY_LABELS, KEY, VALUE, VALUES, (others, key, value, values) => {
      const labels = { ...others, [key]: value };
      const isIn = selects(expressions({ key, operator: 'In', values }), labels);
      expect(selects(expressions({ key, operator: 'NotIn', values }), labels)).toBe(!isIn);
    }));
  });

  test('In never and NotIn always selects where the key is absent', () => {
    fc.assert(fc.property(ANY_LABELS, VALUES, (labels, values) => {
      const verdicts = ['In', 'NotIn'].map(operator => selects(expressions({ key: 'absent', operator, values }), labels));
      expect(verdicts).toEqual([false, true]);
    }));
  });

  test('Exists and DoesNotExist are complements', () => {
    fc.assert(fc.property(ANY_LABELS, KEY, (labels, key) => {
      const exists = selects(expressions({ key, operator: 'Exists' }), labels);
      expect(selects(expressions({ key, operator: 'DoesNotExist' }), labels)).toBe(!exists);
    }));
  });

  test('matchLabels is In with one value', () => {
    fc.assert(fc.property(ANY_LABELS, KEY, VALUE, (labels, key, value) => {
      const byExpression = selects(expressions({ key, operator: 'In', values: [value] }), labels);
      expect(selects({ matchLabels: { [key]: value } }, labels)).toBe(byExpression);
    }));
  });

  test('several requirements select what each of them selects', () => {
    fc.assert(fc.property(ANY_LABELS, fc.array(REQUIREMENT, { maxLength: 4 }), (labels, requirements) => {
      const byEach = requirements.every(requirement => selects(expressions(requirement), labels));
      expect(selects(expressions(...requirements), labels)).toBe(byEach);
    }));
  });

  test('labels select themselves', () => {
    fc.assert(fc.property(ANY_LABELS, labels => {
      expect(selects({ matchLabels: labels }, labels)).toBe(true);
    }));
  });
});

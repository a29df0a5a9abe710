import { celPatternOf } from '../../src/requirements/cel-pattern';

test.each([
  ['v1', '^(?:v1)$'],
  ['', '^(?:)$'],
  ['|a|b', '^(?:|a|b)$'],
  ['\\w+\\.[\\w.-]{1,63}', '^(?:\\w+\\.[\\w.-]{1,63})$'],
  ['(?:a|(b))*', '^(?:(?:a|(b))*)$'],
  ['[^.\\]]', '^(?:[^.\\]])$'],
  ['\\\\s[\\\\s]', '^(?:\\\\s[\\\\s])$'],
  ['x{1000}', '^(?:x{1000})$'],
])('the pattern %s means the same to both', (pattern, expected) => {
  expect(celPatternOf(pattern)).toBe(expected);
});

test('a dot stops at the ends of lines of JavaScript', () => {
  expect(celPatternOf('a.\\.[.]')).toBe('^(?:a[^\\n\\r\\x{2028}\\x{2029}]\\.[.])$');
});

test('white space and all else is everything to both', () => {
  expect(celPatternOf('a[\\s\\S]*')).toBe('^(?:a[\\s\\S]*)$');
});

test.each([
  ['\\s', '\\s'],
  ['\\\\\\S', '\\S'],
  ['[a\\s]', '\\s'],
  ['\\p{L}', '\\p'],
  ['\\u0041', '\\u'],
  ['\\cA', '\\c'],
  ['[]', '[]'],
  ['[^]', '[^]'],
  ['[[:alpha:]', '[[:alpha:]'],
  ['[\\b]', '\\b in a class'],
  ['(?<name>a)', '(?<name>'],
  ['a{2,1001}', '{2,1001}'],
])('the pattern %s does not', (pattern, part) => {
  expect(() => celPatternOf(pattern)).toThrow(
    new Error(`The pattern ${pattern} cannot be exported to CEL: RE2 reads ${part} otherwise than JavaScript, or not at all.`),
  );
});

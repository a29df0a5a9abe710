import { errorOf, valuesOf } from './read-text';
import { RECORDED } from './recorded';

const TWICE = (key: string) => `the key '${key}' stands twice in the same mapping: kubectl takes the last without a word, so remove one`;
const UNREAD = 'kubectl does not read what follows the end of the document: check the indentation, or start the next document with `---` on a line of its own';
const UNREAD_AFTER_MARKER = 'kubectl does not read what follows `...`: start the next document with `---` on a line of its own';
const MARK = 'the character U+FEFF is not allowed: remove it, or write it as an escape in double quotes';

/** Files that kubectl reads and we refuse, each with the line and the reason. */
const REFUSED_ON_PURPOSE: ReadonlyMap<string, string> = new Map([
  // A key that stands twice hides a value from whoever reads the file.
  ['a: 1\na: 2\n', `2: ${TWICE('a')}`],
  ['{a: 1, a: 2}\n', `1: ${TWICE('a')}`],
  ['{"a": 1, "a": 2}\n', `1: ${TWICE('a')}`],
  ['{"a": 1, "\\u0061": 2}\n', `1: ${TWICE('a')}`],
  ['{"a": {"b": 1, "b": 2}}\n', `1: ${TWICE('b')}`],
  ['a: 1\n"a": 2\n', `2: ${TWICE('a')}`],
  ['a:\n  b: 1\n  c: 2\n  b: 3\n', `4: ${TWICE('b')}`],
  ['&k a: 1\n*k : 2\n', `2: ${TWICE('a')}`],
  ['&k a: 1\n*k: 2\n', `2: ${TWICE('a')}`],
  ['__proto__: 1\n__proto__: 2\n', `2: ${TWICE('__proto__')}`],
  // What a merge brings may be written as well, but not twice.
  ['<<: {a: 1}\na: 2\na: 3\n', `3: ${TWICE('a')}`],
  ['a: 1\n<<: {a: 2}\na: 3\n', `3: ${TWICE('a')}`],
  // Keys of another type become text, and kubectl takes any of those that become the same.
  ['yes: 1\n"true": 2\n', `2: ${TWICE('true')}`],
  ['true: 1\nyes: 2\n', `2: ${TWICE('true')}`],
  ['1: a\n"1": b\n', `2: ${TWICE('1')}`],
  ['01: a\n1: b\n', `2: ${TWICE('1')}`],
  ['1.0: a\n1: b\n', `2: ${TWICE('1')}`],
  // kubectl reads one document of each part of a file, and silently nothing behind it.
  ['a: 1\n...\nb: 2\n', `3: ${UNREAD_AFTER_MARKER}`],
  ['a: 1\n...\n"\n', `3: ${UNREAD_AFTER_MARKER}`],
  ['"a" b\n', `1: ${UNREAD}`],
  ['"a"b\n', `1: ${UNREAD}`],
  ['\'a\'b\n', `1: ${UNREAD}`],
  ['a\n: b\n', `2: ${UNREAD}`],
  [' a: 1\nb: 2\n', `2: ${UNREAD}`],
  ['>\na\n', `2: ${UNREAD}`],
  ['[a] b\n', `1: ${UNREAD}`],
  ['[a]]\n', `1: ${UNREAD}`],
  ['[1]\n[2]\n', `2: ${UNREAD}`],
  ['{a: b}}\n', `1: ${UNREAD}`],
  ['{a: }, b: [}]}\n', `1: ${UNREAD}`],
  ['a: 1\r---\rb: 2\n', `1: ${UNREAD}`],
  ['a: 1\u2028---\u2028b: 2\n', `1: ${UNREAD}`],
  // For the same reason kubectl reads an empty list here.
  ['[]: 1\n', '1: a key cannot be a list or a mapping'],
  // What kubectl makes of a byte order mark within the text depends on where its buffer ends.
  ['a: "b\ufeff  c"\n', `1: ${MARK}`],
  ['a: \'b\ufeff\ufeffc\'\n', `1: ${MARK}`],
  ['a: |\n  b\ufeff  c\n  d\n', `2: ${MARK}`],
  ['a: >\n  b\ufeff  c\n  d\n', `2: ${MARK}`],
  ['a: b\ufeff  c\n', `1: ${MARK}`],
  ['a: b #\ufeffc: d\n', `1: ${MARK}`],
  ['a:\ufeff  b: c\n', `1: ${MARK}`],
  ['a: b\ufeff', `1: ${MARK}`],
  ['[a,\ufeffb]\n', `1: ${MARK}`],
]);

/** kubectl passes half of a surrogate pair on, and the server reads U+FFFD: so do we. */
const HALVES: ReadonlyMap<string, unknown[]> = new Map([
  ['{"a": "\\ud800"}', [{ a: '\ufffd' }]],
  ['{"\\ud800": 1}', [{ '\ufffd': 1 }]],
]);

/** As text, with the keys in order: kubectl sorts them. `-0` is 0, as for the server. */
const asJson = (documents: unknown) => JSON.stringify(inOrder(documents));

const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return { entries: entries.map(([key, item]) => [key, inOrder(item)]) };
};

test('whatever kubectl reads is read to the same value, and refused is what it refuses or what is named here', () => {
  const differences = RECORDED.flatMap(([file, documents]): unknown[] => {
    const error = errorOf(file);
    const expected = REFUSED_ON_PURPOSE.get(file);
    if (expected !== undefined) return error === expected && documents !== null ? [] : [{ file, error, expected, documents }];
    if (error !== 'none') return documents === null ? [] : [{ file, error, documents }];
    const values = valuesOf(file);
    const wanted = HALVES.get(file) ?? documents;
    return wanted !== null && asJson(values) === asJson(wanted) ? [] : [{ file, values, wanted }];
  });
  expect(differences).toEqual([]);
});

test('what is refused on purpose is recorded as read by kubectl', () => {
  const read = new Set(RECORDED.filter(([, documents]) => documents !== null).map(([file]) => file));
  expect([...REFUSED_ON_PURPOSE.keys()].filter(file => !read.has(file))).toEqual([]);
});

test('the recording is large enough to mean something', () => {
  const refused = RECORDED.filter(([, documents]) => documents === null).length;
  expect(RECORDED.length - refused).toBeGreaterThan(1500);
  expect(refused).toBeGreaterThan(500);
});

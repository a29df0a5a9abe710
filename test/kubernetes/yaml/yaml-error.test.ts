import { readYaml } from '../../../src/kubernetes/yaml/read-yaml';
import { YamlError } from '../../../src/kubernetes/yaml/yaml-error';
import { errorOf, valuesOf } from './read-text';

const UNREAD = 'kubectl does not read what follows the end of the document: check the indentation, or start the next document with `---` on a line of its own';

test.each<[description: string, file: string, error: string]>([
  ['a tab in the indentation', 'a:\n\tb: c\n', '2: a tab stands where only spaces may: indent with spaces'],
  ['a tab in the indentation of a text', 'a: b\n\tc\n', '2: a tab stands in the indentation: indent with spaces'],
  ['a tab in the indentation of a block of text', 'a: |\n\tb\n', '2: a tab stands in the indentation of a block of text: indent with spaces'],
  ['two colons', 'a: b: c\n', '1: `: ` stands where no key can be: quote the text if it is one, or put the key on a line of its own'],
  ['a list in the line of its key', 'a: - b\n', '1: a list item (`- `) cannot start in the line of what it belongs to: put it on a line of its own'],
  ['a question mark in the line of its key', 'a: ? b\n', '1: `? ` starts a key, which cannot be here: quote the value'],
  ['a line without a colon', 'a: 1\nb\nc: 2\n', '2: expected `: ` after what stands where a key should'],
  ['a key that is too long', `a: 1\n${'k'.repeat(1025)}: 2\n`, '2: a key is not followed by `: ` within 1024 characters'],
  ['more indentation than before', 'a: 1\n b: 2\n', '2: `: ` stands where no key can be: quote the text if it is one, or put the key on a line of its own'],
  ['less indentation, but not that of before', 'a:\n    b: 1\n  c: 2\n', '3: expected a key of the mapping: check the indentation'],
  ['an item at the indentation of keys', 'a: 1\n- b\n', '2: expected a key of the mapping: check the indentation'],
  ['a key at the indentation of items', '- a\nb: c\n', '2: expected `- ` in front of the next item of the list, or less indentation behind its end'],
  ['a document that starts too far to the right', ' a: 1\nb: 2\n', `2: ${UNREAD}`],
  ['an open list', 'a: [b\n', '2: expected `,` or `]` after an item of a flow list'],
  ['an open list, a value missing', 'a: [b,\n', '2: the document ends where a value is expected: check that every `[` and `{` is closed'],
  ['an open mapping', 'a: {b: c\n', '2: expected `,` or `}` after an entry of a flow mapping'],
  ['two commas', '[a,,b]\n', '1: a value is expected here'],
  ['a bracket of the other kind', '[a}\n', '1: expected `,` or `]` after an item of a flow list'],
  ['an open quote', 'a: 1\nb: "c\nd: e\n', '2: a quoted text is not closed'],
  ['a quote that a marker ends', 'a: "b\n...\nc"\n', '1: a quoted text is not closed before the document ends'],
  ['an unknown escape', 'a: "\\d"\n', '1: a backslash in double quotes starts an escape that YAML does not know: write `\\\\` for a backslash, or use single quotes'],
  ['an escape that is too short', 'a: "\\u12"\n', '1: `\\u` needs 4 hexadecimal digits after it'],
  ['an escape of no character', 'a: "\\ud800"\n', '1: `\\u` with these digits is no character of Unicode'],
  ['a block of text in its first line', 'a: | b\n', '1: a block of text starts on the line after its `|` or `>`: quote the value if it is meant as text'],
  ['a block of text without indentation', 'a: |0\n  b\n', '1: the indentation of a block of text cannot be 0: write a digit from 1 to 9, or none'],
  ['a block of text in a list in brackets', '[|\n a]\n', '1: a block of text (`|`, `>`) cannot stand in a flow collection: quote the value'],
  ['an at sign', 'a: @b\n', '1: `@` cannot start a value: quote it'],
  ['a backtick', 'a: `b`\n', '1: `\u0060` cannot start a value: quote it'],
  ['a per cent sign', 'a: %b\n', '1: `%` cannot start a value: quote it'],
  ['a directive', '%YAML 1.1\n---\na: 1\n', '1: a directive (`%`) has no document: kubectl cuts a file at every `---`, so remove the directive'],
  ['text after a marker', 'a: 1\n--- b: 2\n', '2: a line that starts with `---` cuts the file in two, and only a comment may follow in it: put the text on the next line'],
  ['text after the first marker', '--- {a: 1}\n', '1: a line that starts with `---` cuts the file in two, and only a comment may follow in it: put the text on the next line'],
  ['a star that is no alias', 'a: *.example.com\n', '1: `*` needs the name of an anchor after it, of letters, digits, `-` and `_`: quote the value if it is text'],
  ['an ampersand that is no anchor', 'a: &é\n', '1: `&` needs the name of an anchor after it, of letters, digits, `-` and `_`: quote the value if it is text'],
  ['an alias without an anchor', 'a: 1\nb: *c\n', '2: `*` makes this an alias, of a name that nothing before it is marked with (`&`): quote the value if it is text'],
  ['an anchor of another document', 'a: &c 1\n---\nb: *c\n', '3: `*` makes this an alias, of a name that nothing before it is marked with (`&`): quote the value if it is text'],
  ['an alias in itself', 'a: &c\n  b: *c\n', '2: `*c` stands within what it stands for: it contains itself'],
  ['an unknown handle', 'a: !e!b c\n', '1: `!` makes this a tag, whose handle is declared nowhere, as kubectl reads no %TAG directive: quote the value if it is text'],
  ['a tag without a name', 'a: !! b\n', '1: a tag needs a name after `!!`'],
  ['an open tag', 'a: !<b c\n', '1: a tag that starts with `!<` ends with `>`'],
  ['a tag with a bracket in it', 'a: !b{c}\n', '1: a tag ends with a space: found \'{\' in it'],
  ['half an escape in a tag', 'a: !b%4 c\n', '1: `%` in a tag needs two hexadecimal digits after it'],
  ['escapes in a tag that are no text', 'a: !b%ff c\n', '1: the `%` escapes of a tag are not UTF-8'],
  ['a value that its tag does not allow', 'a: !!int five\n', '1: what stands here is no !!int'],
  ['what is no base64', 'a: !!binary "%"\n', '1: what stands here is no !!binary'],
  ['a number that JSON has not', 'a: 1\nb: .nan\n', '2: \'.nan\' is a number that JSON has not: quote it if it is text'],
  ['a key that is a list', '? [a]\n: b\n', '1: a key cannot be a list or a mapping'],
  ['a key that is a mapping', '{{a: b}: c}\n', '1: a key cannot be a list or a mapping'],
  ['a key that is null', 'null: b\n', '1: a key cannot be null: quote it if it is text'],
  ['a key of 64 bits', '18446744073709551615: b\n', '1: a key cannot be the number 18446744073709551615: quote it'],
  ['a merge of a text', 'a: 1\n<<: b\n', '2: `<<` merges a mapping, or a list of mappings, into the one it stands in: found neither'],
  ['a merge of a list of texts', '<<: [b]\n', '1: `<<` merges a mapping, or a list of mappings, into the one it stands in: found neither'],
  ['a merge without a value', '{<<}\n', '1: `<<` merges a mapping, or a list of mappings, into the one it stands in: found neither'],
  ['a NUL', 'a: 1\nb: \0\n', '2: the character U+0000 is not allowed: remove it, or write it as an escape in double quotes'],
  ['a colour for a terminal', 'a: 1\nb: "\x1b[31m"\n', '2: the character U+001B is not allowed: remove it, or write it as an escape in double quotes'],
  ['JSON that is cut off', '{"a": 1}{"b": 2}\n{"c": ', '2: no JSON: expected a value'],
  ['JSON with a comma too many', '{}\n{}\n{"c": [1,]}\n', '3: no JSON: expected a value'],
  ['JSON without a colon', '{}{}{"c"}', '1: no JSON: expected `:` after a key'],
  ['JSON with a key without quotes', '{}{}{c: 1}', '1: no JSON: expected a key in double quotes'],
  ['JSON without a comma', '{}{}\n{"a": 1\n"b": 2}', '3: no JSON: expected `,` or `}`'],
  ['a list in JSON without a comma', '{}{}{"a": [1 2]}', '1: no JSON: expected `,` or `]`'],
  ['JSON with an open quote', '{}{}{"a', '1: no JSON: a string is not closed'],
  ['JSON with a line break in a string', '{}{}{"a": "b\nc"}', '1: no JSON: a string goes over the end of its line, or holds a control character'],
  ['JSON with an unknown escape', '{}{}{"a": "\\d"}', '1: no JSON: a string has an escape that JSON does not know'],
  ['a number in JSON that is too large', '{"a": 1e999}', '1: the number is too large'],
])('%s is refused with its line', (_, file, error) => {
  expect(errorOf(file)).toBe(error);
});

test('invalid UTF-8 is refused with its line, where kubectl would put replacement characters', () => {
  expect(errorOf([Buffer.from('a: é\nb: '), Buffer.from([0xff, 0x0a])])).toBe('2: the file is not UTF-8: save it as such');
  expect(errorOf([Buffer.from('{"a":\n"'), Buffer.from([0xc3, 0x22, 0x7d])])).toBe('2: the file is not UTF-8: save it as such');
});

test('what starts as UTF-16 and is not is refused', () => {
  expect(errorOf([Buffer.from([0xff, 0xfe, 0x61])])).toBe('1: the file starts as UTF-16 and is not: save it as UTF-8');
});

describe('a hostile file ends in an error', () => {
  const levels = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}\n`;
  const bomb = (levelCount: number) =>
    `a0: &a0 [x]\n${Array.from({ length: levelCount }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(', ')}]\n`).join('')}`;
  const chain = (length: number) => `a0: &a0 [x]\n${Array.from({ length }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}]\n`).join('')}`;

  test('that is nested too deep', () => {
    expect(valuesOf(levels(200))).toHaveLength(1);
    expect(errorOf(levels(201))).toBe('1: the document is nested more than 200 levels deep');
    expect(errorOf(levels(1_000_000))).toBe('1: the document is nested more than 200 levels deep');
    expect(errorOf('- '.repeat(100_000))).toBe('1: the document is nested more than 200 levels deep');
    expect(errorOf(`{"a":${'['.repeat(1_000_000)}`)).toBe('1: the document is nested more than 200 levels deep');
    expect(errorOf('[[a]]\n', { maxDepth: 1 })).toBe('1: the document is nested more than 1 levels deep');
  });

  test('that nests through aliases', () => {
    expect(valuesOf(chain(190))).toHaveLength(1);
    expect(errorOf(chain(1000))).toBe('200: the document is nested more than 200 levels deep');
  });

  test('whose aliases multiply', () => {
    expect(valuesOf(bomb(3))).toHaveLength(1);
    expect(errorOf(bomb(20))).toBe(
      '5: aliases make 6761 of the 6805 nodes of the document, which kubectl refuses: write the values out',
    );
  });

  test('that is too large', () => {
    expect(errorOf('a: 1\n---\nb: 22222\n', { maxDocumentBytes: 8 })).toBe('3: the document is larger than 8 bytes: split it with lines of `---`');
    expect(errorOf('{}\n{"a": 12345}\n', { maxDocumentBytes: 8 })).toBe('1: the document is larger than 8 bytes: split it');
  });
});

test('the documents before an error are given', () => {
  const documents = readYaml([Buffer.from('a: 1\n---\n[\n')]);
  expect(documents.next().value.value).toEqual({ a: 1 });
  expect(() => documents.next()).toThrow(new YamlError('the document ends where a value is expected: check that every `[` and `{` is closed', 4));
});

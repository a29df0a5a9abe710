import { Yaml } from 'cdk8s';
import { YamlTextHazard, yamlTextHazards } from '../../src/kubernetes/yaml-text';
import recorded from './yaml-text.recorded.json';

const LONG = 'a'.repeat(40);

const placesOf = (hazards: YamlTextHazard[]) => hazards.map(({ at, path }) => [at, ...path]);

describe('what kubectl reads differently is found', () => {
  test.each<[description: string, value: unknown, reads: string]>([
    ['an octal with the letter o', '0o0', 'the integer 0'],
    ['an octal with the letter O, negative', '-0O17', 'the integer -15'],
    ['a hexadecimal with the letter X', '0X1f', 'the integer 31'],
    ['a binary with the letter B', '0B11', 'the integer 3'],
    ['a sign after the prefix', '0b-1', 'the integer -1'],
    ['an underscore inside the prefix', '0_x1F', 'the integer 31'],
    ['an underscore after the prefix', '0o_17', 'the integer 15'],
    ['an underscore after the sign', '+_0', 'the integer 0'],
    ['an underscore after the sign of what is no octal', '-_0999', 'the number -999'],
    ['an underscore before the point', '-_.5', 'the number -0.5'],
    ['an underscore in the exponent', '1e_5', 'the number 100000'],
    ['an underscore in the exponent after a leading point', '.5e1_0', 'the number 5000000000'],
    ['the greatest integer of 64 bits', '0XFFFFFFFFFFFFFFFF', 'the integer 18446744073709551615'],
    ['decimal digits beyond 64 bits', '+_99999999999999999999', 'the number 100000000000000000000'],
    ['a delete character', 'a\x7fb', 'nothing: it refuses the whole file for the character U+007F'],
    ['a C1 control character', 'a\x9fb', 'nothing: it refuses the whole file for the character U+009F'],
    ['a next-line character', 'a\x85b', 'a space or a line break in place of U+0085'],
    ['a line separator', 'a\u2028hostPID: true', 'a line break at U+2028, after which text can become keys of its own'],
    ['a paragraph separator', 'a\u2029b', 'a line break at U+2029, after which text can become keys of its own'],
    ['a byte order mark', '\ufeffa', 'a byte order mark at U+FEFF, which it drops, or refuses the whole file, depending on where it falls'],
    ['half an emoji', 'a\ud83d', 'nothing: it refuses the whole file for the character U+D83D'],
    ['a character that is none', 'a\uffff', 'nothing: it refuses the whole file for the character U+FFFF'],
    ['lines of which the first starts with a tab', '\tgo build\n', 'nothing: it refuses the whole file for the tab that starts the first line'],
    ['an empty line and a line that starts with a tab', '\n\tgo build', 'nothing: it refuses the whole file for the tab that starts the first line'],
    ['spaces and line breaks alone', ' \n', 'line breaks without the blanks between them, or nothing'],
    ['a line of one space in a text that ends in blanks', `${LONG}\n \nb\n  `, 'a backslash in a line that holds a single space'],
    ['a line of one space in a text with a control character', `\x01${LONG}\n \nb`, 'a backslash in a line that holds a single space'],
    ['no number', NaN, 'nothing: it refuses the whole file, JSON has no NaN'],
    ['a number without end', -Infinity, 'nothing: it refuses the whole file, JSON has no -Infinity'],
    ['a big integer', 1n, 'whatever the bigint turns into: it is not JSON'],
    ['a function', Date.now, 'whatever the function turns into: it is not JSON'],
    ['a date', new Date(0), 'whatever the object turns itself into: it is not plain JSON'],
    ['a map', new Map([['privileged', true]]), 'whatever the object turns itself into: it is not plain JSON'],
    ['bytes', new Uint8Array([1]), 'whatever the object turns itself into: it is not plain JSON'],
    ['a list that turns itself into something else', Object.assign(['a'], { toJSON: () => 'b' }), 'whatever the object turns itself into: it is not plain JSON'],
    ['an object with an iterator', { [Symbol.iterator]: () => [true].values() }, 'whatever the object turns itself into: it is not plain JSON'],
  ])('%s', (_description, value, reads) => {
    expect(yamlTextHazards({ data: { field: value } })).toEqual([{ path: ['data', 'field'], value, at: 'value', reads }]);
  });

  test('a merge key, at any depth', () => {
    const manifest = { spec: { containers: [{ 'name': 'web', '<<': { '<<': { securityContext: { privileged: true } } } }] } };
    expect(yamlTextHazards(manifest)).toEqual([
      { path: ['spec', 'containers', 0, '<<'], value: '<<', at: 'key', reads: 'a merge of its mapping into the parent' },
      { path: ['spec', 'containers', 0, '<<', '<<'], value: '<<', at: 'key', reads: 'a merge of its mapping into the parent' },
    ]);
  });

  test.each<[description: string, json: unknown, places: unknown[][]]>([
    ['a numeral as a key', { data: { '0o0': 'a' } }, [['key', 'data', '0o0']]],
    ['a control character in a key', { data: { 'a\x7f': 'a' } }, [['key', 'data', 'a\x7f']]],
    ['a key and its value', { '0o1': '0o2' }, [['key', '0o1'], ['value', '0o1']]],
    ['items of lists in lists', ['a', ['0o0', 'b', ['0X0']]], [['value', 1, 0], ['value', 1, 2, 0]]],
    ['a key that is a prototype elsewhere', JSON.parse('{"__proto__": {"a": "0o0"}}'), [['value', '__proto__', 'a']]],
    ['an object with a toJSON of its own', { a: { privileged: false, toJSON: () => ({ privileged: true }) } }, [['value', 'a']]],
    ['an object with an inherited toJSON', { a: Object.create({ toJSON: () => ({ privileged: true }) }) }, [['value', 'a']]],
    ['a string alone', '0o0', [['value']]],
  ])('%s: the place is named', (_description, json, places) => {
    expect(placesOf(yamlTextHazards(json))).toEqual(places);
  });
});

describe('what kubectl reads as it was judged is left alone', () => {
  test.each<[description: string, value: unknown]>([
    ['an image', 'registry.example.com/team/web:1.10@sha256:0b17e0'],
    ['a version', '1.10'],
    ['a hexadecimal', '0x1F'],
    ['an octal', '0755'],
    ['digits in groups', '1_000'],
    ['a number with an exponent', '1e3'],
    ['a boolean word', 'yes'],
    ['a null word', '~'],
    ['an empty string', ''],
    ['a date', '2026-11-22'],
    ['a time', '2026-11-22T08:30:00Z'],
    ['a clock', '08:30'],
    ['a network', '10.0.0.0/8'],
    ['a flag', '--flag=some_value'],
    ['a name that starts with a digit', '3_tier_web'],
    ['a prefix without digits', '0o'],
    ['digits that the prefix does not know', '0o8'],
    ['a hexadecimal beyond 64 bits', '0X1FFFFFFFFFFFFFFFF'],
    ['a number beyond every float', '1e_999'],
    ['a merge key as a value', '<<'],
    ['a tab in front of a single line', '\ta'],
    ['a script with tabs and trailing spaces', '#!/bin/sh\nset -eu \n\n\tcd /tmp\t\n \n  echo "$1"\n'],
    ['a text that ends in blanks', 'a: 1\n  b: 2\n  '],
    ['a short text with a control character and a line of one space', '\x01\n \nb'],
    ['line breaks alone', '\n\n'],
    ['Windows line ends', 'a\r\n \r\nb'],
    ['YAML documents', 'a: 1\n---\n%b\n...\n'],
    ['base64', 'SGVsbG8sIHdvcmxkIQ=='],
    ['JSON', '{"a": [1, 2, {"b": null}]}'],
    ['Unicode', 'naïve café 日本語'],
    ['an emoji in pieces', '👩‍👩‍👧'],
    ['numbers of every size', [0, -0, 0.1 + 0.2, 1e-7, 1e21, 2 ** 53 + 2, -(2 ** 63), 2 ** 64, 5e-324, Number.MAX_VALUE]],
    ['scalars that are no strings', [true, false, null, undefined]],
    ['empty lists and objects', [[], {}, [[]], [{}], Object.create(null)]],
  ])('%s', (_description, value) => {
    expect(yamlTextHazards({ data: { field: value } })).toEqual([]);
  });

  test('a long text is dismissed whatever it starts with', () => {
    const texts = ['\n', ' ', '0', '_', '0X', '-_1', '.1e1_'].map(start => `${start.repeat(20_000)} end`);
    expect(yamlTextHazards(texts)).toEqual([]);
  });

  test('an object that is used twice', () => {
    const labels = { app: 'web' };
    expect(yamlTextHazards({ selector: labels, labels })).toEqual([]);
  });
});

describe('cdk8s really writes what is refused as the reader mistakes it', () => {
  test.each(['0o0', '0O17', '0X1f', '0B1', '0b-1', '0_x0', '0o_0', '+_1', '-_.5', '1e_5', '.5e1_0'])('without quotes: %s', numeral => {
    expect(Yaml.stringify({ [numeral]: numeral })).toBe(`${numeral}: ${numeral}\n`);
  });

  test.each(['0', '0755', '0x1F', '1_000', '1e3', 'yes', '~', '08:30'])('while it quotes what is not refused: %s', numeral => {
    expect(Yaml.stringify({ [numeral]: numeral })).toBe(`"${numeral}": "${numeral}"\n`);
  });

  test('a merge key', () => {
    expect(Yaml.stringify({ securityContext: { '<<': { privileged: true } } })).toBe('securityContext:\n  <<:\n    privileged: true\n');
  });

  test('a line separator', () => {
    expect(Yaml.stringify({ a: 'b\u2028hostPID: true' })).toBe('a: "b\u2028hostPID: true"\n');
  });

  test('a backslash that was not there', () => {
    expect(Yaml.stringify({ a: `${LONG}\n \nb\n ` })).toBe(`a: "${LONG}\n\n  \\\\ \n\n  b\n\n  \\ "\n`);
  });

  test('what an object turns itself into', () => {
    expect(Yaml.stringify({ a: { toJSON: () => ({ privileged: true }) } })).toBe('a:\n  privileged: true\n');
  });
});

describe('the recording of what kubectl reads is replayed', () => {
  /** Whether these survive depends on the lines and the bytes around them, so that they are refused wherever they stand. */
  const REFUSED_ANYWHERE = /[\u2028\u2029\ufeff]/;

  const expected = (text: string, verdict: string) => verdict !== 'same' || REFUSED_ANYWHERE.test(text);

  test('as values', () => {
    const flagged = recorded.rows.map(([text]) => [text, yamlTextHazards([text]).length > 0]);
    expect(flagged).toEqual(recorded.rows.map(([text, asValue]) => [text, expected(text, asValue)]));
  });

  test('as keys', () => {
    const flagged = recorded.rows.map(([text]) => [text, yamlTextHazards({ [text]: true }).length > 0]);
    expect(flagged).toEqual(recorded.rows.map(([text, , asKey]) => [text, expected(text, asKey)]));
  });

  test('what each numeral became is told as it was', () => {
    const numerals = recorded.rows.filter(([text, asValue]) => /^read: -?\d/.test(asValue) && !REFUSED_ANYWHERE.test(text));
    const told = numerals.map(([text]) => [text, Number(yamlTextHazards([text])[0].reads.split(' ').at(-1))]);
    expect(told).toEqual(numerals.map(([text, asValue]) => [text, Number(asValue.replace('read: ', ''))]));
  });
});

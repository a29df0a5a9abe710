import { Yaml } from 'cdk8s';
import * as fc from 'fast-check';
import { readYaml } from '../../../src/kubernetes/yaml/read-yaml';
import { yamlTextHazards } from '../../../src/kubernetes/yaml-text';
import { errorOf, readText, valuesOf } from './read-text';
import { RECORDED } from './recorded';

describe('the encoding of a file', () => {
  const text = 'a: é\n---\nb: "👍"\n';
  const values = [{ a: 'é' }, { b: '👍' }];
  const read = (chunks: Iterable<Uint8Array>) => [...readYaml(chunks)].map(document => document.value);
  const bigEndian = (bytes: Buffer) => Buffer.from(bytes).swap16();

  test.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16, little endian', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16, big endian', bigEndian(Buffer.from(`\ufeff${text}`, 'utf16le'))],
  ])('%s is read, in chunks of any size', (_, bytes) => {
    for (let size = 1; size <= bytes.length; size++) {
      const chunks = [];
      for (let at = 0; at < bytes.length; at += size) chunks.push(Uint8Array.from(bytes.subarray(at, at + size)));
      expect(read(chunks)).toEqual(values);
    }
  });

  test('a file without a byte is no document', () => {
    expect([read([]), read([Buffer.alloc(0)]), read([Buffer.from([0xef, 0xbb, 0xbf])])]).toEqual([[], [], []]);
  });
});

test('the size of the chunks makes no difference', () => {
  fc.assert(fc.property(fc.nat(RECORDED.length - 1), fc.nat(RECORDED.length - 1), fc.integer({ min: 1, max: 9 }), (one, other, size) => {
    const bytes = Buffer.from(`${RECORDED[one][0]}\n---\n${RECORDED[other][0]}`);
    const chunks: Buffer[] = [];
    for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size));
    expect(outcome(chunks)).toEqual(outcome([bytes]));
  }), { numRuns: 300 });
});

function outcome(chunks: Iterable<Uint8Array>): unknown[] {
  const seen: unknown[] = [];
  try {
    for (const document of readYaml(chunks)) seen.push([document.value, document.line]);
  } catch (error) {
    seen.push(String(error));
  }
  return seen;
}

test('documents are given while the file is still being read', () => {
  const seen: string[] = [];
  function* chunks() {
    for (let i = 0; i < 3; i++) {
      seen.push(`chunk ${i}`);
      yield Buffer.from(`a: ${i}\n${' '.repeat(5000)}\n---\n`);
    }
  }
  for (const { value } of readYaml(chunks())) seen.push(JSON.stringify(value));
  expect(seen).toEqual(['chunk 0', '{"a":0}', 'chunk 1', '{"a":1}', 'chunk 2', '{"a":2}']);
});

test('names of JavaScript are keys like any other, and change no prototype', () => {
  const yaml = '__proto__: {polluted: true}\nconstructor: {prototype: {polluted: true}}\n';
  const json = '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}';
  for (const file of [yaml, json]) {
    const [value] = valuesOf(file) as [Record<string, unknown>];
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(value.polluted).toBeUndefined();
  }
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  expect(Object.keys((valuesOf('<<: {__proto__: {a: 1}}\n') as [object])[0])).toEqual(['__proto__']);
});

test('what an alias stands for is one object', () => {
  const [value] = valuesOf('a: &a {x: 1}\nb: *a\n') as [{ a: unknown; b: unknown }];
  expect(value.b).toBe(value.a);
});

test('integers beyond 2^53 keep their order', () => {
  expect(valuesOf('[9007199254740993, 9223372036854775807, 18446744073709551615]\n')).toEqual([[9007199254740992, 9223372036854775808, 18446744073709551616]]);
});

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string(),
  fc.constantFrom('yes', '~', '1e3', '0x1F', '- a', 'a: b', '# a', '', ' ', 'a\nb', 'a\n\n  b\n', '<<', '---'),
);
const scalar = fc.oneof(text, fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null));
const key = fc.oneof(fc.string(), fc.constantFrom('y', 'a b', '1'));
const { json } = fc.letrec<{ json: unknown }>(tie => ({
  json: fc.oneof({ maxDepth: 4 }, scalar, fc.array(tie('json'), { maxLength: 4 }), fc.dictionary(key, tie('json'), { maxKeys: 4 })),
}));
/** What comes back from JSON: 0 for -0, and a plain prototype. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test('what cdk8s writes is read back, wherever kubectl would read it back', () => {
  const manifest = fc.dictionary(fc.string(), json).map(plain).filter(value => yamlTextHazards(value).length === 0);
  fc.assert(fc.property(manifest, value => {
    expect(valuesOf(Yaml.stringify(value))).toEqual([value]);
  }), { numRuns: 500 });
});

test('JSON is read as JSON, alone and in a stream, and as YAML', () => {
  fc.assert(fc.property(fc.array(fc.dictionary(fc.string(), json).map(plain), { minLength: 1, maxLength: 3 }), fc.nat(4), (values, indent) => {
    expect(valuesOf(values.map(value => JSON.stringify(value, null, indent)).join('\n'))).toEqual(values);
    const pure = values.filter(value => yamlTextHazards(value).length === 0);
    expect(valuesOf(pure.map(value => `- ${JSON.stringify(value)}\n`).join('---\n'))).toEqual(pure.map(value => [value]));
  }), { numRuns: 300 });
});

test('no text makes it fail otherwise than with an error of its own', () => {
  const pieces = 'a b: - ? [ ] { } , & * ! | > \' " % @ ` # \\ &x *x <<: --- ... {"a": !!int 0x'.split(' ');
  const piece = fc.constantFrom(...pieces, ' ', '  ', '\n', '\n  ', '\t', '\r', '\u2028', '\u0085');
  fc.assert(fc.property(fc.array(piece, { maxLength: 30 }), taken => {
    const file = taken.join('');
    if (errorOf(file) === 'none') readText(file).forEach(document => expect(document.lineOf(['a', 0, 'b'])).toBeGreaterThan(0));
  }), { numRuns: 1000 });
});

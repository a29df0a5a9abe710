import * as fc from 'fast-check';
import { FieldPath } from '../../../src/kubernetes/field-path';
import { readText } from './read-text';

const lines = (text: string, ...paths: FieldPath[]) => {
  const [document] = readText(text);
  return paths.map(path => document.lineOf(path));
};

test('the line of a field is that of its key, or of its item in a list', () => {
  const text = '# shop\napiVersion: v1\nspec:\n  containers:\n    - name: a\n      image: b\n    -\n      name: c\n  flow: [x,\n    {y: 1,\n     z: 2}]\n';
  expect(lines(text, [], ['apiVersion'], ['spec'], ['spec', 'containers'], ['spec', 'containers', 0], ['spec', 'containers', 0, 'image'])).toEqual([2, 2, 3, 4, 5, 6]);
  expect(lines(text, ['spec', 'containers', 1], ['spec', 'containers', 1, 'name'], ['spec', 'flow', 0], ['spec', 'flow', 1, 'z'])).toEqual([7, 8, 9, 11]);
});

test('the line of what is not there is that of the nearest field around it', () => {
  const text = 'kind: Pod\nspec:\n  hostPID: true\n  containers:\n  - name: a\n';
  expect(lines(text, ['metadata', 'name'], ['spec', 'hostIPC'], ['spec', 'containers', 7, 'name'], ['spec', 'containers', 0, 'securityContext', 'x'])).toEqual([1, 2, 4, 5]);
  expect(lines(text, ['spec', 0], ['spec', 'containers', 'name'], ['kind', 'x'], ['spec', 'toString'], ['__proto__'])).toEqual([2, 4, 1, 2, 1]);
});

test('lines count through the whole file, in YAML and in JSON, with every line end', () => {
  expect(readText('\n---\na: 1\n---\n\n# b\nb:\n  c: 2\n').map(document => [document.line, document.lineOf(['b', 'c'])])).toEqual([[3, 3], [7, 8]]);
  expect(readText('a: 1\r\n---\r\nb:\r\n  c: 2\r\n').map(document => [document.line, document.lineOf(['b', 'c'])])).toEqual([[1, 1], [3, 4]]);
  expect(readText('{\n"a": 1}\n\n{"b": {\n"c": [2,\n3]}}').map(document => [document.line, document.lineOf(['b', 'c', 1])])).toEqual([[1, 1], [4, 6]]);
  expect(readText('{"a": 1}\n---\nb:\n  c: 2\n').map(document => [document.line, document.lineOf(['b', 'c'])])).toEqual([[1, 1], [3, 4]]);
  expect(readText('a: |\n  x\n\n  y\nb: "p\n  q"\nc: d\n').map(document => document.lineOf(['c']))).toEqual([7]);
});

test('what an alias or a merge brings stands where it is written', () => {
  const text = [
    'base: &base', // 1
    '  privileged: true', // 2
    '  capabilities:', // 3
    '    add: [ALL]', // 4
    'other: &other {runAsUser: 0,', // 5
    '  privileged: false}', // 6
    'alias: *base', // 7
    'merged:', // 8
    '  privileged: false', // 9
    '  <<: *base', // 10
    'overridden:', // 11
    '  <<: *base', // 12
    '  privileged: false', // 13
    'list:', // 14
    '  <<: [*base, *other, {', // 15
    '    x: 1}]', // 16
    'inline:', // 17
    '  <<:', // 18
    '    v: 2', // 19
    '',
  ].join('\n');
  expect(lines(text, ['alias'], ['alias', 'privileged'], ['alias', 'capabilities', 'add', 0])).toEqual([7, 2, 4]);
  expect(lines(text, ['merged', 'privileged'], ['overridden', 'privileged'], ['merged', 'capabilities', 'add'])).toEqual([2, 13, 4]);
  expect(lines(text, ['list', 'privileged'], ['list', 'runAsUser'], ['list', 'x'], ['inline', 'v'], ['list', 'z'])).toEqual([2, 5, 16, 19, 14]);
});

test('keys that are no text, and keys with names of JavaScript, have their lines', () => {
  expect(lines('yes: 1\n0x10: 2\n1e3: 3\n__proto__: 4\nconstructor: 5\n', ['true'], ['16'], ['1000'], ['__proto__'], ['constructor'])).toEqual([1, 2, 3, 4, 5]);
});

test('a large list answers as fast for its last item as for its first', () => {
  const [document] = readText(`items:\n${Array.from({ length: 20_000 }, (_, i) => `- a: ${i}\n`).join('')}`);
  const found = Array.from({ length: 20_000 }, (_, i) => document.lineOf(['items', i, 'a']));
  expect(found).toEqual(Array.from({ length: 20_000 }, (_, i) => i + 2));
});

type Tree = string | Tree[] | { [key: string]: Tree };

const { tree } = fc.letrec<{ tree: Tree }>(tie => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom('a', '"b c"', '|\n                    text', '5', '"x: y"', '[]', '"two\n                    lines"'),
    fc.array(tie('tree'), { minLength: 1, maxLength: 4 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd-e', 'toString'), tie('tree'), { minKeys: 1, maxKeys: 4 }),
  ),
}));

/** Writes a tree line by line, and notes the line of each field. */
function write(node: Tree, path: FieldPath, indent: string, text: string[], noted: Array<readonly [FieldPath, number]>): void {
  const line = () => text.join('').split('\n').length;
  if (typeof node === 'string') {
    text.push(` ${node}\n`);
    return;
  }
  if (path.length > 0) text.push(' # below\n');
  const fields: ReadonlyArray<readonly [string | number, Tree]> = Array.isArray(node) ? [...node.entries()] : Object.entries(node);
  for (const [step, value] of fields) {
    noted.push([[...path, step], line()]);
    text.push(typeof step === 'number' ? `${indent}-` : `${indent}${step}:`);
    write(value, [...path, step], `${indent}  `, text, noted);
    if (path.length % 2 === 1) text.push('\n');
  }
}

test('every field of any document is found in its line', () => {
  fc.assert(fc.property(tree.filter(it => typeof it !== 'string'), fc.nat(3), (node, blank) => {
    const text = ['\n'.repeat(blank)];
    const noted: Array<readonly [FieldPath, number]> = [];
    write(node, [], '', text, noted);
    const [document] = readText(text.join(''));
    expect(noted.map(([path]) => [path, document.lineOf(path)])).toEqual(noted);
  }), { numRuns: 300 });
});

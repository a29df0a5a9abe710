// cspell:words AAEA AAOA AEEA AADA
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { pathToFileURL } from 'url';
import { originalLine } from '../../src/aspects/original-line';

let folder: string;

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'maps '));
});

afterAll(() => fs.rmSync(folder, { recursive: true }));

/** The first line came from the third of `main.ts`, the second from the tenth. */
const MAP = { version: 3, sources: ['../main.ts'], names: [], mappings: 'AAEA;AAOA' };

const inline = (map: unknown, type = 'data:application/json;base64') => `//# sourceMappingURL=${type},${Buffer.from(JSON.stringify(map)).toString('base64')}`;

/** Each test has files of its own: a file is read once. */
function written(name: string, lastLine: string, beside: Readonly<Record<string, string>> = {}): string {
  const file = path.join(folder, name, 'dist', 'main.js');
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `one();\ntwo();\n${lastLine}`);
  for (const [map, text] of Object.entries(beside)) {
    fs.mkdirSync(path.dirname(path.resolve(file, '..', map)), { recursive: true });
    fs.writeFileSync(path.resolve(file, '..', map), text);
  }
  return file;
}

const urlOf = (name: string, file: string) => pathToFileURL(path.join(folder, name, file)).href;

test.each<[string, string, Readonly<Record<string, string>>]>([
  ['a map within the file', inline(MAP), {}],
  ['a map within the file, with its encoding', inline(MAP, 'data:application/json;charset=utf-8;base64'), {}],
  ['a map within the file, as it is', `//# sourceMappingURL=data:application/json,${encodeURIComponent(JSON.stringify(MAP))}`, {}],
  ['a map beside the file', '//# sourceMappingURL=main.js.map', { 'main.js.map': JSON.stringify(MAP) }],
  ['a map with a space in its name', '//# sourceMappingURL=the%20map.json', { 'the map.json': JSON.stringify(MAP) }],
  ['a map in a folder of its own', '//# sourceMappingURL=../maps/all/main.map', { '../maps/all/main.map': JSON.stringify({ ...MAP, sources: ['../../main.ts'] }) }],
  ['a map that a browser cannot run', '//# sourceMappingURL=main.js.map', { 'main.js.map': `)]}'\n${JSON.stringify(MAP)}` }],
  ['a map with a root', inline({ ...MAP, sourceRoot: '..', sources: ['main.ts'] }), {}],
  ['a map with a root that ends in a slash', inline({ ...MAP, sourceRoot: '../', sources: ['main.ts'] }), {}],
  ['a map without names', inline({ version: 3, sources: MAP.sources, mappings: MAP.mappings }), {}],
  ['a map of maps', inline({ version: 3, sections: [{ offset: { line: 0, column: 0 }, map: MAP }] }), {}],
  ['a comment of the old form', inline(MAP).replace('#', '@'), {}],
  ['a comment of the long form', `${inline(MAP).replace('//', '/*')} */`, {}],
  ['the last of several comments', `//# sourceMappingURL=other.map\n  ${inline(MAP)}\n`, {}],
  ['a file with the line ends of Windows', `\r\n${inline(MAP)}\r\n`, {}],
])('a line is traced back by %s', (name, lastLine, beside) => {
  const file = written(name, lastLine, beside);
  expect([originalLine(file, 1, 1), originalLine(file, 2, 5)]).toEqual([{ url: urlOf(name, 'main.ts'), line: 3 }, { url: urlOf(name, 'main.ts'), line: 10 }]);
});

test('a root may be a whole URL, and so may a source', () => {
  const file = written('whole', inline({ ...MAP, sourceRoot: 'file:///src/app', sources: ['main.ts'] }));
  const bundle = written('made up', inline({ ...MAP, sources: ['webpack://shop/./src/main.ts'] }));
  expect([originalLine(file, 1, 1), originalLine(bundle, 1, 1)])
    .toEqual([{ url: 'file:///src/app/main.ts', line: 3 }, { url: 'webpack://shop/src/main.ts', line: 3 }]);
});

test('a line that the map leaves out belongs to the one before', () => {
  expect(originalLine(written('later', inline(MAP)), 7, 3)).toEqual({ url: urlOf('later', 'main.ts'), line: 10 });
});

test.each<[string, string, Readonly<Record<string, string>>]>([
  ['no map', '', {}],
  ['a map that is not there', '//# sourceMappingURL=main.js.map', {}],
  ['a map elsewhere on the network', '//# sourceMappingURL=https://maps.example/main.js.map', {}],
  ['a map whose URL is none', '//# sourceMappingURL=http://[', {}],
  ['a map of another type', inline(MAP, 'data:text/plain;base64'), {}],
  ['a map that is no JSON', '//# sourceMappingURL=main.js.map', { 'main.js.map': '<html>' }],
  ['a map that is null', inline(null), {}],
  ['a map without sources', inline({ version: 3, mappings: 'AAEA' }), {}],
  ['a map without places', inline({ ...MAP, mappings: '' }), {}],
  ['a map with places that are none', inline({ ...MAP, mappings: 7 }), {}],
  ['a map with a root that is none', inline({ ...MAP, sourceRoot: 7 }), {}],
  ['a map with a source that is none', inline({ ...MAP, sources: [null] }), {}],
  ['a map with a source that it does not name', inline({ ...MAP, mappings: 'AEEA' }), {}],
  ['a map with a line before the first', inline({ ...MAP, mappings: 'AADA' }), {}],
  ['a map that knows the place, and no source of it', inline({ ...MAP, mappings: 'A;AAEA' }), {}],
  ['a map that begins further down', inline({ ...MAP, mappings: ';AAEA' }), {}],
  ['text that looks like a map', `const map = '${inline(MAP)}';`, {}],
])('a line is not traced back by %s', (name, lastLine, beside) => {
  expect(originalLine(written(name, lastLine, beside), 1, 1)).toBeUndefined();
});

test('a file that is not there has no map', () => {
  expect(originalLine(path.join(folder, 'missing.js'), 1, 1)).toBeUndefined();
});

test.each(['main.mjs', 'main.cjs'])('%s is JavaScript', name => {
  const file = path.join(folder, name);
  fs.writeFileSync(file, `one();\n${inline({ ...MAP, sources: ['main.mts'] })}`);
  expect(originalLine(file, 1, 1)).toEqual({ url: pathToFileURL(path.join(folder, 'main.mts')).href, line: 3 });
});

test('TypeScript is where a line comes from, whatever its text says', () => {
  const file = path.join(folder, 'main.ts');
  fs.writeFileSync(file, `one();\n${inline(MAP)}`);
  expect(originalLine(file, 1, 1)).toBeUndefined();
});

test('a file is read once', () => {
  const file = written('once', inline(MAP));
  const first = originalLine(file, 1, 1);
  fs.rmSync(file);
  expect([originalLine(file, 1, 1), first]).toEqual([first, { url: urlOf('once', 'main.ts'), line: 3 }]);
});

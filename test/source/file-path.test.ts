import { pathToFileURL } from 'url';
import * as fc from 'fast-check';
import { filePath } from '../../src/source/file-path';

test.each([
  ['file:///app/main.mjs', '/app/main.mjs'],
  ['file:///my%20app/%5B1%5D.mjs', '/my app/[1].mjs'],
  ['file:///C:/my%20app/main.mjs', 'C:\\my app\\main.mjs'],
  ['file://server/share/main.mjs', '\\\\server\\share\\main.mjs'],
])('%s is %s, on every system', (url, path) => {
  expect(filePath(url)).toBe(path);
});

test.each(['/app/main.js', 'C:\\app\\main.js', 'node:fs', '[eval]', 'webpack://shop/./main.ts', 'file:///a%2Fb.js', 'file:///%zz.js', ''])(
  '%j is what it is', text => {
    expect(filePath(text)).toBe(text);
  },
);

test('every path comes back from its URL', () => {
  fc.assert(fc.property(fc.array(fc.string({ minLength: 1 }).filter(name => !/[/\0]/.test(name) && !/^\.*$/.test(name)), { minLength: 1 }), names => {
    const path = `/app/${names.join('/')}`;
    expect(filePath(pathToFileURL(path, { windows: false }).href)).toBe(path);
  }));
});

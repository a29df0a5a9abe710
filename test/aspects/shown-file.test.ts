import { shownFile } from '../../src/aspects/shown-file';

test.each<[string, string, string, string]>([
  ['below the working directory, from there on', '/repo/app/src/main.ts', '/repo/app', 'src/main.ts'],
  ['in a package that is installed there, from there on', '/repo/app/node_modules/a/node_modules/b/main.js', '/repo/app', 'node_modules/a/node_modules/b/main.js'],
  ['in a package of a workspace around it, from the outermost `node_modules` on', '/repo/node_modules/a/node_modules/b/main.js', '/repo/apps/shop', 'node_modules/a/node_modules/b/main.js'],
  ['in a package that is installed elsewhere, from its `node_modules` on', '/usr/lib/node_modules/@acme/blocks/web.js', '/repo/app', 'node_modules/@acme/blocks/web.js'],
  ['beside it, with the way there', '/repo/blocks/web.ts', '/repo/app', '../blocks/web.ts'],
  ['in a folder whose name begins with dots', '/repo/app/..src/main.ts', '/repo/app', '..src/main.ts'],
  ['from the root', '/repo/main.ts', '/', 'repo/main.ts'],
  ['with a backslash in its name, as it is', '/repo/app/a\\b.ts', '/repo/app', 'a\\b.ts'],
  ['of Windows, with slashes', 'C:\\repo\\app\\src\\main.ts', 'C:\\repo\\app', 'src/main.ts'],
  ['of Windows, in another case', 'c:\\Repo\\app\\src\\main.ts', 'C:\\repo\\app', 'src/main.ts'],
  ['of Windows, beside it', 'C:\\repo\\blocks\\web.ts', 'C:\\repo\\app', '../blocks/web.ts'],
  ['of Windows, in a package of a workspace', 'C:\\repo\\node_modules\\@acme\\blocks\\web.js', 'C:\\repo\\app', 'node_modules/@acme/blocks/web.js'],
  ['of Windows, in a package on another drive', 'D:\\node_modules\\@acme\\blocks\\web.js', 'C:\\repo\\app', 'node_modules/@acme/blocks/web.js'],
  ['of Windows, on another drive, with its whole path', 'D:\\blocks\\web.ts', 'C:\\repo\\app', 'D:/blocks/web.ts'],
  ['on a server', '\\\\server\\share\\app\\main.ts', '\\\\server\\share', 'app/main.ts'],
])('a file %s', (_, file, workingDirectory, shown) => {
  expect(shownFile(file, workingDirectory)).toBe(shown);
});

import * as fc from 'fast-check';
import { StackFrame, stackFrames } from '../../src/source/stack-frame';

const at = (file: string, line: number, column: number): StackFrame => ({ file, line, column });

test.each<[string, string, StackFrame]>([
  ['a function', '    at build (/app/main.js:7:13)', at('/app/main.js', 7, 13)],
  ['a method', '    at Function.of [as make] (/app/main.js:7:13)', at('/app/main.js', 7, 13)],
  ['a constructor', '    at new Web (/app/main.js:7:13)', at('/app/main.js', 7, 13)],
  ['a module', '    at Object.<anonymous> (/app/main.js:7:13)', at('/app/main.js', 7, 13)],
  ['a function without a name', '    at /app/main.js:7:13', at('/app/main.js', 7, 13)],
  ['a function that was awaited', '    at async main (/app/main.js:7:13)', at('/app/main.js', 7, 13)],
  ['a function without a name that was awaited', '    at async /app/main.js:7:13', at('/app/main.js', 7, 13)],
  ['a module of ECMAScript', '    at async file:///app/main.mjs:7:13', at('file:///app/main.mjs', 7, 13)],
  ['a function in a module of ECMAScript', '    at build (file:///app/a%20(b)/main.mjs:7:13)', at('file:///app/a%20(b)/main.mjs', 7, 13)],
  ['a path with spaces', '    at build (/my app/the main.js:7:13)', at('/my app/the main.js', 7, 13)],
  ['a path with parentheses', '    at build (/app (1)/main (copy).js:7:13)', at('/app (1)/main (copy).js', 7, 13)],
  ['a path with parentheses and no function', '    at /app (1)/main (copy).js:7:13', at('/app (1)/main (copy).js', 7, 13)],
  ['a path with a parenthesis that is left open', '    at build (/app (/main.js:7:13)', at('/app (/main.js', 7, 13)],
  ['a path with colons', '    at build (/app:1:2/main.js:7:13)', at('/app:1:2/main.js', 7, 13)],
  ['a name with parentheses', '    at Object.the (only) /web (/app/main.js:7:13)', at('/app/main.js', 7, 13)],
  ['a path of Windows', '    at build (C:\\my app (1)\\main.js:7:13)', at('C:\\my app (1)\\main.js', 7, 13)],
  ['a path of Windows and no function', '    at C:\\app\\main.js:7:13', at('C:\\app\\main.js', 7, 13)],
  ['a path on a server of Windows', '    at build (\\\\server\\share\\main.js:7:13)', at('\\\\server\\share\\main.js', 7, 13)],
  ['Node', '    at Module._compile (node:internal/modules/cjs/loader:1554:14)', at('node:internal/modules/cjs/loader', 1554, 14)],
  ['a relative path', '    at the (only) build (main.js:7:13)', at('main.js', 7, 13)],
  ['the command line', '    at build ([eval]:1:13)', at('[eval]', 1, 13)],
  ['evaluated code', '    at eval (eval at build (/app/main.js:7:13), <anonymous>:1:21)', at('/app/main.js', 7, 13)],
  ['a function without a name in evaluated code', '    at eval at build (/app (1)/main.js:7:13), <anonymous>:1:21', at('/app (1)/main.js', 7, 13)],
  ['evaluated code that evaluates', '    at eval (eval at <anonymous> (eval at build (/app/main.js:7:13)), <anonymous>:1:1)', at('/app/main.js', 7, 13)],
])('the line of %s is read', (_, line, frame) => {
  expect(stackFrames(`Error\n${line}`)).toEqual([frame]);
});

test.each([
  ['a function of the language', '    at Array.map (<anonymous>)'],
  ['native code', '    at build (native)'],
  ['a promise among others', '    at async Promise.all (index 0)'],
  ['WebAssembly', '    at wasm://wasm/8c8b6c4a:wasm-function[12]:0x4f'],
  ['a place without a column', '    at build (/app/main.js:7)'],
  ['a message', 'Error: at build (/app/main.js:7:13)'],
  ['a frame of another engine', 'build@/app/main.js:7:13'],
  ['parentheses that are not opened', '    at build/app/main.js:7:13)'],
  ['nothing', '    at '],
])('%s has no line', (_, line) => {
  expect(stackFrames(`Error\n${line}`)).toEqual([]);
});

test('the innermost call is first, and what has no line is left out', () => {
  const stack = [
    'Error: first', 'second', '    at new Web (/app/web.js:3:5)', '    at Array.map (<anonymous>)', '    at /app/main.js:7:13', '    at node:internal/main:1:2',
  ].join('\n');
  expect(stackFrames(stack)).toEqual([at('/app/web.js', 3, 5), at('/app/main.js', 7, 13), at('node:internal/main', 1, 2)]);
});

test('what V8 itself writes is read', () => {
  const frames = stackFrames(evaluatedStack());
  expect(frames.map(({ file }) => file).slice(0, 3)).toEqual([__filename, __filename, __filename]);
  expect(new Set(frames.slice(0, 3).map(({ line }) => line)).size).toBe(1);
});

// eslint-disable-next-line no-eval
const evaluatedStack = (): string => eval('(() => eval("new Error().stack"))()');

const position = fc.nat(100_000).map(n => n + 1);
/** A part of a path or of a name, with what could be taken for another part of the line. */
const word = fc.string({ unit: fc.constantFrom('a', 'B', '7', ' ', '.', '-', '(', ')', ':', 'é', '@'), minLength: 1, maxLength: 8 });
const path = fc.tuple(fc.constantFrom('/', 'C:\\', '\\\\', 'file:///'), word, fc.constantFrom('.js', '.ts', '.mjs')).map(parts => parts.join(''));
const place = fc.record({ file: path, line: position, column: position });
const locationOf = ({ file, line, column }: StackFrame) => `${file}:${line}:${column}`;

test('a path with anything in it is read as it is, with and without a function', () => {
  fc.assert(fc.property(place, fc.constantFrom('', 'async '), (frame, awaited) => {
    const location = locationOf(frame);
    expect(stackFrames(`    at ${awaited}${location}\n    at ${awaited}new Web (${location})\n    at eval (eval at build (${location}), <anonymous>:1:1)`))
      .toEqual([frame, frame, frame]);
  }));
});

test('any text is read without an error', () => {
  fc.assert(fc.property(fc.array(fc.oneof(fc.string(), word, fc.constantFrom('    at ', 'eval at ', ' (', ')', ':1:2', ', <anonymous>', '\n'))), parts => {
    for (const { file, line, column } of stackFrames(parts.join(''))) expect([file !== '', line >= 0, column >= 0]).toEqual([true, true, true]);
  }));
});

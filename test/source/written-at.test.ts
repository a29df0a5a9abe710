import { inspect } from 'util';
import { WrittenAt } from '../../src/source/written-at';

/** What a program does to errors is put right, whatever comes of it. */
function withOwnError<T>(own: Partial<Pick<ErrorConstructor, 'prepareStackTrace' | 'stackTraceLimit'>>, run: () => T): T {
  const { prepareStackTrace, stackTraceLimit } = Error;
  try {
    Object.assign(Error, own);
    return run();
  } finally {
    Object.assign(Error, { prepareStackTrace, stackTraceLimit });
  }
}

const filesOf = (written: WrittenAt) => written.frames().map(({ file }) => file);

/** A stack that is deeper than anything that is kept. */
function deep(calls: number, run: () => WrittenAt): WrittenAt {
  return calls === 0 ? run() : deep(calls - 1, run);
}

test('the line of the call is among the frames, below its own', () => {
  const written = WrittenAt.here();
  const { stack } = new Error();
  const [, line] = /written-at\.test\.ts:(\d+):/.exec(stack!)!;
  const [mine] = written.frames().filter(({ file }) => file === __filename);
  expect(mine.line).toBe(Number(line) - 1);
});

test.each([0, 1, 10, Infinity, NaN])('a program that keeps %d calls of its errors has sixteen of these, and its own number afterwards', limit => {
  const [written, after] = withOwnError({ stackTraceLimit: limit }, () => [deep(50, () => WrittenAt.here()), Error.stackTraceLimit] as const);
  expect([written.frames().length, after]).toEqual([16, limit]);
});

test('as many calls are kept as are asked for', () => {
  expect(deep(200, () => WrittenAt.here(100)).frames()).toHaveLength(100);
});

test('a program that keeps no calls, and does not let that be changed, has no frames', () => {
  const { stackTraceLimit } = Error;
  Object.defineProperty(Error, 'stackTraceLimit', { value: 0, writable: false, configurable: true });
  try {
    expect(WrittenAt.here().frames()).toEqual([]);
  } finally {
    Object.defineProperty(Error, 'stackTraceLimit', { value: stackTraceLimit, writable: true, configurable: true, enumerable: true });
  }
});

test('the stack is written when it is asked for, once', () => {
  const prepareStackTrace = jest.fn(() => 'Error\n    at build (/app/main.js:7:13)');
  withOwnError({ prepareStackTrace }, () => {
    const written = WrittenAt.here();
    const before = prepareStackTrace.mock.calls.length;
    const frames = [written.frames(), written.frames()];
    expect({ before, frames, after: prepareStackTrace.mock.calls.length })
      .toEqual({ before: 0, frames: [[{ file: '/app/main.js', line: 7, column: 13 }], [{ file: '/app/main.js', line: 7, column: 13 }]], after: 1 });
  });
});

test.each<[string, ErrorConstructor['prepareStackTrace']]>([
  ['gives the calls themselves', (_, calls) => calls],
  ['gives nothing', () => undefined],
  ['gives text of another kind', () => 'somewhere'],
  ['fails', () => {
    throw new Error('no stack for you');
  }],
])('a program whose own way to write stacks %s has no frames', (_, prepareStackTrace) => {
  expect(withOwnError({ prepareStackTrace }, () => filesOf(WrittenAt.here()))).toEqual([]);
});

test('who prints, copies or compares what holds it does not ask', () => {
  const prepareStackTrace = jest.fn(() => 'Error');
  const texts = withOwnError({ prepareStackTrace }, () => {
    const holder = { written: WrittenAt.here() };
    return [inspect(holder), JSON.stringify(holder), prepareStackTrace.mock.calls.length];
  });
  expect(texts).toEqual(['{ written: WrittenAt {} }', '{"written":{}}', 0]);
});

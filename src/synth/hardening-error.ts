import * as path from 'path';

const OWN_CODE = ['src', 'lib'].map(folder => path.resolve(__dirname, '..', '..', folder) + path.sep);

const POSITION = /^ {4}at (?:.*\()?([^()]+:\d+:\d+)\)?$/;

/**
 * Stops a synth with a report for people.
 *
 * Its stack is the text and the one line of the user's code that asked for the output. Our own frames would bury the report,
 * and Node wraps an uncaught error in brackets when its stack has no frame at all.
 */
export class HardeningError extends Error {
  /**
   * @param text the report.
   * @param onTerminal the same as it looks on a terminal, where Node prints the stack of what nobody caught.
   */
  public constructor(text: string, onTerminal: string = text) {
    super(text);
    const caller = lineOfTheCaller();
    const stack = caller === undefined ? onTerminal : `${onTerminal}\n${caller}`;
    Object.defineProperty(this, 'stack', { value: stack, configurable: true, writable: true });
  }
}

// On the prototype: Node prints own enumerable properties below an uncaught error.
Object.defineProperty(HardeningError.prototype, 'name', { value: 'HardeningError', configurable: true, writable: true });

/** Without the name of the function: ts-node would print a frame that has one a second time, with its source. */
function lineOfTheCaller(): string | undefined {
  const frame = wholeStack().split('\n').find(line => POSITION.test(line) && !isForeign(line));
  return frame?.replace(POSITION, '    at $1');
}

/** Below the frames of cdk8s and our own, the caller is seldom among the ten that Node keeps. */
function wholeStack(): string {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 100;
  try {
    return new Error().stack ?? '';
  } finally {
    Error.stackTraceLimit = limit;
  }
}

function isForeign(frame: string): boolean {
  return frame.includes('node:') || frame.includes('node_modules') || OWN_CODE.some(folder => frame.includes(folder));
}

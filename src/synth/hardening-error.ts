import { filePath } from '../source/file-path';
import { WrittenAt } from '../source/written-at';
import { isOwnCode } from './own-code';

/** Below the frames of cdk8s and our own, the caller is seldom among the few that are usually kept. */
const DEPTH = 100;

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
  const frame = WrittenAt.here(DEPTH).frames().find(({ file }) => !isForeign(file));
  return frame && `    at ${frame.file}:${frame.line}:${frame.column}`;
}

function isForeign(file: string): boolean {
  return file.startsWith('node:') || file.includes('node_modules') || isOwnCode(filePath(file));
}

import { StackFrame, stackFrames } from './stack-frame';

/**
 * How many calls are kept. Where a HardenedDeployment makes its HardenedServiceAccount, the line of the user is the eighth; what a compiler
 * puts between a class and its `super` takes a few more.
 */
const USUAL_DEPTH = 16;

/**
 * Where a thing is written: the calls that lead to the one that makes it.
 *
 * To remember them takes some microseconds, to read them a hundred times as long where sources are compiled on the fly. So they are read
 * when somebody asks; to print or to compare the thing is not to ask, as the fields are out of reach.
 */
export class WrittenAt {
  /** Here, and what called it. */
  public static here(depth = USUAL_DEPTH): WrittenAt {
    return new WrittenAt(unreadError(depth));
  }

  #error: Error | undefined;
  #frames: readonly StackFrame[] | undefined;

  private constructor(error: Error) {
    this.#error = error;
  }

  /** The calls, the innermost first; none where a program has its own way to write stacks, and it is not text. */
  public frames(): readonly StackFrame[] {
    this.#frames ??= stackFrames(stackOf(this.#error));
    this.#error = undefined;
    return this.#frames;
  }
}

/** Whatever number of calls the program keeps for its own errors: it may be none. */
function unreadError(depth: number): Error {
  const limit = Error.stackTraceLimit;
  // A frozen Error keeps its limit, and an assignment would throw.
  const isSet = Reflect.set(Error, 'stackTraceLimit', depth);
  try {
    return new Error();
  } finally {
    if (isSet) Error.stackTraceLimit = limit;
  }
}

/** `Error.prepareStackTrace` of the program runs at the first read: it may throw, and give anything. */
function stackOf(error: Error | undefined): string {
  try {
    const stack: unknown = error?.stack;
    return typeof stack === 'string' ? stack : '';
  } catch {
    return '';
  }
}

/** A call on the stack, of code that has a name to find it by. */
export interface StackFrame {
  /** As V8 writes it: a path, a URL such as `file:///app/main.mjs` or `node:fs`, or a word such as `[eval]`. */
  readonly file: string;
  /** From 1 on. */
  readonly line: number;
  /** From 1 on. */
  readonly column: number;
}

const CALL = /^ {4}at (?:async )?(.+)$/;
const POSITION = /^(.+):(\d+):(\d+)$/;
/** The line within the evaluated text stands behind the call of `eval`. */
const EVAL = /^eval at (.+?)(?:, <anonymous>:\d+:\d+)?$/;
/** A name may hold parentheses, and so may a path: but the path has a beginning that can be told. */
const BEFORE_LOCATION = / \((?=[\\/]|[A-Za-z][\w+.-]*:|eval at )/;

/**
 * The calls in the text of a stack, the innermost first. Code from `eval` is told where `eval` was called; calls that have no line, such as
 * `Array.map (<anonymous>)`, are left out, and so is everything that does not look as V8 writes it.
 *
 * @param stack as `error.stack` gives it.
 */
export function stackFrames(stack: string): StackFrame[] {
  return stack.split('\n').flatMap(line => {
    const call = CALL.exec(line);
    const position = call && POSITION.exec(locationOf(call[1]));
    return position ? [{ file: position[1], line: Number(position[2]), column: Number(position[3]) }] : [];
  });
}

/** Of `name (location)`, `location`, or either within `eval at …`. */
function locationOf(call: string): string {
  const evaluated = EVAL.exec(call);
  if (evaluated) return locationOf(evaluated[1]);
  if (!call.endsWith(')')) return call;
  const before = call.search(BEFORE_LOCATION);
  const start = before === -1 ? call.lastIndexOf(' (') : before;
  return start === -1 ? call : locationOf(call.slice(start + 2, -1));
}

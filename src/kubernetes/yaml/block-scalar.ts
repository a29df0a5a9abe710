import { Cursor, isBlank, isBreak, isEnd } from './cursor';

const SPACE = 0x20;
const TAB = 0x09;
const PLUS = 0x2b;
const MINUS = 0x2d;
const HASH = 0x23;
const ZERO = 0x30;
const NINE = 0x39;

/** Reads the text of a `|` or `>` scalar, the cursor being on that indicator. `indent` is that of the block around it, -1 for none. */
export function readBlockScalar(cursor: Cursor, indent: number): string {
  const start = cursor.at;
  const folded = cursor.peek() === 0x3e /* > */;
  cursor.at++;
  const { chomping, increment } = readHeader(cursor, start);
  const lines = new BlockLines(cursor, indent, increment > 0 ? Math.max(indent, 0) + increment : 0);
  let text = '';
  let lineBreak = '';
  let afterBlank = false;
  lines.skipEmpty();
  while (cursor.column === lines.indent && !isEnd(cursor.peek())) {
    const blank = isBlank(cursor.peek());
    if (folded && !afterBlank && !blank && lineBreak === '\n') {
      if (lines.empty === '') text += ' ';
    } else {
      text += lineBreak;
    }
    text += lines.empty;
    afterBlank = blank;
    const end = cursor.endOfLine();
    text += cursor.text.slice(cursor.at, end);
    cursor.at = end;
    lineBreak = isBreak(cursor.peek()) ? cursor.takeBreak() : '';
    lines.skipEmpty();
  }
  if (chomping === MINUS) return text;
  return chomping === PLUS ? text + lineBreak + lines.empty : text + lineBreak;
}

/** The indicators after `|` or `>`, in either order, and the rest of the line, which may only be a comment. */
function readHeader(cursor: Cursor, start: number): { readonly chomping: number; readonly increment: number } {
  let chomping = 0;
  let increment = 0;
  const readChomping = () => {
    if (cursor.peek() !== PLUS && cursor.peek() !== MINUS) return;
    chomping = cursor.peek();
    cursor.at++;
  };
  readChomping();
  if (cursor.peek() >= ZERO && cursor.peek() <= NINE) {
    increment = cursor.peek() - ZERO;
    if (increment === 0) cursor.fail('the indentation of a block of text cannot be 0: write a digit from 1 to 9, or none', start);
    cursor.at++;
    if (chomping === 0) readChomping();
  }
  while (isBlank(cursor.peek())) cursor.at++;
  if (cursor.peek() === HASH) cursor.at = cursor.endOfLine();
  if (isBreak(cursor.peek())) cursor.takeBreak();
  else if (!isEnd(cursor.peek())) cursor.fail('a block of text starts on the line after its `|` or `>`: quote the value if it is meant as text', start);
  return { chomping, increment };
}

/** The indentation and the empty lines in front of the next line of a block scalar. */
class BlockLines {
  /** The line breaks of the empty lines that were skipped last. */
  public empty = '';

  /** `indent` is 0 until the first line that is not empty has told it. */
  constructor(private readonly cursor: Cursor, private readonly parentIndent: number, public indent: number) {}

  public skipEmpty(): void {
    const cursor = this.cursor;
    let widest = 0;
    this.empty = '';
    for (;;) {
      while ((this.indent === 0 || cursor.column < this.indent) && cursor.peek() === SPACE) cursor.at++;
      widest = Math.max(widest, cursor.column);
      if ((this.indent === 0 || cursor.column < this.indent) && cursor.peek() === TAB) {
        cursor.fail('a tab stands in the indentation of a block of text: indent with spaces');
      }
      if (!isBreak(cursor.peek())) break;
      this.empty += cursor.takeBreak();
    }
    if (this.indent === 0) this.indent = Math.max(widest, this.parentIndent + 1, 1);
  }
}

import { Cursor, isBlank, isBlankOrEnd, isBreak } from './cursor';
import { foldedBreaks } from './quoted-scalar';

const TAB = 0x09;
const HASH = 0x23;
const COMMA = 0x2c;
const COLON = 0x3a;
const QUESTION_MARK = 0x3f;

export interface PlainScalar {
  readonly text: string;
  /** Whether the cursor came to another line behind the scalar, where a key may start. */
  readonly pastBreak: boolean;
}

/** Reads a scalar without quotes. `indent` is that of the block around it, -1 for none; in a flow collection it does not count. */
export function readPlainScalar(cursor: Cursor, indent: number, inFlow: boolean): PlainScalar {
  const start = cursor.at;
  let text = '';
  let from = start;
  let end = start;
  for (;;) {
    cursor.at = end = endOfWords(cursor, inFlow);
    if (!isBlankOrEnd(cursor.peek())) return { text: text + cursor.text.slice(from, end), pastBreak: false };
    while (isBlank(cursor.peek())) cursor.at++;
    if (!isBreak(cursor.peek())) return { text: text + cursor.text.slice(from, end), pastBreak: false };
    const first = cursor.takeBreak();
    const further = skipEmptyLines(cursor, indent);
    text += cursor.text.slice(from, end);
    if ((!inFlow && cursor.column <= indent) || cursor.atDocumentMarker() || !startsWord(cursor, inFlow)) return { text, pastBreak: true };
    text += foldedBreaks(first, further);
    from = cursor.at;
  }
}

/** Where the scalar ends in this line, without the blanks behind it. */
function endOfWords(cursor: Cursor, inFlow: boolean): number {
  const text = cursor.text;
  let end = cursor.at;
  for (let at = cursor.at; ; at++) {
    const code = text.charCodeAt(at);
    if (isBlankOrEnd(code)) {
      if (!isBlank(code)) return end;
      while (isBlank(text.charCodeAt(at + 1))) at++;
      if (text.charCodeAt(at + 1) === HASH) return end;
      continue;
    }
    if (code === COLON && isBlankOrEnd(text.charCodeAt(at + 1))) return end;
    if (inFlow && isFlowIndicator(code)) return end;
    end = at + 1;
  }
}

function skipEmptyLines(cursor: Cursor, indent: number): string {
  let breaks = '';
  for (let code = cursor.peek(); isBlank(code) || isBreak(code); code = cursor.peek()) {
    if (isBreak(code)) {
      breaks += cursor.takeBreak();
      continue;
    }
    if (code === TAB && cursor.column <= indent) cursor.fail('a tab stands in the indentation: indent with spaces');
    cursor.at++;
  }
  return breaks;
}

function startsWord(cursor: Cursor, inFlow: boolean): boolean {
  const code = cursor.peek();
  if (code === HASH || isBlankOrEnd(code)) return false;
  return !(code === COLON && isBlankOrEnd(cursor.peek(1))) && !(inFlow && isFlowIndicator(code));
}

function isFlowIndicator(code: number): boolean {
  return code === COMMA || code === QUESTION_MARK || code === 0x5b /* [ */ || code === 0x5d /* ] */ || code === 0x7b /* { */ || code === 0x7d /* } */;
}

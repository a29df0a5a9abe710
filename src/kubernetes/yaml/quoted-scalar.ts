import { Cursor, isBlank, isBlankOrEnd, isBreak, isEnd } from './cursor';

const SINGLE_QUOTE = 0x27;
const BACKSLASH = 0x5c;

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['0', '\0'], ['a', '\x07'], ['b', '\b'], ['t', '\t'], ['\t', '\t'], ['n', '\n'], ['v', '\v'], ['f', '\f'], ['r', '\r'], ['e', '\x1b'],
  [' ', ' '], ['"', '"'], ['\'', '\''], ['\\', '\\'], ['N', '\x85'], ['_', '\xa0'], ['L', '\u2028'], ['P', '\u2029'],
]);
const CODE_LENGTHS: ReadonlyMap<string, number> = new Map([['x', 2], ['u', 4], ['U', 8]]);

/** Reads the text of a quoted scalar, the cursor being on the quote that opens it. */
export function readQuotedScalar(cursor: Cursor): string {
  const start = cursor.at;
  const quote = cursor.peek();
  cursor.at++;
  let text = '';
  for (;;) {
    if (cursor.atDocumentMarker()) cursor.fail('a quoted text is not closed before the document ends', start);
    if (isEnd(cursor.peek())) cursor.fail('a quoted text is not closed', start);
    const line = readLine(cursor, quote, start);
    text += line.text;
    if (cursor.peek() === quote) break;
    text += readBlanks(cursor, line.escapedBreak);
  }
  cursor.at++;
  return text;
}

/** What stands up to a blank, the end of the line, or the quote. */
function readLine(cursor: Cursor, quote: number, start: number): { readonly text: string; readonly escapedBreak: boolean } {
  let text = '';
  let from = cursor.at;
  for (;;) {
    const code = cursor.peek();
    if (code === quote) {
      if (quote !== SINGLE_QUOTE || cursor.peek(1) !== SINGLE_QUOTE) break;
      text += cursor.text.slice(from, cursor.at + 1);
      from = cursor.at += 2;
    } else if (code === BACKSLASH && quote !== SINGLE_QUOTE) {
      text += cursor.text.slice(from, cursor.at);
      if (isBreak(cursor.peek(1))) {
        cursor.at++;
        cursor.takeBreak();
        return { text, escapedBreak: true };
      }
      text += readEscape(cursor, start);
      from = cursor.at;
    } else if (isBlankOrEnd(code)) {
      break;
    } else {
      cursor.at++;
    }
  }
  return { text: text + cursor.text.slice(from, cursor.at), escapedBreak: false };
}

function readEscape(cursor: Cursor, start: number): string {
  const letter = cursor.text[cursor.at + 1];
  const escape = ESCAPES.get(letter);
  if (escape !== undefined) {
    cursor.at += 2;
    return escape;
  }
  const length = CODE_LENGTHS.get(letter);
  if (length === undefined) {
    return cursor.fail('a backslash in double quotes starts an escape that YAML does not know: write `\\\\` for a backslash, or use single quotes', start);
  }
  const digits = cursor.text.slice(cursor.at + 2, cursor.at + 2 + length);
  if (digits.length < length || !/^[\da-fA-F]+$/.test(digits)) cursor.fail(`\`\\${letter}\` needs ${length} hexadecimal digits after it`, start);
  const code = parseInt(digits, 16);
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) cursor.fail(`\`\\${letter}\` with these digits is no character of Unicode`, start);
  cursor.at += 2 + length;
  return String.fromCodePoint(code);
}

/** Blanks within a line stay; a line break becomes a space, and each further one a line break. */
function readBlanks(cursor: Cursor, afterEscapedBreak: boolean): string {
  const from = cursor.at;
  let folding = afterEscapedBreak;
  let first = '';
  let further = '';
  for (let code = cursor.peek(); isBlank(code) || isBreak(code); code = cursor.peek()) {
    if (isBlank(code)) {
      cursor.at++;
    } else if (folding) {
      further += cursor.takeBreak();
    } else {
      first = cursor.takeBreak();
      folding = true;
    }
  }
  if (!folding) return cursor.text.slice(from, cursor.at);
  return foldedBreaks(first, further);
}

/** Only a line feed is folded: the separators of Unicode stay. */
export function foldedBreaks(first: string, further: string): string {
  if (first !== '\n') return first + further;
  return further === '' ? ' ' : further;
}

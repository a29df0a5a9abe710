import { Cursor, isBlankOrEnd } from './cursor';
import { TAG_PREFIX } from './resolve-scalar';

const HANDLE = /![\w-]*!/y;
const URI = /(?:[\w\-;/?:@&=+$,.!~*'()[\]]|%[\da-fA-F]{2})*/y;

/** Reads a tag, the cursor being on its `!`, and gives all of it: `!!str` is `tag:yaml.org,2002:str`. */
export function readTag(cursor: Cursor): string {
  const start = cursor.at;
  const tag = cursor.peek(1) === 0x3c /* < */ ? readVerbatim(cursor, start) : readShort(cursor, start);
  if (!isBlankOrEnd(cursor.peek())) cursor.fail(`a tag ends with a space: found '${visibleCharacter(cursor)}' in it`, start);
  return tag;
}

function readVerbatim(cursor: Cursor, start: number): string {
  cursor.at += 2;
  const tag = readUri(cursor, start);
  if (tag === '' || cursor.peek() !== 0x3e /* > */) cursor.fail('a tag that starts with `!<` ends with `>`', start);
  cursor.at++;
  return tag;
}

function readShort(cursor: Cursor, start: number): string {
  const handle = matchAt(HANDLE, cursor);
  if (handle === '') {
    cursor.at++;
    return `!${readUri(cursor, start)}`;
  }
  if (handle !== '!!') cursor.fail('`!` makes this a tag, whose handle is declared nowhere, as kubectl reads no %TAG directive: quote the value if it is text', start);
  cursor.at += handle.length;
  const suffix = readUri(cursor, start);
  if (suffix === '') cursor.fail('a tag needs a name after `!!`', start);
  return TAG_PREFIX + suffix;
}

function readUri(cursor: Cursor, start: number): string {
  const uri = matchAt(URI, cursor);
  cursor.at += uri.length;
  if (cursor.peek() === 0x25 /* % */) cursor.fail('`%` in a tag needs two hexadecimal digits after it', start);
  if (!uri.includes('%')) return uri;
  try {
    return decodeURIComponent(uri);
  } catch {
    return cursor.fail('the `%` escapes of a tag are not UTF-8', start);
  }
}

function matchAt(pattern: RegExp, cursor: Cursor): string {
  pattern.lastIndex = cursor.at;
  return pattern.exec(cursor.text)?.[0] ?? '';
}

function visibleCharacter(cursor: Cursor): string {
  return String.fromCodePoint(cursor.text.codePointAt(cursor.at)!);
}

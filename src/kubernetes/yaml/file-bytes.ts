import { YamlError } from './yaml-error';

/**
 * The bytes of a file in UTF-8, without a byte order mark. As kubectl does, a mark tells UTF-16.
 *
 * Whether UTF-8 is valid shows later: see {@link decodeUtf8}.
 */
export function* asUtf8(chunks: Iterable<Uint8Array>): Generator<Buffer> {
  const iterator = chunks[Symbol.iterator]();
  let start = Buffer.alloc(0);
  for (;;) {
    const next = iterator.next();
    if (!next.done) start = Buffer.concat([start, next.value]);
    if (start.length >= LONGEST_MARK || next.done) break;
  }
  const encoding = start[0] === 0xff && start[1] === 0xfe ? 'utf-16le' : start[0] === 0xfe && start[1] === 0xff ? 'utf-16be' : undefined;
  if (encoding !== undefined) {
    yield* fromUtf16(start, iterator, encoding);
    return;
  }
  yield start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf ? start.subarray(LONGEST_MARK) : start;
  for (let next = iterator.next(); !next.done; next = iterator.next()) yield viewOf(next.value);
}

/** @throws YamlError where the bytes are not UTF-8. `firstLine` is the 1-based line of the file where they start. */
export function decodeUtf8(bytes: Uint8Array, firstLine: number): string {
  try {
    return UTF8.decode(bytes);
  } catch {
    return failAfter(bytes, 0, firstLine);
  }
}

/** `bytes` may start within a character. */
export function failNotUtf8(bytes: Uint8Array, firstLine: number): never {
  let start = 0;
  while (start < LONGEST_MARK && bytes[start] >= 0x80 && bytes[start] < 0xc0) start++;
  return failAfter(bytes, start, firstLine);
}

function failAfter(bytes: Uint8Array, start: number, firstLine: number): never {
  const valid = start + validLength(bytes.subarray(start));
  throw new YamlError('the file is not UTF-8: save it as such', firstLine + countLineFeeds(bytes.subarray(0, valid)));
}

export function countLineFeeds(bytes: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === 0x0a) count++;
  return count;
}

const LONGEST_MARK = 3;
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function* fromUtf16(start: Uint8Array, rest: Iterator<Uint8Array>, encoding: string): Generator<Buffer> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let line = 1;
  const decode = (bytes?: Uint8Array) => {
    try {
      return Buffer.from(bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode(), 'utf8');
    } catch {
      throw new YamlError('the file starts as UTF-16 and is not: save it as UTF-8', line);
    }
  };
  for (let next: IteratorResult<Uint8Array> = { value: start }; !next.done; next = rest.next()) {
    const bytes = decode(next.value);
    line += countLineFeeds(bytes);
    yield bytes;
  }
  yield decode();
}

function viewOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** How many of the bytes are UTF-8. */
function validLength(bytes: Uint8Array): number {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (isStartOfUtf8(bytes.subarray(0, middle))) low = middle;
    else high = middle - 1;
  }
  return low;
}

function isStartOfUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

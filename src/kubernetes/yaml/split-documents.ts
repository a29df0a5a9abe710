import { ByteQueue } from './byte-queue';
import { countLineFeeds, decodeUtf8 } from './file-bytes';
import { YamlError } from './yaml-error';

/** The part of a file that kubectl gives to its YAML reader at a time. */
export interface DocumentText {
  readonly text: string;
  /** The 1-based line of the file where it starts. */
  readonly firstLine: number;
}

const LINE_FEED = 0x0a;
const MARKER = Buffer.from('---');
const MARKED_LINE = Buffer.from('\n---');
const NOT_FOUND = -1;

/**
 * Cuts a file as kubectl does: at every line that starts with `---`, before anything is read as YAML, so that it does not matter whether
 * the line stands within a quoted text. A line end of Windows becomes a line feed.
 */
export function* splitDocuments(chunks: Iterable<Uint8Array>, firstLine: number, maxBytes: number): Generator<DocumentText> {
  const queue = new ByteQueue();
  let line = firstLine;
  let searched = 0;
  for (const chunk of chunks) {
    queue.append(chunk);
    for (;;) {
      const bytes = queue.bytes;
      const marker = bytes.indexOf(MARKED_LINE, searched);
      const lineEnd = marker === NOT_FOUND ? NOT_FOUND : bytes.indexOf(LINE_FEED, marker + MARKED_LINE.length);
      if (lineEnd === NOT_FOUND) {
        searched = marker === NOT_FOUND ? Math.max(0, bytes.length - MARKED_LINE.length) : marker;
        break;
      }
      const document = bytes.subarray(0, marker + 1);
      const nextLine = line + countLineFeeds(document);
      yield documentText(document, line, maxBytes);
      refuseTextAfterMarker(bytes.subarray(marker + 1, lineEnd), nextLine);
      line = nextLine + 1;
      queue.drop(lineEnd + 1);
      searched = 0;
    }
    refuseTooLarge(queue.bytes.length, line, maxBytes);
  }
  yield* lastDocuments(queue.bytes, line, maxBytes);
}

/** What is left at the end of the file, of which the last line may be a marker without a line end. */
function* lastDocuments(bytes: Buffer, line: number, maxBytes: number): Generator<DocumentText> {
  if (bytes.length === 0) return;
  const marker = bytes.indexOf(MARKED_LINE);
  const document = marker === NOT_FOUND ? bytes : bytes.subarray(0, marker + 1);
  yield documentText(document, line, maxBytes);
  if (marker !== NOT_FOUND) refuseTextAfterMarker(bytes.subarray(marker + 1), line + countLineFeeds(document));
}

function documentText(bytes: Buffer, firstLine: number, maxBytes: number): DocumentText {
  refuseTooLarge(bytes.length, firstLine, maxBytes);
  if (MARKER.equals(bytes.subarray(0, MARKER.length))) refuseTextAfterMarker(firstLineOf(bytes), firstLine);
  const text = decodeUtf8(bytes, firstLine).replaceAll('\r\n', '\n');
  return { text: text.endsWith('\n') ? text : `${text}\n`, firstLine };
}

function firstLineOf(bytes: Buffer): Buffer {
  const end = bytes.indexOf(LINE_FEED);
  return end === NOT_FOUND ? bytes : bytes.subarray(0, end);
}

/** What kubectl takes for nothing, and a comment. */
const NOTHING = /^[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*(?:#|$)/;

function refuseTextAfterMarker(line: Buffer, lineNumber: number): void {
  if (NOTHING.test(line.subarray(MARKER.length).toString('utf8'))) return;
  throw new YamlError('a line that starts with `---` cuts the file in two, and only a comment may follow in it: put the text on the next line', lineNumber);
}

function refuseTooLarge(size: number, line: number, maxBytes: number): void {
  if (size <= maxBytes) return;
  throw new YamlError(`the document is larger than ${maxBytes} bytes: split it with lines of \`---\``, line);
}

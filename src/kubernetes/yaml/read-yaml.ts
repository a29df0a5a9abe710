/**
 * Reads manifests as kubectl reads them: YAML 1.1 with the habits of its reader, or a stream of JSON. `conformance/yaml-reading/` asks the
 * real reader; what it said is recorded in `test/kubernetes/yaml/yaml-reading.recorded.json`.
 *
 * What kubectl would take without a word although the author cannot have meant it is an error here: keys that stand twice in a mapping, and
 * text that it does not read at all. Everything else that it reads is read, to the same value.
 */

import { FieldPath } from '../field-path';
import { parseDocument } from './document-parser';
import { FieldPositions } from './field-positions';
import { asUtf8, countLineFeeds, failNotUtf8 } from './file-bytes';
import { JsonSyntaxError, JsonValue, readJson } from './read-json';
import { SourceText } from './source-text';
import { splitDocuments } from './split-documents';
import { YamlError } from './yaml-error';
import { DEFAULT_LIMITS, NodeLimits, YamlLimits } from './yaml-limits';

/** One document of a file, as kubectl would send it. */
export interface YamlDocument {
  /**
   * Plain JSON, and never null: a document that is null is none. What an alias stands for is the same object in every place, so it must
   * not be changed. Integers from 2^53 on are the nearest double, which keeps the order of numbers.
   */
  readonly value: unknown;
  /** The 1-based line of the file where the content starts. */
  readonly line: number;
  /**
   * The 1-based line of the file where a field stands: its key, or the start of a list item. Of a field that an alias or a merge brings, the
   * line where it is written. For a path that is not there, the line of the nearest field around it that is.
   */
  lineOf(path: FieldPath): number;
}

/**
 * Reads document by document: what is kept is one document, not the file.
 *
 * @throws YamlError at the first document that cannot be read.
 */
export function* readYaml(chunks: Iterable<Uint8Array>, limits: YamlLimits = {}): Generator<YamlDocument> {
  const bounds = { ...DEFAULT_LIMITS, ...limits };
  const bytes = asUtf8(chunks);
  const head = takeHead(bytes);
  if (JSON_START.test(head.toString('utf8', 0, HEAD_LENGTH))) yield* readJsonStream(resume(head, bytes), bounds);
  else yield* readDocuments(resume(head, bytes), 1, bounds);
}

/** So far kubectl looks for the brace that makes the file a stream of JSON. */
const HEAD_LENGTH = 4096;
const SPACE = /[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
const JSON_START = new RegExp(`^${SPACE.source}*\\{`);

function takeHead(bytes: Iterator<Buffer>): Buffer {
  const parts: Buffer[] = [];
  let length = 0;
  while (length < HEAD_LENGTH) {
    const next = bytes.next();
    if (next.done) break;
    parts.push(next.value);
    length += next.value.length;
  }
  return parts.length === 1 ? parts[0] : Buffer.concat(parts);
}

function* resume(head: Buffer, rest: Iterator<Buffer>): Generator<Buffer> {
  yield head;
  for (let next = rest.next(); !next.done; next = rest.next()) yield next.value;
}

// YAML -------------------------------------------------------------------------------------------------------------------------------

/** Control characters are no YAML. A byte order mark is, but what kubectl's reader makes of it depends on where its buffer ends. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]/;
const BYTE_ORDER_MARK = '\ufeff';

function* readDocuments(bytes: Iterable<Buffer>, firstLine: number, bounds: Required<YamlLimits>): Generator<YamlDocument> {
  for (const document of splitDocuments(bytes, firstLine, bounds.maxDocumentBytes)) {
    const text = document.text.startsWith(BYTE_ORDER_MARK) ? document.text.slice(1) : document.text;
    const source = new SourceText(text, document.firstLine);
    const forbidden = text.search(FORBIDDEN);
    if (forbidden >= 0) source.fail(`the character ${codePoint(text, forbidden)} is not allowed: remove it, or write it as an escape in double quotes`, forbidden);
    const parsed = parseDocument(source, bounds);
    if (parsed !== undefined && parsed.value !== null) yield new ReadDocument(parsed.value, parsed.positions, source);
  }
}

function codePoint(text: string, at: number): string {
  return `U+${text.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0')}`;
}

class ReadDocument implements YamlDocument {
  constructor(public readonly value: unknown, private readonly positions: FieldPositions, private readonly source: SourceText) {}

  public get line(): number {
    return this.lineOf([]);
  }

  public lineOf(path: FieldPath): number {
    return this.source.lineAt(this.positions.offsetOf(path));
  }
}

// JSON -------------------------------------------------------------------------------------------------------------------------------

function* readJsonStream(bytes: Iterator<Buffer>, bounds: Required<YamlLimits>): Generator<YamlDocument> {
  const stream = new JsonText(bytes, bounds.maxDocumentBytes);
  for (let count = 0; ; count++) {
    const read = nextJson(stream, bounds);
    if (read === undefined) return;
    if (read instanceof JsonSyntaxError) {
      // A file of flow-style YAML looks like JSON, and so may its first document be. kubectl gives it a second try up to there.
      if (count > 1 || !stream.skipToYaml()) throw read;
      yield* readDocuments(stream.rest(), stream.line, bounds);
      return;
    }
    const source = stream.source;
    stream.drop(read.end);
    if (read.value !== null) yield new ReadDocument(read.value, read.positions, source);
  }
}

/** Reads again with more of the text while the text may go on; with twice as much each time, so that this costs little. */
function nextJson(stream: JsonText, limits: NodeLimits): JsonValue | JsonSyntaxError | undefined {
  for (;;) {
    const read = tryJson(stream.source, limits);
    const mayGoOn = read === undefined || (read instanceof JsonSyntaxError ? read.isCutOff : read.end === stream.source.text.length);
    if (!mayGoOn || !stream.pull()) return read;
  }
}

function tryJson(source: SourceText, limits: NodeLimits): JsonValue | JsonSyntaxError | undefined {
  try {
    return readJson(source, limits);
  } catch (error) {
    if (error instanceof JsonSyntaxError) return error;
    throw error;
  }
}

/** The text of a stream of JSON from the first value on that was not read yet. */
class JsonText {
  public source = new SourceText('', 1);
  public line = 1;
  private readonly decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  private pulledLine = 1;
  private isDone = false;

  constructor(private readonly bytes: Iterator<Buffer>, private readonly maxBytes: number) {}

  /** Takes in more, about as much as is there. @returns whether there was any */
  public pull(): boolean {
    if (this.isDone) return false;
    let text = '';
    while (!this.isDone && text.length <= this.source.text.length) text += this.decode();
    this.source = new SourceText(this.source.text + text, this.line);
    if (this.source.text.length > this.maxBytes) throw new YamlError(`the document is larger than ${this.maxBytes} bytes: split it`, this.line);
    return true;
  }

  public drop(length: number): void {
    this.line = this.source.lineAt(length);
    this.source = new SourceText(this.source.text.slice(length), this.line);
  }

  /** Drops white space up to the end of its line, as kubectl does before it tries YAML. @returns whether kubectl tries: not the last three bytes */
  public skipToYaml(): boolean {
    for (let at = 0; ; at++) {
      while (this.source.text.length < at + SHORTEST_YAML && this.pull());
      const { text } = this.source;
      if (Buffer.byteLength(text.slice(at, at + SHORTEST_YAML)) < SHORTEST_YAML) return false;
      const isSpace = SPACE.test(text[at]);
      if (isSpace && text[at] !== '\n') continue;
      this.drop(isSpace ? at + 1 : at);
      return true;
    }
  }

  public *rest(): Generator<Buffer> {
    yield Buffer.from(this.source.text, 'utf8');
    while (!this.isDone) yield Buffer.from(this.decode(), 'utf8');
  }

  private decode(): string {
    const next = this.bytes.next();
    this.isDone = next.done === true;
    try {
      const text = next.done ? this.decoder.decode() : this.decoder.decode(next.value, { stream: true });
      if (!next.done) this.pulledLine += countLineFeeds(next.value);
      return text;
    } catch {
      return failNotUtf8(next.value ?? Buffer.alloc(0), this.pulledLine);
    }
  }
}

const SHORTEST_YAML = 4;

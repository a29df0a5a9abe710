import { SourceText } from './source-text';

/** Ends the text, so that looking ahead needs no test for the end: a NUL is refused before anything is read. */
const END = 0;
const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const NEXT_LINE = 0x85;
const LINE_SEPARATOR = 0x2028;
const PARAGRAPH_SEPARATOR = 0x2029;

/** Line breaks that are not a line feed: kubectl's reader knows those of YAML 1.1. */
const UNCOMMON_BREAK = /[\r\x85\u2028\u2029]/;
const BREAK = /[\n\r\x85\u2028\u2029]/g;

/** The place in the text that has been read up to. */
export class Cursor {
  public readonly text: string;
  public at = 0;
  public lineStart = 0;
  /** Counts every line break of YAML 1.1, so it is no line of the file. */
  public line = 0;
  private readonly onlyLineFeeds: boolean;

  constructor(public readonly source: SourceText) {
    this.text = `${source.text}\0`;
    this.onlyLineFeeds = !UNCOMMON_BREAK.test(source.text);
  }

  public get column(): number {
    return this.at - this.lineStart;
  }

  public peek(ahead = 0): number {
    return this.text.charCodeAt(this.at + ahead);
  }

  /** Where the line ends that the cursor is in. */
  public endOfLine(): number {
    if (this.onlyLineFeeds) {
      const end = this.text.indexOf('\n', this.at);
      return end < 0 ? this.source.text.length : end;
    }
    BREAK.lastIndex = this.at;
    return BREAK.exec(this.source.text)?.index ?? this.source.text.length;
  }

  /** Goes past a line break, and gives what it stands for in a scalar. */
  public takeBreak(): string {
    const code = this.peek();
    this.at += code === CARRIAGE_RETURN && this.peek(1) === LINE_FEED ? 2 : 1;
    this.line++;
    this.lineStart = this.at;
    return code === LINE_SEPARATOR ? '\u2028' : code === PARAGRAPH_SEPARATOR ? '\u2029' : '\n';
  }

  /** Whether `---` or `...` stands here, on its own at the start of a line. */
  public atDocumentMarker(): boolean {
    if (this.at !== this.lineStart) return false;
    const code = this.peek();
    return (code === 0x2d || code === 0x2e) && this.peek(1) === code && this.peek(2) === code && isBlankOrEnd(this.peek(3));
  }

  public fail(message: string, at = this.at): never {
    return this.source.fail(message, at);
  }
}

export function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

export function isBreak(code: number): boolean {
  return code === LINE_FEED || code === CARRIAGE_RETURN || code === NEXT_LINE || code === LINE_SEPARATOR || code === PARAGRAPH_SEPARATOR;
}

export function isEnd(code: number): boolean {
  return code === END;
}

/** A blank, a line break or the end of the text. */
export function isBlankOrEnd(code: number): boolean {
  if (code > SPACE && code < NEXT_LINE) return false;
  return isBlank(code) || isBreak(code) || code === END;
}

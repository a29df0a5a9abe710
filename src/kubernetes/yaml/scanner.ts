import { readBlockScalar } from './block-scalar';
import { Cursor, isBlankOrEnd, isBreak, isEnd } from './cursor';
import { readPlainScalar } from './plain-scalar';
import { readQuotedScalar } from './quoted-scalar';
import { SourceText } from './source-text';
import { readTag } from './tag';
import {
  ALIAS, ANCHOR, BLOCK_END, BLOCK_ENTRY, BLOCK_MAPPING_START, BLOCK_SEQUENCE_START, DOCUMENT_END, DOCUMENT_START, FLOW_ENTRY, FLOW_MAPPING_END,
  FLOW_MAPPING_START, FLOW_SEQUENCE_END, FLOW_SEQUENCE_START, KEY, PLAIN_SCALAR, QUOTED_SCALAR, STREAM_END, TAG, Token, VALUE,
} from './token';

/** A `:` comes at most so many characters after the start of its key. */
const LONGEST_KEY = 1024;
/** So many tokens are kept before those that were taken go, all at once. */
const MANY_TOKENS = 64;
const ANCHOR_NAME = /[\w-]+/y;

/** Something that turns out to be a key if a `:` follows it in the same line. There is one for each flow collection that is open. */
interface PossibleKey {
  possible: boolean;
  /** In a block, whatever stands at the indentation of the keys has to be one. */
  required: boolean;
  /** Counted from the start of the text. */
  tokenNumber: number;
  at: number;
  line: number;
  column: number;
}

/**
 * Cuts a text into tokens by the rules of YAML 1.1, in the way of kubectl's reader. Indentation becomes tokens as well: a block collection
 * starts where something stands further to the right than the block around it, and ends where something stands further to the left.
 */
export class Scanner {
  private readonly cursor: Cursor;
  /** Tokens that were read: those from `head` on were not taken, as a key is known for one only after what follows it. */
  private readonly tokens: Token[] = [];
  private head = 0;
  /** Tokens that were taken, and are in `tokens` no more. */
  private gone = 0;
  private indent = -1;
  private readonly indents: number[] = [];
  private readonly keys: PossibleKey[] = [noKey()];
  /** Whether a key, or a block collection, may start here. */
  private keyAllowed = true;

  constructor(source: SourceText) {
    this.cursor = new Cursor(source);
  }

  /** The next token, which stays. */
  public peek(): Token {
    while (this.head === this.tokens.length || this.mayStillBecomeKey()) this.scan();
    return this.tokens[this.head];
  }

  /** The token that was looked at goes. */
  public skip(): void {
    this.head++;
    if (this.head < MANY_TOKENS || this.head < this.tokens.length) return;
    this.gone += this.head;
    this.head = 0;
    this.tokens.length = 0;
  }

  /** Goes past the ends of documents, the last token taken being one. @returns the offset of what follows them, if anything does */
  public skipMarkers(): number | undefined {
    const cursor = this.cursor;
    for (this.skipToToken(); cursor.atDocumentMarker() && cursor.peek() === 0x2e /* . */; this.skipToToken()) cursor.at += 3;
    return isEnd(cursor.peek()) ? undefined : cursor.at;
  }

  private get inFlow(): boolean {
    return this.keys.length > 1;
  }

  private get possibleKey(): PossibleKey {
    return this.keys[this.keys.length - 1];
  }

  private mayStillBecomeKey(): boolean {
    const key = this.possibleKey;
    return key.possible && key.tokenNumber === this.gone + this.head && this.isInReach(key);
  }

  private scan(): void {
    const cursor = this.cursor;
    this.skipToToken();
    this.endBlocks(cursor.column);
    const code = cursor.peek();
    switch (code) {
      case 0:
        return this.scanEnd();
      case 0x25: // %
        if (cursor.column === 0) cursor.fail('a directive (`%`) has no document: kubectl cuts a file at every `---`, so remove the directive');
        return cursor.fail('`%` cannot start a value: quote it');
      case 0x5b: // [
        return this.openFlow(FLOW_SEQUENCE_START);
      case 0x7b: // {
        return this.openFlow(FLOW_MAPPING_START);
      case 0x5d: // ]
        return this.closeFlow(FLOW_SEQUENCE_END);
      case 0x7d: // }
        return this.closeFlow(FLOW_MAPPING_END);
      case 0x2c: // ,
        this.dropPossibleKey();
        this.keyAllowed = true;
        return this.addIndicator(FLOW_ENTRY);
      case 0x2d: // -
      case 0x2e: // .
        if (cursor.atDocumentMarker()) return this.scanDocumentMarker(code === 0x2d ? DOCUMENT_START : DOCUMENT_END);
        return code === 0x2d && isBlankOrEnd(cursor.peek(1)) ? this.scanBlockEntry() : this.scanPlain();
      case 0x3f: // ?
        return this.inFlow || isBlankOrEnd(cursor.peek(1)) ? this.scanKey() : this.scanPlain();
      case 0x3a: // :
        return this.inFlow || isBlankOrEnd(cursor.peek(1)) ? this.scanValue() : this.scanPlain();
      case 0x2a: // *
        return this.scanAnchor(ALIAS);
      case 0x26: // &
        return this.scanAnchor(ANCHOR);
      case 0x21: // !
        this.startPossibleKey();
        return this.add(TAG, cursor.at, readTag(cursor));
      case 0x7c: // |
      case 0x3e: // >
        return this.scanBlockScalar();
      case 0x22: // "
      case 0x27: // '
        this.startPossibleKey();
        return this.add(QUOTED_SCALAR, cursor.at, readQuotedScalar(cursor));
      case 0x09:
        return cursor.fail('a tab stands where only spaces may: indent with spaces');
      case 0x40: // @
      case 0x60: // `
        return cursor.fail(`\`${String.fromCharCode(code)}\` cannot start a value: quote it`);
      default:
        return this.scanPlain();
    }
  }

  /** Goes past blanks, comments and line breaks. */
  private skipToToken(): void {
    const cursor = this.cursor;
    for (;;) {
      let code = cursor.peek();
      while (code === 0x20 || (code === 0x09 && (this.inFlow || !this.keyAllowed))) {
        cursor.at++;
        code = cursor.peek();
      }
      if (code === 0x23 /* # */) {
        cursor.at = cursor.endOfLine();
        code = cursor.peek();
      }
      if (!isBreak(code)) return;
      cursor.takeBreak();
      if (!this.inFlow) this.keyAllowed = true;
    }
  }

  // Tokens ---------------------------------------------------------------------------------------------------------------------------

  private add(kind: number, at: number, text = ''): void {
    this.tokens.push({ kind, at, text });
  }

  private insert(index: number, kind: number, at: number): void {
    const tokens = this.tokens;
    tokens.push({ kind, at, text: '' });
    // There is hardly ever more than one behind it.
    for (let i = tokens.length - 1; i > index; i--) [tokens[i - 1], tokens[i]] = [tokens[i], tokens[i - 1]];
  }

  private addIndicator(kind: number): void {
    this.add(kind, this.cursor.at);
    this.cursor.at++;
  }

  private scanEnd(): void {
    this.endBlocks(-1);
    this.dropPossibleKey();
    this.keyAllowed = false;
    this.add(STREAM_END, this.cursor.at);
  }

  private scanDocumentMarker(kind: number): void {
    this.endBlocks(-1);
    this.dropPossibleKey();
    this.keyAllowed = false;
    this.add(kind, this.cursor.at);
    this.cursor.at += 3;
  }

  private openFlow(kind: number): void {
    this.startPossibleKey();
    this.keys.push(noKey());
    this.keyAllowed = true;
    this.addIndicator(kind);
  }

  private closeFlow(kind: number): void {
    this.dropPossibleKey();
    if (this.inFlow) this.keys.pop();
    this.keyAllowed = false;
    this.addIndicator(kind);
  }

  private scanBlockEntry(): void {
    const cursor = this.cursor;
    if (!this.inFlow) {
      if (!this.keyAllowed) cursor.fail('a list item (`- `) cannot start in the line of what it belongs to: put it on a line of its own');
      this.startBlock(BLOCK_SEQUENCE_START, cursor.column, cursor.at, this.tokens.length);
    }
    this.dropPossibleKey();
    this.keyAllowed = true;
    this.addIndicator(BLOCK_ENTRY);
  }

  private scanKey(): void {
    const cursor = this.cursor;
    if (!this.inFlow) {
      if (!this.keyAllowed) cursor.fail('`? ` starts a key, which cannot be here: quote the value');
      this.startBlock(BLOCK_MAPPING_START, cursor.column, cursor.at, this.tokens.length);
    }
    this.dropPossibleKey();
    this.keyAllowed = !this.inFlow;
    this.addIndicator(KEY);
  }

  private scanValue(): void {
    const cursor = this.cursor;
    const key = this.possibleKey;
    if (key.possible && this.isInReach(key)) {
      const index = key.tokenNumber - this.gone;
      if (index < this.head) cursor.fail('a key cannot be a list or a mapping', key.at);
      this.insert(index, KEY, key.at);
      if (!this.inFlow) this.startBlock(BLOCK_MAPPING_START, key.column, key.at, index);
      key.possible = false;
      this.keyAllowed = false;
    } else {
      if (!this.inFlow) {
        if (!this.keyAllowed) cursor.fail('`: ` stands where no key can be: quote the text if it is one, or put the key on a line of its own');
        this.startBlock(BLOCK_MAPPING_START, cursor.column, cursor.at, this.tokens.length);
      }
      this.keyAllowed = !this.inFlow;
    }
    this.addIndicator(VALUE);
  }

  private scanAnchor(kind: number): void {
    const cursor = this.cursor;
    const start = cursor.at;
    this.startPossibleKey();
    ANCHOR_NAME.lastIndex = start + 1;
    const name = ANCHOR_NAME.exec(cursor.text)?.[0] ?? '';
    cursor.at += 1 + name.length;
    const code = cursor.peek();
    if (name === '' || !(isBlankOrEnd(code) || '?:,]}%@`'.includes(String.fromCharCode(code)))) {
      const indicator = kind === ALIAS ? '*' : '&';
      cursor.fail(`\`${indicator}\` needs the name of an anchor after it, of letters, digits, \`-\` and \`_\`: quote the value if it is text`, start);
    }
    this.add(kind, start, name);
  }

  private scanBlockScalar(): void {
    const cursor = this.cursor;
    const start = cursor.at;
    if (this.inFlow) cursor.fail('a block of text (`|`, `>`) cannot stand in a flow collection: quote the value');
    this.dropPossibleKey();
    this.keyAllowed = true;
    this.add(QUOTED_SCALAR, start, readBlockScalar(cursor, this.indent));
  }

  private scanPlain(): void {
    const start = this.cursor.at;
    this.startPossibleKey();
    const scalar = readPlainScalar(this.cursor, this.indent, this.inFlow);
    if (scalar.pastBreak) this.keyAllowed = true;
    this.add(PLAIN_SCALAR, start, scalar.text);
  }

  // Blocks ---------------------------------------------------------------------------------------------------------------------------

  private startBlock(kind: number, column: number, at: number, index: number): void {
    if (this.indent >= column) return;
    this.indents.push(this.indent);
    this.indent = column;
    this.insert(index, kind, at);
  }

  private endBlocks(column: number): void {
    if (this.inFlow) return;
    while (this.indent > column) {
      this.add(BLOCK_END, this.cursor.at);
      this.indent = this.indents.pop()!;
    }
  }

  // Keys -----------------------------------------------------------------------------------------------------------------------------

  private startPossibleKey(): void {
    if (this.keyAllowed) {
      const cursor = this.cursor;
      this.dropPossibleKey();
      const key = this.possibleKey;
      key.possible = true;
      key.required = !this.inFlow && this.indent === cursor.column;
      key.tokenNumber = this.gone + this.tokens.length;
      key.at = cursor.at;
      key.line = cursor.line;
      key.column = cursor.column;
    }
    this.keyAllowed = false;
  }

  private dropPossibleKey(): void {
    const key = this.possibleKey;
    if (key.possible && key.required) this.failWithoutColon(key);
    key.possible = false;
  }

  private isInReach(key: PossibleKey): boolean {
    const cursor = this.cursor;
    // A character beyond the basic plane counts as one, and is two units long.
    const isShort = cursor.at - key.at <= LONGEST_KEY || [...cursor.text.slice(key.at, cursor.at)].length <= LONGEST_KEY;
    if (isShort && key.line === cursor.line) return true;
    if (key.required) this.failWithoutColon(key);
    key.possible = false;
    return false;
  }

  private failWithoutColon(key: PossibleKey): never {
    const isLong = key.line === this.cursor.line && this.cursor.at - key.at > LONGEST_KEY;
    return this.cursor.fail(isLong ? `a key is not followed by \`: \` within ${LONGEST_KEY} characters` : 'expected `: ` after what stands where a key should', key.at);
  }
}

function noKey(): PossibleKey {
  return { possible: false, required: false, tokenNumber: 0, at: 0, line: 0, column: 0 };
}

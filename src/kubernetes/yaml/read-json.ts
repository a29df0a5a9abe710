import { FieldPositions } from './field-positions';
import { MappingBuilder } from './mapping-builder';
import { SourceText } from './source-text';
import { YamlError } from './yaml-error';
import { NodeLimits, tooManyNodes } from './yaml-limits';

/** The text is no JSON, which may still be YAML. */
export class JsonSyntaxError extends YamlError {
  /** Whether the text merely ended too early. */
  public readonly isCutOff: boolean;

  constructor(message: string, line: number, isCutOff: boolean) {
    super(message, line);
    this.isCutOff = isCutOff;
  }
}

export interface JsonValue {
  readonly value: unknown;
  readonly positions: FieldPositions;
  readonly start: number;
  /** The offset behind it. */
  readonly end: number;
}

/**
 * Reads the first JSON value of a text.
 *
 * @returns undefined where there is nothing but white space.
 * @throws JsonSyntaxError where it is no JSON, another YamlError where it is JSON that must not be read.
 */
export function readJson(source: SourceText, limits: NodeLimits): JsonValue | undefined {
  return new JsonReader(source, limits).read();
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const LITERALS: ReadonlyArray<readonly [string, boolean | null]> = [['true', true], ['false', false], ['null', null]];
// eslint-disable-next-line no-control-regex -- JSON has no control characters in its strings
const CONTROL_CHARACTER = /[\u0000-\u001f]/;
const LONE_SURROGATE = /\p{Surrogate}/gu;

class JsonReader {
  private readonly text: string;
  private readonly positions = new FieldPositions();
  private at = 0;
  private depth = 0;
  private nodes = 0;

  constructor(private readonly source: SourceText, private readonly limits: NodeLimits) {
    this.text = source.text;
  }

  public read(): JsonValue | undefined {
    this.skipSpace();
    if (this.at >= this.text.length) return undefined;
    const start = this.at;
    this.positions.open('', start);
    const value = this.readValue();
    this.positions.close(0);
    return { value, positions: this.positions, start, end: this.at };
  }

  private readValue(): unknown {
    if (++this.nodes > this.limits.maxNodes) this.source.fail(tooManyNodes(this.limits), this.at);
    switch (this.text.charCodeAt(this.at)) {
      case 0x7b: // {
        return this.readObject();
      case 0x5b: // [
        return this.readArray();
      case 0x22: // "
        return this.readString();
      default:
        return this.readLiteral();
    }
  }

  private readObject(): Record<string, unknown> {
    this.enter();
    const pairs = new MappingBuilder(this.source);
    if (!this.skipIf('}')) {
      do {
        this.skipSpace();
        const start = this.at;
        if (this.text[start] !== '"') this.failSyntax('expected a key in double quotes');
        const key = this.readString();
        if (!this.skipIf(':')) this.failSyntax('expected `:` after a key');
        const entry = this.positions.open(key, start);
        this.skipSpace();
        pairs.add(key, this.readValue(), start);
        this.positions.close(entry);
      } while (this.skipIf(','));
      if (!this.skipIf('}')) this.failSyntax('expected `,` or `}`');
    }
    this.depth--;
    return pairs.mapping;
  }

  private readArray(): unknown[] {
    this.enter();
    const items: unknown[] = [];
    if (!this.skipIf(']')) {
      do {
        this.skipSpace();
        const entry = this.positions.open(items.length, this.at);
        items.push(this.readValue());
        this.positions.close(entry);
      } while (this.skipIf(','));
      if (!this.skipIf(']')) this.failSyntax('expected `,` or `]`');
    }
    this.depth--;
    return items;
  }

  private readString(): string {
    const start = this.at;
    let end = start;
    do end = this.text.indexOf('"', end + 1); while (end > 0 && this.isEscaped(end, start));
    if (end < 0) {
      this.at = this.text.length;
      return this.failSyntax('a string is not closed');
    }
    this.at = end + 1;
    const inner = this.text.slice(start + 1, end);
    const control = inner.search(CONTROL_CHARACTER);
    if (control >= 0) {
      this.at = start + 1 + control;
      this.failSyntax('a string goes over the end of its line, or holds a control character');
    }
    if (!inner.includes('\\')) return inner;
    try {
      return (JSON.parse(`"${inner}"`) as string).replace(LONE_SURROGATE, '\ufffd');
    } catch {
      this.at = start;
      return this.failSyntax('a string has an escape that JSON does not know');
    }
  }

  private isEscaped(quote: number, start: number): boolean {
    let backslashes = 0;
    while (quote - backslashes - 1 > start && this.text.charCodeAt(quote - backslashes - 1) === 0x5c) backslashes++;
    return backslashes % 2 === 1;
  }

  private readLiteral(): unknown {
    for (const [literal, value] of LITERALS) {
      if (!this.text.startsWith(literal, this.at)) continue;
      this.at += literal.length;
      return value;
    }
    NUMBER.lastIndex = this.at;
    const digits = NUMBER.exec(this.text)?.[0];
    if (digits === undefined) return this.failSyntax('expected a value');
    const number = Number(digits);
    if (!Number.isFinite(number)) this.source.fail('the number is too large', this.at);
    this.at += digits.length;
    return number === 0 ? 0 : number;
  }

  private enter(): void {
    if (++this.depth > this.limits.maxDepth) this.source.fail(`the document is nested more than ${this.limits.maxDepth} levels deep`, this.at);
    this.at++;
  }

  private skipIf(character: string): boolean {
    this.skipSpace();
    if (this.text[this.at] !== character) return false;
    this.at++;
    return true;
  }

  private skipSpace(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.at++;
    }
  }

  private failSyntax(message: string): never {
    // What stands at the very end may be a part of a literal.
    throw new JsonSyntaxError(`no JSON: ${message}`, this.source.lineAt(this.at), this.at + 'false'.length > this.text.length);
  }
}

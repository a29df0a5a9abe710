import { FieldPath, formatPath } from '../kubernetes/field-path';
import { isObject } from '../kubernetes/json';
import { nearest } from '../kubernetes/nearest';
import { YamlDocument } from '../kubernetes/yaml/read-yaml';
import { InputError } from './input-error';

/** So many characters of a text are quoted. No known word is as long. */
const QUOTED_LENGTH = 60;

/**
 * A value in a file that people write for this tool, and where it stands. Whatever is not as it is asked for is told as an InputError with file,
 * line and field.
 */
export class FiledValue {
  /** @param file what messages call it */
  public static of(file: string, document: YamlDocument): FiledValue {
    return new FiledValue(file, document, [], document.value);
  }

  private constructor(
    private readonly file: string,
    private readonly document: YamlDocument,
    private readonly path: FieldPath,
    private readonly value: unknown,
  ) {}

  /** From 1 on: that of the key, or of the list item. */
  public get line(): number {
    return this.document.lineOf(this.path);
  }

  /** The field of a mapping, if it is written there, even without a value. */
  public field(name: string): FiledValue | undefined {
    return isObject(this.value) && Object.hasOwn(this.value, name) ? this.within(name, this.value[name]) : undefined;
  }

  /** @param example how it is written */
  public fields(example: string): ReadonlyArray<readonly [string, FiledValue]> {
    if (!isObject(this.value)) return this.fail(`must be a mapping, ${this.found()}: write it as ${example}`);
    return Object.entries(this.value).map(([name, value]) => [name, this.within(name, value)]);
  }

  /** A mapping has no fields but these. */
  public expectFields(known: readonly string[], example: string): void {
    for (const [name, value] of this.fields(example)) {
      if (!known.includes(name)) value.fail(`there is no such field${didYouMean(name, known)}: there are ${known.join(', ')}`);
    }
  }

  /** @param example how it is written */
  public items(example: string): readonly FiledValue[] {
    if (!Array.isArray(this.value)) return this.fail(`must be a list, ${this.found()}: write it as ${example}`);
    return this.value.map((item, index) => this.within(index, item));
  }

  public text(): string {
    if (typeof this.value === 'string') return this.value;
    if (typeof this.value === 'number' || typeof this.value === 'boolean') return this.fail(`must be text, and YAML reads it as ${this.value}: put it in quotes`);
    return this.fail(`must be text, ${this.found()}`);
  }

  /** Text, or what a number or a boolean of a manifest is as text. */
  public scalarText(): string {
    return typeof this.value === 'number' || typeof this.value === 'boolean' ? String(this.value) : this.text();
  }

  public flag(): boolean {
    return typeof this.value === 'boolean' ? this.value : this.fail(`must be true or false, ${this.found()}`);
  }

  /** @throws InputError always */
  public fail(complaint: string): never {
    throw new InputError(`${formatPath(this.path) || 'the document'}: ${complaint}`, { file: this.file, line: this.line });
  }

  private within(step: string | number, value: unknown): FiledValue {
    return new FiledValue(this.file, this.document, [...this.path, step], value);
  }

  private found(): string {
    if (this.value === null) return 'is empty';
    if (Array.isArray(this.value)) return 'is a list';
    if (isObject(this.value)) return 'is a mapping';
    return `is ${typeof this.value === 'string' ? quoted(this.value) : String(this.value)}`;
  }
}

/** How a message quotes a text, which may be of any length. */
export function quoted(text: string): string {
  return text.length > QUOTED_LENGTH ? `'${text.slice(0, QUOTED_LENGTH)}…'` : `'${text}'`;
}

/** The nearest of the known words, as `nearest` tells it; that of a text of any length takes no time. */
export function didYouMean(text: string, known: readonly string[]): string {
  return text.length > QUOTED_LENGTH ? '' : nearest(text, known);
}

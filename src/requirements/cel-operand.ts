import { FieldPath, parsePath } from '../kubernetes/field-path';
import { Cel, equality, NEVER, relation } from './cel-expression';
import { textLiteral } from './cel-literal';

/** A field as CEL reaches it: an expression that never fails, and the way down from its value. */
export class CelOperand {
  /** The value of an expression, which may be null. */
  static of(root: string): CelOperand {
    return new CelOperand(root, [], false);
  }

  /** An entry of a map of texts, given by an expression; a null entry is the empty text. */
  static ofEntry(entry: string): CelOperand {
    return new CelOperand(`optional.ofNonZeroValue(${entry}).orValue('')`, [], true);
  }

  private constructor(private readonly root: string, private readonly path: FieldPath, private readonly isText: boolean) {}

  /** @throws for a field of an entry, which is a text and has none. */
  field(field: string): CelOperand {
    const steps = parsePath(field);
    if (this.isText && steps.length > 0) throw new Error(`The field '${field}' cannot be exported to CEL: an entry of a map of texts has no fields.`);
    return new CelOperand(this.root, [...this.path, ...steps], this.isText);
  }

  /** The value, or null where it is not there. */
  get orNull(): string {
    if (this.path.length === 0) return this.root;
    // The type checker knows nothing of a field, but takes an entry for whatever stands in for it.
    return `${this.optional}.orValue(${isSelectable(this.path[this.path.length - 1]) ? 'null' : 'dyn(null)'})`;
  }

  /** The value where it is known to be there. */
  get known(): string {
    return this.root + this.path.map(step => (isSelectable(step) ? `.${step}` : `[${keyOf(step)}]`)).join('');
  }

  /** Null, or not there: as good as unset for what is a scalar, a list or a map wherever it is set. */
  get isNull(): Cel {
    return this.isText ? NEVER : equality(this.orNull, 'null');
  }

  /** Null, `{}` or `[]`, or not there. */
  get isUnset(): Cel {
    return this.isText ? NEVER : relation(`${this.orNull} in variables.unset`);
  }

  private get optional(): string {
    return this.root + this.path.map(step => (isSelectable(step) ? `.?${step}` : `[?${keyOf(step)}]`)).join('');
  }

  /** The entry of this map under a key, an expression, as an optional. */
  entryAt(key: string): string {
    return `${this.optional}[?${key}]`;
  }
}

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;
const KEYWORDS = ['true', 'false', 'null', 'in'];

function isSelectable(step: string | number): boolean {
  return typeof step === 'string' && IDENTIFIER.test(step) && !KEYWORDS.includes(step);
}

function keyOf(step: string | number): string {
  return typeof step === 'number' ? String(step) : textLiteral(step);
}

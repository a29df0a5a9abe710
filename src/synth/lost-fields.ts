import { FieldPath } from '../kubernetes/field-path';
import { isObject, isPlainObject, isUnset, JsonObject } from '../kubernetes/json';

/** A field that is asked for and not said. */
export interface LostField {
  readonly path: FieldPath;
  /** What is asked for. */
  readonly value: unknown;
}

/** When a field counts as said. */
export enum Said {
  /** Something stands there. */
  ANYHOW,
  /** The same stands there. */
  EXACTLY,
}

/**
 * What is asked for and not said: each field that is missing as a whole, with its path in the words of what asks for it.
 *
 * A class may write a name in its own way (`hostPid` becomes `hostPID`) and a wrapped value plainly (`{ value: '1Gi' }` becomes `1Gi`):
 * neither is lost. What is null or empty asks for nothing, and neither does what only turns into a value when it is resolved.
 */
export function lostFields(asked: unknown, said: unknown, how = Said.ANYHOW): readonly LostField[] {
  return lostAt([], asked, said, how);
}

/** The same for what is asked for at one place of what is said. */
export function lostAt(path: FieldPath, asked: unknown, said: unknown, how = Said.ANYHOW): readonly LostField[] {
  const comparison = new Comparison(path, how);
  comparison.compare(asked, path.reduce(partOf, said));
  return comparison.lost;
}

/** The same value as a reader of the manifest would see it: nothing is wrapped, and what only resolving would tell is left out. */
export function plainValue(value: unknown): unknown {
  if (isToken(value)) return undefined;
  if (Array.isArray(value)) return value.map(plainValue);
  const inside = unwrapped(value);
  if (!isPlainObject(inside)) return inside;
  return Object.fromEntries(Object.entries(inside).map(([name, part]) => [name, plainValue(part)]).filter(([, part]) => part !== undefined));
}

/** Compares one value. The props and patches of every L1 of an app pass here, so that nothing is made before something is lost. */
class Comparison {
  public readonly lost: LostField[] = [];
  private readonly path: (string | number)[];

  public constructor(path: FieldPath, private readonly how: Said) {
    this.path = [...path];
  }

  public compare(asked: unknown, said: unknown): void {
    if (isUnset(asked)) return;
    if (typeof asked !== 'object') {
      if (isNothing(said) || (this.how === Said.EXACTLY && asked !== said)) this.lose(asked);
    } else if (Array.isArray(asked)) {
      this.compareList(asked, said);
    } else if (!isToken(asked)) {
      this.compareObject(asked as JsonObject, said);
    }
  }

  private compareList(asked: readonly unknown[], said: unknown): void {
    if (!Array.isArray(said)) return this.compareOther(asked, said);
    for (let index = 0; index < asked.length; index++) {
      this.path.push(index);
      this.compare(asked[index], said[index]);
      this.path.pop();
    }
  }

  private compareObject(asked: JsonObject, said: unknown): void {
    if (!isObject(said) || !isPlainObject(asked)) return this.compareOther(asked, said);
    const names = Object.keys(asked).filter(name => !isUnset(asked[name]) && !isToken(asked[name]));
    const areAllThere = names.every(name => !isNothing(own(said, name)));
    for (const name of names) {
      this.path.push(name);
      if (areAllThere) this.compare(asked[name], said[name]);
      else this.compareSpellings(name, asked, said);
      this.path.pop();
    }
  }

  /** A value that changed its shape is still there: a Quantity became a text. */
  private compareOther(asked: unknown, said: unknown): void {
    if (isNothing(said) || (this.how === Said.EXACTLY && unwrapped(asked) !== said)) this.lose(asked);
  }

  private compareSpellings(name: string, asked: JsonObject, said: JsonObject): void {
    const spellings = spellingsOf(name, said);
    if (spellings.length === 0 || spellingsOf(name, asked).length < 2) {
      this.compare(asked[name], own(said, spellings.includes(name) ? name : spellings[0] ?? name));
    } else if (!spellings.some(as => lostFields(asked[name], said[as], Said.EXACTLY).length === 0)) {
      // Both `hostPid` and `hostPID` are asked for: one of them was lost, unless they agree.
      this.lose(asked[name]);
    }
  }

  private lose(value: unknown): void {
    this.lost.push({ path: [...this.path], value });
  }
}

function partOf(value: unknown, segment: string | number): unknown {
  if (Array.isArray(value)) return value[Number(segment)];
  if (!isObject(value)) return undefined;
  const name = String(segment);
  return isNothing(own(value, name)) ? own(value, spellingsOf(name, value)[0] ?? name) : value[name];
}

/** The fields that are there and have this name but for its spelling: `hostPid`, `hostPID`; `ref`, `$ref`; `fooBar`, `foo-bar`. */
function spellingsOf(name: string, json: JsonObject): string[] {
  const spoken = letters(name);
  return Object.keys(json).filter(other => !isUnset(json[other]) && letters(other) === spoken);
}

function letters(name: string): string {
  return name.replace(/[\W_]/g, '').toLowerCase() || name;
}

function own(json: JsonObject, name: string): unknown {
  return Object.hasOwn(json, name) ? json[name] : undefined;
}

function isNothing(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

/** What a wrapped value holds, as an L1 wants a quantity, or a port that may have a name; anything else as it is. */
function unwrapped(value: unknown): unknown {
  if (!isObject(value) || isNothing(value.value) || typeof value.value === 'object') return value;
  return isPlainObject(value) && Object.keys(value).length !== 1 ? value : value.value;
}

/** Only resolving it would tell what it stands for. A Quantity is no token: it holds its value. */
function isToken(value: unknown): boolean {
  if (!isObject(value)) return false;
  return typeof value.resolve === 'function' || (!isPlainObject(value) && unwrapped(value) === value);
}

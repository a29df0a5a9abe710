import { inspect } from 'util';
import { isPlainObject } from '../kubernetes/json';

/** A value that is not plain JSON, and where it was found. */
export class NotPlainJson extends Error {
  public constructor(at: string, what: string) {
    super(`${at === '' ? 'it' : at} is ${what}, not plain JSON`);
  }
}

/**
 * A copy that shares nothing with the original.
 *
 * What is `undefined` becomes `null`, as it does when cdk8s writes YAML. An object that occurs twice occurs twice in the copy too,
 * because YAML shows it as an anchor and an alias.
 *
 * @throws NotPlainJson for everything that has no exact equal in JSON
 */
export function deepCopy(value: unknown): any {
  return new Copier(part => part).copy(value);
}

/** The same, frozen: whoever reads it cannot change what the next one reads. */
export function frozenCopy(value: unknown): any {
  return new Copier(Object.freeze).copy(value);
}

/** Copies one value. Every object of an app passes here, so that it takes no detours. */
class Copier {
  private readonly copies = new Map<object, unknown>();
  /** The objects around the current part, and the keys that lead to it. */
  private readonly around: object[] = [];
  private readonly keys: (string | number)[] = [];

  public constructor(private readonly finish: (part: object) => object) {}

  public copy(value: unknown): unknown {
    try {
      return this.copyOf(value);
    } catch (error) {
      throw error instanceof NotPlainJson ? error : this.notPlain(`a property that cannot be read (${reasonOf(error)})`);
    }
  }

  private copyOf(value: unknown): unknown {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return value;
      case 'undefined':
        return null;
      case 'number':
        if (Number.isFinite(value)) return value;
        throw this.notPlain(String(value));
      case 'object':
        return value === null ? null : this.copyOfObject(value);
      default:
        throw this.notPlain(`a ${typeof value}`);
    }
  }

  private copyOfObject(value: object): unknown {
    if (this.copies.has(value)) {
      if (this.around.includes(value)) throw this.notPlain('a reference to an object around it');
      return this.copies.get(value);
    }
    const copy: object = Array.isArray(value) ? [] : {};
    this.copies.set(value, copy);
    this.around.push(value);
    if (Array.isArray(value)) {
      this.fillArray(copy as unknown[], value);
    } else {
      this.fillMap(copy as Record<string, unknown>, value as Record<string, unknown>);
    }
    this.around.pop();
    return this.finish(copy);
  }

  private fillArray(copy: unknown[], value: readonly unknown[]): void {
    for (let i = 0; i < value.length; i++) {
      this.keys.push(i);
      copy.push(this.copyOf(value[i]));
      this.keys.pop();
    }
  }

  private fillMap(copy: Record<string, unknown>, value: Record<string, unknown>): void {
    if (!isPlainObject(value)) throw this.notPlain(kindOf(value));
    const keys = Object.keys(value);
    // By index, as every field of an app passes here: an iterator is slow until it is compiled.
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i];
      this.keys.push(key);
      const part = this.copyOf(value[key]);
      this.keys.pop();
      if (key === '__proto__') {
        Object.defineProperty(copy, key, { value: part, enumerable: true, configurable: true, writable: true });
      } else {
        copy[key] = part;
      }
    }
  }

  private notPlain(what: string): NotPlainJson {
    const at = this.keys.map(key => typeof key === 'number' ? `[${key}]` : `.${key}`).join('');
    return new NotPlainJson(at.replace(/^\./, ''), what);
  }
}

function kindOf(value: object): string {
  const name = value.constructor?.name;
  return typeof name === 'string' && name !== '' && name !== 'Object' ? `a ${name}` : 'an object that inherits properties';
}

/** What an error says, whatever was thrown. */
export function reasonOf(error: unknown): string {
  const message = (error as { message?: unknown } | null | undefined)?.message;
  return typeof message === 'string' ? message : inspect(error);
}

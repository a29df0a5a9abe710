import { parsePath } from '../kubernetes/field-path';
import { isUnset } from '../kubernetes/json';

export type FieldReader = (value: unknown) => unknown;

/**
 * Makes a function that reads a field. It gives `undefined` for what Kubernetes takes as unset: `null`, `{}` and `[]`, and
 * anything below a value that has no fields.
 */
export function fieldReader(field: string): FieldReader {
  const path = parsePath(field);
  return value => {
    let current = value;
    // By index: most apps are judged before the engine of JavaScript has compiled this, and an iterator is slow until then.
    for (let i = 0; i < path.length; i++) {
      if (typeof current !== 'object' || current === null) return undefined;
      const next: unknown = (current as Record<string | number, unknown>)[path[i]];
      if (next === undefined || !Object.hasOwn(current, path[i])) return undefined;
      current = next;
    }
    return typeof current === 'object' && isUnset(current) ? undefined : current;
  };
}

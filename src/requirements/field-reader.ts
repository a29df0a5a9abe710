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
    let current: any = value;
    for (const segment of path) {
      if (typeof current !== 'object' || current === null || !Object.hasOwn(current, segment)) return undefined;
      current = current[segment];
    }
    return isUnset(current) ? undefined : current;
  };
}

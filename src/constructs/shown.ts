import { isUnset } from '../kubernetes/json';

/** How a value is shown in messages. */
export function shown(value: unknown): string {
  return isUnset(value) && typeof value !== 'object' ? 'nothing' : JSON.stringify(value);
}

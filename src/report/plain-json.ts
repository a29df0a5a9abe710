import { visibleText } from '../kubernetes/visible-text';

/**
 * A value as one line of JSON that a terminal can show: control characters, and marks that turn the direction of a text, are escaped. Whoever
 * parses it gets them back.
 */
export function plainJson(value: object | string): string {
  // What is invisible stands in strings only, where its spelling is an escape of JSON.
  return visibleText(JSON.stringify(value));
}

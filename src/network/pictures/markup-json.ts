import { visibleText } from '../../kubernetes/visible-text';

/** JSON for an element of HTML that is no script to run: no text in it can end the element. What is invisible in a text is spelled out. */
export function markupJson(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => (typeof one === 'string' ? visibleText(one) : one)).replace(/[<>&]/g, character => `\\u00${character.charCodeAt(0).toString(16)}`);
}

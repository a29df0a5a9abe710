import { visibleText } from '../../kubernetes/visible-text';

const ENTITIES: { readonly [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\'': '&#39;' };

/** Halves of a surrogate pair without the other one, and the two characters that are none. */
const NO_CHARACTER = /[\ud800-\udfff\ufffe\uffff]/gu;

/** Text for an element or a quoted attribute of HTML or SVG. What is invisible is spelled out. */
export function markup(text: string): string {
  return visibleText(text)
    .replace(NO_CHARACTER, character => `\\u${character.charCodeAt(0).toString(16)}`)
    .replace(/[&<>"']/g, character => ENTITIES[character]);
}

/** JSON for an element of HTML that is no script to run: no text in it can end the element. What is invisible in a text is spelled out. */
export function markupJson(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => (typeof one === 'string' ? visibleText(one) : one)).replace(/[<>&]/g, character => `\\u00${character.charCodeAt(0).toString(16)}`);
}

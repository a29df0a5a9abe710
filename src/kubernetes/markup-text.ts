import { visibleText } from './visible-text';

const ENTITIES: { readonly [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\'': '&#39;' };

/** Halves of a surrogate pair without the other one, and the two characters that XML 1.0 cannot hold beside control characters. */
const NO_CHARACTER = /[\ud800-\udfff\ufffe\uffff]/gu;

/** Text for an element or a quoted attribute of HTML or XML 1.0. What is invisible, and what XML cannot hold, is spelled out. */
export function markupText(text: string): string {
  return visibleText(text)
    .replace(NO_CHARACTER, character => `\\u${character.charCodeAt(0).toString(16)}`)
    .replace(/[&<>"']/g, character => ENTITIES[character]);
}

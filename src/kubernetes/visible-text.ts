// Control characters, line and paragraph separators, and marks that change the direction of the text around them.
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** The text with everything invisible spelled out, so that no name can forge a line of a report or drive a terminal. */
export function visibleText(text: string): string {
  return text.replace(INVISIBLE, character => {
    if (character === '\n') return '\\n';
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

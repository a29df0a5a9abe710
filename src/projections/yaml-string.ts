/** What JSON leaves as it is, and YAML does not take, or takes for a line break, or what turns the text around it. */
const DELICATE = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/g;
const LONE_SURROGATE = /[\ud800-\udfff]/gu;

/** The text as a double-quoted scalar of YAML, in one line. What no file can hold, half of a surrogate pair, is spelled out. */
export function yamlString(text: string): string {
  const writable = text.replace(LONE_SURROGATE, half => `\\u${codeOf(half)}`);
  return JSON.stringify(writable).replace(DELICATE, character => `\\u${codeOf(character)}`);
}

function codeOf(character: string): string {
  return character.charCodeAt(0).toString(16).padStart(4, '0');
}

/**
 * Makes of a pattern of the algebra one that the API server, by RE2, matches against the whole text with the same verdict as JavaScript.
 *
 * @throws for what the two read differently, or only one of them reads.
 */
export function celPatternOf(pattern: string): string {
  let translated = '';
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < pattern.length) {
    const [token] = TOKEN.exec(pattern)!;
    refuseUnshared(token, pattern);
    translated += token === '.' ? ANY_OF_A_LINE : token;
  }
  return `^(?:${translated})$`;
}

/** A class, an escape, the head of a group, a counted repetition, or one character. */
const TOKEN = /\[\^?(?:\\.|[^\]\\])*\]|\\.|\(\?(?:<[^>]*>|.)|\{\d+(?:,\d*)?\}|[^]/ugy;

/** The dot of JavaScript stops at more ends of a line than that of RE2. */
const ANY_OF_A_LINE = '[^\\n\\r\\x{2028}\\x{2029}]';

/** White space is not the same set in the two, and the rest only one of them knows. */
const UNSHARED_ESCAPE = /(?<!\\)(?:\\\\)*(\\[sSpPuck0-9])/;
/** Whatever white space is, these are all of it and all of the rest. */
const ANYTHING = ['[\\s\\S]', '[\\S\\s]'];
const REPETITIONS_OF_RE2 = 1000;

function refuseUnshared(token: string, pattern: string): void {
  if (ANYTHING.includes(token)) return;
  const refuse = (part: string) => {
    throw new Error(`The pattern ${pattern} cannot be exported to CEL: RE2 reads ${part} otherwise than JavaScript, or not at all.`);
  };
  if (token.startsWith('(?') && token !== '(?:') refuse(token);
  if (token === '[]' || token === '[^]' || (token.startsWith('[') && token.includes('[:'))) refuse(token);
  if (token.startsWith('{') && token.match(/\d+/g)!.some(count => Number(count) > REPETITIONS_OF_RE2)) refuse(token);
  const escape = UNSHARED_ESCAPE.exec(token);
  if (escape) refuse(escape[1]);
  if (token.startsWith('[') && /(?<!\\)(?:\\\\)*\\b/.test(token)) refuse('\\b in a class');
}

/** Words that are no reason, without what stands between them. */
const SAYS_NOTHING = ['', 'todo', 'tbd', 'fixme', 'xxx', 'na', 'none', 'because', 'temp', 'temporary'];

/** At most so many characters: a reason stands in annotations, of which an object may carry 256 KiB in all, and on terminals. */
const LONGEST_REASON = 1024;
const LONGEST_LINE = 256;

// Control characters, apart from tabs and line breaks; and halves of characters, which no file can hold.
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

const LINE_BREAK = /[\t\n\r\u2028\u2029]/;

/**
 * The reason of a waiver.
 *
 * @param firstArguments what its factory takes before the props, for the message.
 * @throws when it says nothing, is too long, or cannot be written down.
 */
export function checkedReason(reason: unknown, who: string, firstArguments: string = ''): string {
  if (typeof reason !== 'string' || saysNothing(reason)) {
    throw new Error(`${who}: a waiver needs a reason that says why, got ${typeof reason === 'string' ? JSON.stringify(reason) : String(reason)}. `
      + `Write ${who}(${firstArguments}{ reason: 'what needs it, and what it waits for' }).`);
  }
  return writable(reason, `${who}, reason`, LONGEST_REASON);
}

/**
 * A short text of one line, such as a name.
 *
 * @throws when it is blank, too long, or not one line.
 */
export function checkedLine(text: string | undefined, what: string): string | undefined {
  if (text === undefined) return undefined;
  if (typeof text !== 'string') throw new Error(`${what}: ${JSON.stringify(text)} is no text. Put it in quotes.`);
  if (text.trim() === '') throw new Error(`${what}: ${JSON.stringify(text)} is blank. Leave it out, or give a name.`);
  if (LINE_BREAK.test(text)) throw new Error(`${what}: ${JSON.stringify(text)} must be one line.`);
  return writable(text, what, LONGEST_LINE);
}

function saysNothing(reason: string): boolean {
  return SAYS_NOTHING.includes((reason.match(/[\p{L}\p{N}]+/gu) ?? []).join('').toLowerCase());
}

function writable(text: string, what: string, longest: number): string {
  if (text.length > longest) {
    throw new Error(`${what}: has ${text.length} characters, and ${longest} are the most. Put the story into the ticket, and its essence here.`);
  }
  const found = UNPRINTABLE.exec(text);
  if (found === null) return text;
  const code = text.charCodeAt(found.index).toString(16).padStart(4, '0');
  throw new Error(`${what}: holds the character \\u${code} at ${found.index}, which cannot be printed. Take it out.`);
}

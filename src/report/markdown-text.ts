import { visibleText } from '../kubernetes/visible-text';

/** Longer texts are cut where they are not asked for whole. */
const LONGEST = 300;

/** Words and figures, in which no mark-up, mention, link or reference can hide. */
const HARMLESS = /^(?!.*www\.)[a-z0-9 ,;.'"()/-]*$/i;

/** Everything of ASCII that GitHub or GitLab could take for mark-up, a mention, a reference or a link. */
const MARKS = /[!-~](?<![a-z0-9,;.'"()/=-])|(?<=www)\./gi;

/**
 * Text for a line or a table cell of Markdown as GitHub and GitLab read it. What could be more than words is put into a code element, where
 * nobody is mentioned and nothing is linked.
 */
export function markdownText(text: string): string {
  return wholeText(cut(text));
}

/** The same, in a code element in any case; nothing for an empty text. */
export function markdownCode(text: string): string {
  return wholeCode(cut(text));
}

/** The same as `markdownText`, of any length. */
export function wholeText(text: string): string {
  return HARMLESS.test(text) ? text : wholeCode(text);
}

/** The same as `markdownCode`, of any length. */
export function wholeCode(text: string): string {
  return text === '' ? '' : `<code>${withoutMarks(visibleText(text))}</code>`;
}

/** Sentences of a rule, where code stands between backticks. */
export function markdownProse(text: string): string {
  return text.split('`').map((part, i) => (i % 2 === 1 ? markdownCode(part) : withoutMarks(visibleText(cut(part))))).join('');
}

function withoutMarks(text: string): string {
  return text.replace(MARKS, character => `&#${character.charCodeAt(0)};`);
}

/** Never in the middle of a surrogate pair. */
function cut(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** Everything of ASCII that GitHub or GitLab could take for mark-up, a mention, a reference or a link. */
const MARKS = /[!-~](?<![a-z0-9,;.'"()/=-])|(?<=www)\./gi;

/** A code element for a line or a table cell of Markdown; nothing for an empty text. The text must hold nothing that is invisible. */
export function markdownCode(text: string): string {
  return text === '' ? '' : `<code>${text.replace(MARKS, character => `&#${character.charCodeAt(0)};`)}</code>`;
}

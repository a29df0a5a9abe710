import { Reach } from '../analysis/network';
import { ConnectionDifference } from './connection-differences';
import { csvLine } from './csv-line';
import { markdownCode } from './markdown-code';

/** GitHub refuses a longer comment; what is kept free is for the heading and the last line. */
const COMMENT_LENGTH = 65_536 - 1000;

/** A sentence that counts them, then one a line. */
export function* differencesText(differences: readonly ConnectionDifference[]): Generator<string> {
  yield `${headline(differences)}.\n`;
  if (differences.length > 0) yield '\n';
  const width = Math.max(...differences.map(difference => effectOf(difference).length));
  for (const difference of differences) {
    const { from, to, change, before, after, notes } = difference;
    const aside = [...change === 'added' ? [] : [`before: ${textOf(before)}`], ...notes].join('; ');
    yield `${effectOf(difference).padEnd(width)}  ${from} => ${to} : ${textOf(after)}${aside === '' ? '' : ` (${aside})`}\n`;
  }
}

/** A list of objects, one a line. What is unknown stands apart from what is certain, and only where something is. */
export function* differencesJson(differences: readonly ConnectionDifference[]): Generator<string> {
  if (differences.length === 0) yield '[]\n';
  for (const [index, { change, from, to, before, after, opened, closed, notes }] of differences.entries()) {
    const json = {
      change,
      from,
      to,
      before: before.allowed.text,
      ...!before.unknown.isEmpty && { beforeUnknown: before.unknown.text },
      after: after.allowed.text,
      ...!after.unknown.isEmpty && { afterUnknown: after.unknown.text },
      opened: opened.text,
      closed: closed.text,
      notes,
    };
    yield `${index === 0 ? '[\n' : ',\n'}  ${JSON.stringify(json)}`;
  }
  if (differences.length > 0) yield '\n]\n';
}

/** By RFC 4180, with a heading. */
export function* differencesCsv(differences: readonly ConnectionDifference[]): Generator<string> {
  yield csvLine(['change', 'from', 'to', 'before', 'after', 'opened', 'closed', 'notes']);
  for (const { change, from, to, before, after, opened, closed, notes } of differences) {
    yield csvLine([change, from, to, textOf(before), textOf(after), opened.text, closed.text, notes.join('; ')]);
  }
}

/** A comment on a pull request: what opens first, and set off. It never gets longer than a comment on GitHub may be. */
export function* differencesMarkdown(differences: readonly ConnectionDifference[]): Generator<string> {
  yield `### ${headline(differences)}\n`;
  if (differences.length === 0) return;
  yield '\n|  | from | to | before | after |\n|---|---|---|---|---|\n';
  let length = 0;
  for (const [index, difference] of differences.entries()) {
    const row = rowOf(difference);
    length += row.length;
    if (length > COMMENT_LENGTH) {
      yield `\n… and ${differences.length - index} more, for which a comment has no room: another format shows all.\n`;
      return;
    }
    yield row;
  }
}

/** `This change opens 2 connections and closes 1` */
export function headline(differences: readonly ConnectionDifference[]): string {
  const opening = differences.filter(({ opened }) => !opened.isEmpty).length;
  const closing = differences.filter(({ closed }) => !closed.isEmpty).length;
  const doubtful = differences.filter(({ opened, closed }) => opened.isEmpty && closed.isEmpty).length;
  const counts = [['opens', opening], ['closes', closing], ['leaves in doubt', doubtful]].filter(([, count]) => count !== 0);
  if (counts.length === 0) return 'This change opens no connection and closes none';
  const parts = counts.map(([verb, count], i) => `${verb} ${count}${i > 0 ? '' : count === 1 ? ' connection' : ' connections'}`);
  return `This change ${parts.length === 1 ? parts[0] : `${parts.slice(0, -1).join(', ')} and ${parts[parts.length - 1]}`}`;
}

function rowOf(difference: ConnectionDifference): string {
  const { from, to, before, after, notes } = difference;
  const strong = (cell: string): string => (difference.opened.isEmpty ? cell : `**${cell}**`);
  const aside = notes.map(note => `<br>${markdownCode(note)}`).join('');
  return `| ${strong(effectOf(difference))} | ${markdownCode(from)} | ${markdownCode(to)} | ${textOf(before)} | ${strong(textOf(after))}${aside} |\n`;
}

function effectOf({ opened, closed }: ConnectionDifference): string {
  if (opened.isEmpty) return closed.isEmpty ? 'in doubt' : 'closed';
  return closed.isEmpty ? 'opened' : 'opened and closed';
}

/** `TCP 80 and perhaps TCP 443` */
function textOf({ allowed, unknown }: Reach): string {
  if (unknown.isEmpty) return allowed.text;
  return allowed.isEmpty ? `perhaps ${unknown.text}` : `${allowed.text} and perhaps ${unknown.text}`;
}

import { visibleText } from '../../kubernetes/visible-text';
import { Network } from '../analysis/network';
import { markdownCode } from '../tables/markdown-code';
import { alikeWorkloads } from './alike-workloads';
import { ConnectionList, connectionList, ListedConnection } from './connection-list';
import { entitiesOf } from './entities';
import { isDrawn, MERMAID_LIMITS, mermaidText } from './mermaid';
import { coverageWords, networkSummary, summaryWords } from './network-summary';
import { Picture } from './picture';
import { pictureOf } from './picture-of';
import { counted, reachWords } from './reach-words';

/** A comment of a pull request holds 65,536 characters: so many connections and findings are listed, and names are cut. */
const MOST_LISTED = 200;
const MOST_FINDINGS = 20;
/** More columns than these are no table. */
const WIDEST_MATRIX = 16;
/** A longer list is folded. */
const SHORT_LIST = 12;
const LONGEST_NAME = 120;

/** The drawing, what a reviewer has to know and the list of connections, for a pull request. */
export function markdownOf(network: Network): string {
  const entities = entitiesOf(network, alikeWorkloads(network));
  const picture = pictureOf(network, MERMAID_LIMITS, entities);
  const list = connectionList(network, MOST_LISTED);
  const summary = { ...networkSummary(network, entities), connections: list.total };
  const open = summary.open.map(({ text, why }) => `- ${code(text)}: ${why}`);
  const faults = summary.faults.map(text => `- ${code(text)}`);
  return `${[
    '## Who reaches whom',
    `${summaryWords(summary)}. ${summary.open.length > 0 ? `**${coverageWords(summary)}**` : coverageWords(summary)}`,
    ...section(open, summary.open.length > 0 ? `${counted(open.length, 'open workload')}` : ''),
    ...section(faults, `${counted(faults.length, 'fault')} of policies`),
    ...isDrawn(picture) ? [`\`\`\`mermaid\n${mermaidText(picture)}\`\`\``] : [insteadOfDrawing(picture)],
    ...picture.notes.map(prose),
    ...connectionTable(list),
  ].join('\n\n')}\n`;
}

function section(items: readonly string[], title: string): string[] {
  if (items.length === 0) return [];
  const left = items.length - MOST_FINDINGS;
  const text = [...items.slice(0, MOST_FINDINGS), ...left > 0 ? [`- and ${left} more`] : []].join('\n');
  return items.length <= SHORT_LIST ? [`${title}:`, text] : [details(title, text)];
}

/** The namespaces as a table, or where it would be too wide, how many connections there are. */
function insteadOfDrawing({ nodes, edges }: Picture): string {
  const sentence = `There are ${counted(edges.length, 'pair')} of namespaces and addresses with connections between them, too many to draw.`;
  if (nodes.length > WIDEST_MATRIX) return sentence;
  const called = nodes.filter(({ id }) => edges.some(({ to }) => to === id));
  const callers = nodes.filter(({ id }) => edges.some(({ from }) => from === id));
  const cell = (from: string, to: string): string => edges
    .filter(edge => edge.from === from && edge.to === to).map(({ connections }) => `${connections}`).join('');
  return [
    `${sentence} Each row calls; the numbers are those of connections.`,
    '',
    row(['', ...called.map(({ title }) => code(title))]),
    row(['---', ...called.map(() => '--:')]),
    ...callers.map(from => row([code(from.title), ...called.map(to => cell(from.id, to.id))])),
  ].join('\n');
}

function connectionTable({ connections, total }: ConnectionList): string[] {
  if (total === 0) return ['There are no connections.'];
  const table = [
    row(['From', 'To', 'Ports']),
    row(['---', '---', '---']),
    ...connections.map(connectionRow),
    ...total > connections.length ? ['', `These are the first ${connections.length} of ${total}; \`cdk8s-hardened network list\` lists all.`] : [],
  ].join('\n');
  return total <= SHORT_LIST ? [table] : [details(counted(total, 'connection'), table)];
}

function connectionRow(connection: ListedConnection): string {
  return row([code(connection.from.text), code(connection.to.text), reachWords(connection)]);
}

function details(title: string, text: string): string {
  return `<details><summary>${title}</summary>\n\n${text}\n\n</details>`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function code(text: string): string {
  const characters = [...visibleText(text)];
  return markdownCode(characters.length > LONGEST_NAME ? `${characters.slice(0, LONGEST_NAME - 1).join('')}…` : characters.join(''));
}

/** A sentence that holds names: nothing in it is mark-up, a mention or a link. */
function prose(note: string): string {
  return visibleText(note).replace(/[&<>[\]`*_@#\\|~!{}:]/g, character => `&#${character.charCodeAt(0)};`);
}

import { Network } from '../analysis/network';
import { Picture, PictureEdge, PictureNode } from './picture';
import { pictureOf } from './picture-of';
import { counted, shortReachWords } from './reach-words';
import { shortened } from './shortened';

/** What people can still read; Mermaid itself draws nothing from 501 edges on. */
export const MERMAID_LIMITS = { mostNodes: 80, mostEdges: 120 };
/** Mermaid draws nothing of a longer text. */
const LONGEST_TEXT = 50_000;
const LONGEST_LABEL = 60;

/** What Mermaid takes for mark-up within quotes. */
const ENTITIES: { readonly [character: string]: string } = { '"': '#quot;', '<': '#lt;', '>': '#gt;', '#': '#35;', '&': '#amp;', '`': '#96;' };

/** The opening and the closing of a shape, by the kind of a node. */
const SHAPES: { readonly [kind in PictureNode['kind']]: readonly [string, string] } = {
  workloads: ['[', ']'], namespace: ['[', ']'], anyWorkload: ['([', '])'], internet: ['([', '])'], addresses: ['([', '])'], outside: ['[', ']'],
};

/** The drawing as a Mermaid flowchart, which GitHub and GitLab show in Markdown. */
export function mermaidOf(network: Network): string {
  return mermaidText(pictureOf(network, MERMAID_LIMITS));
}

/** A picture as a Mermaid flowchart; of a picture that is too large, the sentence that says so. */
export function mermaidText(picture: Picture): string {
  const text = isDrawn(picture) ? flowchart(picture) : '';
  return text === '' || text.length > LONGEST_TEXT ? insteadOf(picture) : text;
}

/** Mermaid draws it. */
export function isDrawn({ detail }: Picture): boolean {
  return detail !== 'nothing';
}

function flowchart({ boxes, nodes, edges, notes }: Picture): string {
  const all = [...nodes, ...boxes.flatMap(box => box.nodes)];
  if (all.length === 0) return lines(['flowchart LR', '  n1["no workload"]']);
  return lines([
    'flowchart LR',
    ...notes.map(comment),
    ...nodes.map(node => `  ${nodeText(node)}`),
    ...boxes.flatMap(box => [
      `  subgraph ${box.id} [${label([box.name, ...box.lines])}]`,
      ...box.nodes.map(node => `    ${nodeText(node)}`),
      '  end',
    ]),
    ...edges.map(edgeText),
    ...classLines('open', 'stroke-width:4px', all.filter(({ marks }) => marks.length > 0)),
    ...classLines('unread', 'stroke-dasharray:5 4', all.filter(({ kind }) => kind === 'outside')),
  ]);
}

function nodeText({ id, kind, title, lines: others, marks }: PictureNode): string {
  const [opening, closing] = SHAPES[kind];
  return `${id}${opening}${label([title, ...others, ...marks.map(({ text }) => `⚠ ${text}`)])}${closing}`;
}

/** What is not certain is dotted. */
function edgeText(edge: PictureEdge): string {
  const arrow = edge.allowed.isEmpty ? '-.->' : '-->';
  return `  ${edge.from} ${arrow}|${label([shortReachWords(edge)])}| ${edge.to}`;
}

/** Colours would be unreadable in one of the modes, light or dark. */
function classLines(name: string, style: string, nodes: readonly PictureNode[]): string[] {
  return nodes.length === 0 ? [] : [`  classDef ${name} ${style}`, `  class ${nodes.map(({ id }) => id).join(',')} ${name}`];
}

function insteadOf({ boxes, nodes, edges }: Picture): string {
  const namespaces = nodes.filter(({ kind }) => kind === 'namespace').length + boxes.length;
  const words = [counted(namespaces, 'namespace'), `${counted(edges.length, 'connection')} between them`, 'too many to draw'];
  return lines(['flowchart LR', `  n1[${label(words)}]`]);
}

function label(words: readonly string[]): string {
  return `"${words.map(word => shortened(word, LONGEST_LABEL).replace(/["<>#&`]/g, character => ENTITIES[character])).join('<br>') || ' '}"`;
}

/** Braces in a comment are taken for a directive. */
function comment(note: string): string {
  return `  %% ${shortened(note, LONGEST_COMMENT).replace(/\{/g, '(').replace(/\}/g, ')')}`;
}

const LONGEST_COMMENT = 400;

function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}

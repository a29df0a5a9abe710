import { Network } from '../analysis/network';
import { Picture, PictureEdge, PictureNode } from './picture';
import { pictureOf } from './picture-of';
import { shortReachWords } from './reach-words';
import { shortened } from './shortened';

/** Graphviz draws more; nobody reads it. */
const LIMITS = { mostNodes: 300, mostEdges: 600 };
const LONGEST_LABEL = 80;

/** The drawing in the language of Graphviz. */
export function dotOf(network: Network): string {
  return dotText(pictureOf(network, LIMITS));
}

/**
 * A picture in the language of Graphviz, whose nodes stand alone where their edges are too many. Without newrank, it draws boxes over each other.
 */
export function dotText({ detail, boxes, nodes, edges, notes }: Picture): string {
  const isDense = detail === 'nothing';
  return `${[
    'digraph network {',
    ...[...notes, ...isDense ? [`Not drawn: ${edges.length} connections between namespaces.`] : []].map(note => `  // ${shortened(note, LONGEST_NOTE)}`),
    '  graph [rankdir=LR, newrank=true, compound=true, fontname="sans-serif"];',
    '  node [shape=box, style=rounded, fontname="sans-serif"];',
    '  edge [fontname="sans-serif", fontsize=10];',
    ...nodes.map(node => `  ${nodeText(node)}`),
    ...boxes.flatMap(box => [
      `  subgraph ${quoted(`cluster_${box.id}`)} {`,
      `    label=${label([box.name, ...box.lines])};`,
      ...box.nodes.map(node => `    ${nodeText(node)}`),
      '  }',
    ]),
    ...isDense ? [] : edges.map(edgeText),
    '}',
  ].join('\n')}\n`;
}

const LONGEST_NOTE = 400;

function nodeText({ id, kind, title, lines, marks }: PictureNode): string {
  const looks = [
    ...kind === 'outside' ? ['style="rounded,dashed"'] : [],
    ...kind === 'internet' || kind === 'addresses' || kind === 'anyWorkload' ? ['shape=ellipse', 'style=solid'] : [],
    ...marks.length > 0 ? ['penwidth=3'] : [],
  ];
  return `${quoted(id)} [${[`label=${label([title, ...lines, ...marks.map(({ text }) => `⚠ ${text}`)])}`, ...looks].join(', ')}];`;
}

function edgeText(edge: PictureEdge): string {
  return `  ${quoted(edge.from)} -> ${quoted(edge.to)} [label=${label([shortReachWords(edge)])}${edge.allowed.isEmpty ? ', style=dashed' : ''}];`;
}

function label(lines: readonly string[]): string {
  return `"${lines.map(line => escaped(shortened(line, LONGEST_LABEL))).join('\\n')}"`;
}

function quoted(id: string): string {
  return `"${escaped(id)}"`;
}

/** Graphviz reads the entities of HTML in every label. */
function escaped(text: string): string {
  return text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/&/g, '&amp;');
}

import { markupText } from '../../kubernetes/markup-text';
import { Point } from './dagre';
import { layoutOf, Placed, PlacedEdge } from './layout';
import { labelSize, TextLine } from './measure';
import { NamespaceBox, Picture, PictureNode } from './picture';
import { reachWords } from './reach-words';

/** A drawing, and how large it is in pixels where it is not scaled. */
export interface SvgDrawing {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

const CORNER = 7;
const BOX_CORNER = 10;
/** From the left border of a node to its text. */
const TEXT_INSET = 12;

/** How the nodes and edges of a drawing are told from those of others on the page. */
export interface SvgDrawingOptions {
  /** In front of the id of each node. */
  readonly prefix: string;
  /** The index of the first edge. */
  readonly firstEdge: number;
  readonly label: string;
}

/** The heads of arrows: an element that has to be on the page, in front of all drawings. */
export const ARROWS = `<svg class="arrows" width="0" height="0" aria-hidden="true"><defs>${['arrow', 'arrow-lit'].map(id => (
  `<marker id="${id}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8Z"/></marker>`
)).join('')}</defs></svg>`;

/**
 * The picture as an SVG element, without looks: these are classes of the page. Nodes and edges can be focused; an edge has its index as
 * `data-edge`, a node its id as `data-node`.
 */
export function svgDrawing(picture: Picture, options: SvgDrawingOptions): SvgDrawing {
  const { width, height, boxes, nodes, edges } = layoutOf(picture);
  const titles = new Map(nodes.map(({ of }) => [of.id, of.title]));
  const svg = [
    `<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="group" aria-label="${markupText(options.label)}">`,
    ...boxes.map(boxText),
    ...edges.map((edge, i) => edgeText(edge, i, titles, options)),
    ...nodes.map(node => nodeText(node, options)),
    '</svg>',
  ].join('\n');
  return { svg, width, height };
}

function boxText({ of, x, y, width, height, lines }: Placed<NamespaceBox>): string {
  return `<g class="box" role="group" aria-label="namespace ${markupText(of.name)}"><rect x="${round(x)}" y="${round(y)}" width="${width}" height="${height}" rx="${BOX_CORNER}"/>`
    + `${lines.map(line => lineText(line, x, y)).join('')}</g>`;
}

function nodeText({ of, x, y, width, height, lines }: Placed<PictureNode>, { prefix }: SvgDrawingOptions): string {
  const classes = ['node', of.kind, ...new Set(of.marks.map(({ tone }) => tone))].join(' ');
  const isRound = of.kind === 'internet' || of.kind === 'addresses' || of.kind === 'anyWorkload';
  const told = [of.title, ...of.lines, ...of.marks.map(({ text }) => text)].join(', ');
  return `<g class="${classes}" data-node="${prefix}${of.id}" tabindex="0" role="button" aria-label="${markupText(told)}">`
    + `<title>${markupText(of.members.join(', '))}</title>`
    + `<rect x="${round(x)}" y="${round(y)}" width="${width}" height="${height}" rx="${isRound ? height / 2 : CORNER}"/>`
    + `${lines.map(line => lineText(line, x, y)).join('')}</g>`;
}

function lineText({ text, kind, tone, y }: TextLine, left: number, top: number): string {
  return `<text class="${[kind, ...tone === undefined ? [] : [tone]].join(' ')}" x="${round(left + TEXT_INSET)}" y="${round(top + y)}">${markupText(text)}</text>`;
}

function edgeText(
  { of, points, label }: PlacedEdge, i: number, titles: ReadonlyMap<string, string>, { prefix, firstEdge }: SvgDrawingOptions,
): string {
  const told = `${titles.get(of.from)} to ${titles.get(of.to)}: ${reachWords(of)}`;
  const path = splineOf(points);
  const { width, height } = labelSize(label.text);
  return `<g class="edge${of.allowed.isEmpty ? ' unknown' : ''}" data-edge="${firstEdge + i}" data-from="${prefix}${of.from}" data-to="${prefix}${of.to}" `
    + `tabindex="0" role="button" aria-label="${markupText(told)}">`
    + `<path class="near" d="${path}"/><path class="line" d="${path}"/>`
    + `<rect x="${round(label.at.x - width / 2)}" y="${round(label.at.y - height / 2)}" width="${round(width)}" height="${round(height)}" rx="3"/>`
    + `<text x="${round(label.at.x)}" y="${round(label.at.y)}">${markupText(label.text)}</text></g>`;
}

/** A smooth line through some points, at each of which it is level. */
function splineOf(points: readonly Point[]): string {
  return points.map((point, i) => {
    if (i === 0) return `M${pair(point)}`;
    const before = points[i - 1];
    if (before.y === point.y) return `L${pair(point)}`;
    const middle = (before.x + point.x) / 2;
    return `C${pair({ x: middle, y: before.y })} ${pair({ x: middle, y: point.y })} ${pair(point)}`;
  }).join('');
}

function pair({ x, y }: Point): string {
  return `${round(x)} ${round(y)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

import { createHash } from 'crypto';
import { markupText } from '../../kubernetes/markup-text';
import { Network } from '../analysis/network';
import { alikeWorkloads } from './alike-workloads';
import { Entities, entitiesOf } from './entities';
import { HTML_SCRIPT } from './html-script';
import { HTML_STYLE } from './html-style';
import { markupJson } from './markup-json';
import { namespacePicture } from './namespace-picture';
import { coverageWords, NetworkSummary, networkSummary, summaryWords } from './network-summary';
import { MOST_TOLD, PageData, pageData } from './page-data';
import { Picture } from './picture';
import { isWithin, pictureOf } from './picture-of';
import { counted } from './reach-words';
import { ARROWS, SvgDrawing, svgDrawing } from './svg-drawing';

export interface HtmlPageOptions {
  /** What the network is of: `shop`. */
  readonly title: string;
}

/** What people can follow with their eyes; the matrices and the list hold the rest. */
const LIMITS = { mostNodes: 60, mostEdges: 70 };
/** So many namespaces have a drawing of their own where all workloads are too many for one. */
const MOST_DRAWINGS = 24;
/** So many findings of a kind are listed. */
const MOST_LISTED = 200;
/** A drawing may be shrunk to this part of its size before it is scrolled. */
const SMALLEST_SCALE = 0.78;

/**
 * One page that holds everything and asks nobody for anything: a drawing, a matrix of each namespace, every connection, and why it is allowed. It
 * runs no script and takes no style but its own, whatever a manifest says.
 */
export function htmlPageOf(network: Network, { title }: HtmlPageOptions): string {
  const entities = entitiesOf(network, alikeWorkloads(network));
  const picture = pictureOf(network, LIMITS, entities);
  const summary = networkSummary(network, entities);
  const drawings = summary.workloads === 0 ? [] : drawingsOf(network, entities, picture);
  const data = pageData(network, entities, drawings);
  const style = `${HTML_STYLE}${drawings.map(({ prefix, drawing }) => `#${prefix}drawing svg { min-width: ${Math.round(drawing.width * SMALLEST_SCALE)}px; }\n`).join('')}`;
  return [
    ...head(title, style),
    '<body>',
    '<a class="skip" href="#list-section">To the list of connections</a>',
    '<header>',
    '<p class="tool">cdk8s-hardened: the network by effect</p>',
    `<h1>Who reaches whom: ${markupText(title)}</h1>`,
    `<p>${summaryWords(summary)}. <strong class="${summary.open.length > 0 ? 'bad' : 'good'}">${coverageWords(summary)}</strong></p>`,
    ...counts(summary),
    ...findings(summary),
    '</header>',
    '<main>',
    '<div class="search" role="search"><label for="search">Search</label><input id="search" type="search" autocomplete="off" spellcheck="false" '
    + 'placeholder="a workload, an address, a port"><span id="found" role="status" class="faint"></span>',
    ...namespacePicker(data),
    '</div>',
    ...summary.workloads === 0 ? [] : drawingSection(picture, drawings),
    ...matrixSection(data),
    ...listSection(data),
    '</main>',
    '<aside id="told" class="told" role="region" aria-label="Explanation" aria-live="polite" hidden><div><h3 id="told-title"></h3><div id="told-body"></div></div>'
    + '<button id="told-close" class="close" type="button" aria-label="Close the explanation">×</button></aside>',
    '<noscript><p class="bad">The search, the matrices and the list need the script of this page, which the browser does not run.</p></noscript>',
    `<script id="data" type="application/json">${markupJson(data)}</script>`,
    `<script>${HTML_SCRIPT}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** The browser takes the style and the script with these digests, and nothing else. */
function head(title: string, style: string): string[] {
  const policy = `default-src 'none'; style-src '${digestOf(style)}'; script-src '${digestOf(HTML_SCRIPT)}'; base-uri 'none'; form-action 'none'`;
  return [
    '<!DOCTYPE html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="referrer" content="no-referrer">',
    `<title>Who reaches whom: ${markupText(title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
  ];
}

function digestOf(text: string): string {
  return `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;
}

function counts({ workloads, namespaces, policies, connections, open, faults, others }: NetworkSummary): string[] {
  const all: ReadonlyArray<readonly [string, number, boolean]> = [
    ['workloads', workloads, false], ['namespaces', namespaces, false], ['policies', policies, false], ['connections', connections, false],
    ['open workloads', open.length, true], ['faults of policies', faults.length, true], ['policies not considered', others.length, true],
  ];
  return [
    '<dl class="counts">',
    ...all.map(([name, count, isFinding]) => `<div${isFinding && count > 0 ? ' class="bad"' : ''}><dt>${name}</dt><dd>${count}</dd></div>`),
    '</dl>',
  ];
}

function findings({ open, faults, others }: NetworkSummary): string[] {
  return [
    ...finding(
      `${counted(open.length, 'workload')} open in at least one direction`, 'Whatever is open can be called by, or can call, whoever is open on the other side.',
      open.map(({ text, why }) => `<code>${markupText(text)}</code>: ${markupText(why)}`),
    ),
    ...finding(
      `${counted(faults.length, 'fault')} of policies`, 'What the API server refuses may not be in force: what depends on it is shown as "perhaps".',
      faults.map(text => `<code>${markupText(text)}</code>`),
    ),
    ...finding(
      `${counted(others.length, 'policy', 'policies')} not considered`, 'They are of another kind than NetworkPolicy, and may allow or deny more than this page shows.',
      others.map(text => `<code>${markupText(text)}</code>`),
    ),
  ];
}

function finding(title: string, sentence: string, items: readonly string[]): string[] {
  if (items.length === 0) return [];
  const left = items.length - MOST_LISTED;
  return [
    `<details><summary>${title}</summary><p class="faint">${sentence}</p><ul>`,
    ...items.slice(0, MOST_LISTED).map(item => `<li>${item}</li>`),
    ...left > 0 ? [`<li>and ${left} more</li>`] : [],
    '</ul></details>',
  ];
}

/** A drawing of the page: of everything, or of one namespace. */
interface Drawing {
  readonly prefix: string;
  /** Undefined for all of them. */
  readonly namespace?: string;
  readonly picture: Picture;
  readonly drawing: SvgDrawing;
}

/** The drawing of everything, if it can be read; where it does not show every workload, one of each namespace as well. */
function drawingsOf(network: Network, entities: Entities, whole: Picture): Drawing[] {
  const pictures: Array<Pick<Drawing, 'namespace' | 'picture'>> = whole.detail === 'nothing' ? [] : [{ picture: whole }];
  if (whole.detail !== 'workloads') {
    const namespaces = [...new Set(network.workloads.map(({ namespace }) => namespace))].sort().slice(0, MOST_DRAWINGS);
    for (const namespace of namespaces) {
      const picture = namespacePicture(network, entities, namespace);
      if (isWithin(picture, LIMITS)) pictures.push({ namespace, picture });
    }
  }
  let firstEdge = 0;
  return pictures.map(({ namespace, picture }, i): Drawing => {
    const prefix = `d${i}-`;
    const label = namespace === undefined ? 'Drawing of who reaches whom' : `Drawing of who reaches whom in namespace ${namespace}`;
    const drawing = svgDrawing(picture, { prefix, firstEdge, label });
    firstEdge += picture.edges.length;
    return { prefix, ...namespace !== undefined && { namespace }, picture, drawing };
  });
}

function drawingSection({ detail, edges, notes }: Picture, drawings: readonly Drawing[]): string[] {
  const sentence = {
    workloads: 'A box is a namespace, a node a workload or several that reach and are reached alike. Point at a node or an arrow, or focus it, to see why.',
    namespaces: 'There are too many workloads for one drawing: a node is a namespace, an arrow all connections from one to another. Choose a namespace to see its workloads.',
    nothing: `There are ${edges.length} connections between namespaces, too many to draw. Choose a namespace to see its workloads.`,
  }[detail];
  return [
    '<section aria-labelledby="drawing-title">',
    '<h2 id="drawing-title">Drawing</h2>',
    `<p class="faint">${sentence}</p>`,
    '<ul class="legend"><li><span class="l-open"></span>open: no policy, or rules for everybody</li>'
    + '<li><span class="l-outside"></span>pods that were not read</li><li><span class="l-unknown"></span>not certain</li></ul>',
    ARROWS,
    ...drawings.map(({ prefix, namespace, drawing }) => (
      `<div id="${prefix}drawing" class="drawing" data-namespace="${markupText(namespace ?? '')}" tabindex="0" role="region" aria-label="Drawing, can be scrolled"${namespace === undefined ? '' : ' hidden'}>${drawing.svg}</div>`
    )),
    '<p id="no-drawing" class="faint" hidden>Too many connections to draw: the matrix shows them.</p>',
    ...notes.map(note => `<p class="faint">${markupText(note)}</p>`),
    '</section>',
  ];
}

function namespacesOf({ entities }: PageData): string[] {
  return [...new Set(entities.map(({ namespace }) => namespace))].filter(name => name !== '').sort();
}

function namespacePicker(data: PageData): string[] {
  const namespaces = namespacesOf(data);
  if (namespaces.length === 0) return [];
  const options = [...namespaces.length > 1 ? [['', 'all']] : [], ...namespaces.map(name => [name, name])];
  return [
    `<label for="namespace">Namespace</label><select id="namespace">${options.map(([value, name]) => `<option value="${markupText(value)}">${markupText(name)}</option>`).join('')}</select>`,
  ];
}

function matrixSection(data: PageData): string[] {
  if (namespacesOf(data).length === 0) return [];
  return [
    '<section aria-labelledby="matrix-title">',
    '<h2 id="matrix-title">Matrix</h2>',
    '<p class="faint">Who calls (rows) whom (columns). In a namespace the cells are ports: TCP where nothing else is said, <code>u</code> for UDP, '
    + '<code>s</code> for SCTP, <code>?</code> where it is not certain; those who are alike share a row and a column. '
    + 'For all namespaces they are numbers of connections.</p>',
    '<p id="matrix-note" class="faint" role="status"></p>',
    '<div class="scroll" tabindex="0" role="region" aria-label="Matrix, can be scrolled"><table id="matrix" class="matrix" aria-labelledby="matrix-title"></table></div>',
    '</section>',
  ];
}

function listSection({ edges, left, untold }: PageData): string[] {
  if (edges.length === 0) return ['<section id="list-section"><h2>Connections</h2><p>There are none.</p></section>'];
  return [
    '<section id="list-section" aria-labelledby="list-title">',
    '<h2 id="list-title">Connections</h2>',
    ...left === 0 ? [] : [`<p class="bad">${left} sets of connections are not in this page, which would not open with them: "cdk8s-hardened network list" lists all.</p>`],
    ...untold === 0 ? [] : [`<p class="faint">Explanations of ${MOST_TOLD} connections are in this page, and those of ${untold} more are not: "cdk8s-hardened network explain" explains each.</p>`],
    '<p id="list-note" class="faint" role="status"></p>',
    '<table class="list" role="table" aria-labelledby="list-title">',
    `<thead role="rowgroup"><tr role="row">${['From', 'To', 'Ports, and why'].map(name => `<th role="columnheader" scope="col">${name}</th>`).join('')}</tr></thead>`,
    '<tbody id="list" role="rowgroup"></tbody></table>',
    '<p><button id="more" class="more" type="button" hidden>Show more</button></p>',
    '</section>',
  ];
}

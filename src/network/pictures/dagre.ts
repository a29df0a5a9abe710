/** The few calls of `@dagrejs/dagre` that are made here. Its own types cannot be imported by what is compiled to CommonJS. */
interface Dagre {
  readonly Graph: new (options: { readonly multigraph: boolean }) => DagreGraph;
  readonly layout: (graph: DagreGraph) => void;
}

interface DagreGraph {
  setGraph(options: object): void;
  graph(): { readonly width: number; readonly height: number };
  setNode(id: string, size: object): void;
  node(id: string): { readonly x: number; readonly y: number };
  setEdge(from: string, to: string, label: object, name: string): void;
  edge(edge: { readonly v: string; readonly w: string; readonly name: string }): Partial<Point> & { readonly points: readonly Point[] };
}

// eslint-disable-next-line @typescript-eslint/no-require-imports -- its types cannot be imported; and a literal call is what the bundle finds
const dagre: Dagre = require('@dagrejs/dagre');

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface LayeredNode extends Size {
  readonly id: string;
}

export interface LayeredEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** The room that its text needs. */
  readonly label?: Size;
  /** How much it counts that it is short. */
  readonly weight?: number;
  /** Over how many ranks it goes at least. */
  readonly ranks?: number;
}

export interface Layered extends Size {
  /** The middle of each node, by its id. */
  readonly nodes: ReadonlyMap<string, Point>;
  readonly edges: ReadonlyMap<string, LayeredRoute>;
}

export interface LayeredRoute {
  /** From the border of one node to that of the other. */
  readonly points: readonly Point[];
  /** The middle of its text. */
  readonly label?: Point;
}

const GAPS = { nodesep: 14, edgesep: 10, ranksep: 42 };
const GRID_GAP = 40;

/** Lays nodes out from left to right, callers before the called. Where dagre gives up, they stand in a grid. */
export function layered(nodes: readonly LayeredNode[], edges: readonly LayeredEdge[]): Layered {
  if (nodes.length === 0) return { width: 0, height: 0, nodes: new Map(), edges: new Map() };
  const tries = nodes.length + edges.length > MOST_FOR_TRIES ? 1 : TRIES;
  let best: Layered | undefined;
  let fewest = Infinity;
  for (let attempt = 0; attempt < tries && fewest > 0; attempt++) {
    const found = laidOut(reordered(nodes, attempt), reordered(edges, attempt));
    const crossings = found && crossingsIn(found, nodes, edges);
    if (found === undefined || crossings === undefined || crossings >= fewest) continue;
    best = found;
    fewest = crossings;
  }
  return best ?? grid(nodes, edges);
}

function laidOut(nodes: readonly LayeredNode[], edges: readonly LayeredEdge[]): Layered | undefined {
  try {
    return byDagre(nodes, edges);
  } catch {
    return undefined;
  }
}

/** The order in which dagre gets nodes and edges decides how many edges cross: some orders are tried. */
const TRIES = 6;
/** Of larger graphs, one layout takes long enough. */
const MOST_FOR_TRIES = 70;

/** The first time as they are, then in orders that are always the same. */
function reordered<T>(all: readonly T[], attempt: number): readonly T[] {
  if (attempt === 0) return all;
  if (attempt === 1) return [...all].reverse();
  let random = attempt;
  const shuffled = [...all];
  for (let i = shuffled.length - 1; i > 0; i--) {
    random = (random * 1103515245 + 12345) % 2147483648;
    const other = random % (i + 1);
    [shuffled[i], shuffled[other]] = [shuffled[other], shuffled[i]];
  }
  return shuffled;
}

/** How often an edge crosses another one, and, which is worse, a node. */
function crossingsIn(layout: Layered, nodes: readonly LayeredNode[], edges: readonly LayeredEdge[]): number {
  const routes = edges.filter(({ weight }) => weight !== 0).map(({ id, from, to }) => {
    const inner = layout.edges.get(id)!.points.slice(1, -1);
    return { from, to, points: [layout.nodes.get(from)!, ...inner, layout.nodes.get(to)!] };
  });
  let count = 0;
  routes.forEach((one, i) => {
    for (const other of routes.slice(i + 1)) if (areCrossed(one.points, other.points)) count++;
    for (const { id, width, height } of nodes) {
      if (id === one.from || id === one.to) continue;
      const { x, y } = layout.nodes.get(id)!;
      const corners = [{ x: x - width / 2, y: y - height / 2 }, { x: x + width / 2, y: y + height / 2 }];
      if (areCrossed(one.points, corners)) count += CROSSED_NODE;
    }
  });
  return count;
}

const CROSSED_NODE = 3;

function areCrossed(one: readonly Point[], other: readonly Point[]): boolean {
  const crosses = (a: Point, b: Point): boolean => other.some((c, i) => i + 1 < other.length && isCrossing(a, b, c, other[i + 1]));
  return one.some((a, i) => i + 1 < one.length && crosses(a, one[i + 1]));
}

function isCrossing(a: Point, b: Point, c: Point, d: Point): boolean {
  return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
}

function turn(a: Point, b: Point, c: Point): number {
  return Math.sign((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x));
}

function byDagre(nodes: readonly LayeredNode[], edges: readonly LayeredEdge[]): Layered {
  const graph = new dagre.Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', ...GAPS });
  for (const { id, width, height } of nodes) graph.setNode(id, { width, height });
  for (const { id, from, to, label, weight = 1, ranks = 1 } of edges) {
    graph.setEdge(from, to, { weight, minlen: ranks, labelpos: 'c', ...label ?? { width: 0, height: 0 } }, id);
  }
  dagre.layout(graph);
  const { width, height } = graph.graph();
  return {
    width,
    height,
    nodes: new Map(nodes.map(({ id }) => [id, at(graph.node(id))])),
    edges: new Map(edges.map(({ id, from, to }) => {
      const { points, x, y } = graph.edge({ v: from, w: to, name: id });
      return [id, { points: points.map(at), ...x !== undefined && y !== undefined && { label: { x, y } } }];
    })),
  };
}

/** Nodes in rows, edges straight. */
export function grid(nodes: readonly LayeredNode[], edges: readonly LayeredEdge[]): Layered {
  const columns = Math.ceil(Math.sqrt(nodes.length));
  const width = Math.max(...nodes.map(node => node.width));
  const height = Math.max(...nodes.map(node => node.height));
  const places = new Map(nodes.map(({ id }, i) => [id, {
    x: width / 2 + (i % columns) * (width + GRID_GAP),
    y: height / 2 + Math.floor(i / columns) * (height + GRID_GAP),
  }] as const));
  return {
    width: columns * (width + GRID_GAP) - GRID_GAP,
    height: Math.ceil(nodes.length / columns) * (height + GRID_GAP) - GRID_GAP,
    nodes: places,
    edges: new Map(edges.map(({ id, from, to }) => {
      const [start, end] = [places.get(from)!, places.get(to)!];
      const label = { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 };
      return [id, { points: [start, label, end], label }];
    })),
  };
}

function at({ x, y }: Point): Point {
  return { x, y };
}

import { Layered, layered, LayeredEdge, LayeredNode, Point, Size } from './dagre';
import { labelSize, Measured, measuredHeading, measuredNode } from './measure';
import { NamespaceBox, Picture, PictureEdge, PictureNode } from './picture';
import { shortReachWords } from './reach-words';

/** Where everything of a picture is, in pixels. */
export interface Layout extends Size {
  readonly boxes: ReadonlyArray<Placed<NamespaceBox>>;
  readonly nodes: ReadonlyArray<Placed<PictureNode>>;
  readonly edges: readonly PlacedEdge[];
}

/** Something and its rectangle. */
export interface Placed<T> extends Point, Measured {
  readonly of: T;
}

export interface PlacedEdge {
  readonly of: PictureEdge;
  /** From the border of the caller to that of the called. */
  readonly points: readonly Point[];
  readonly label: { readonly text: string; readonly at: Point };
}

/** Around everything, and around what is in a box. */
const MARGIN = 12;
const INSET = 18;
/** How far edges that go the same way are from each other. */
const LANE = 7;
/** Nodes that nobody reaches stand in rows at least this wide. */
const ROW_WIDTH = 560;
const GAP = 14;
/** Weights: edges to the border of a box are kept at it; those that only order count nothing. */
const AT_BORDER = 40;
const LEFT = 'left';
const RIGHT = 'right';

/**
 * Places a picture. Each namespace is laid out by itself, then all of them as if they were nodes, as dagre fails on many a graph of nodes within
 * nodes; an edge between two namespaces is led to the borders of both.
 */
export function layoutOf(picture: Picture): Layout {
  return new Placing(picture).layout();
}

/** The inside of a box, or a node that is in none. */
interface Block extends Size {
  readonly id: string;
  readonly box?: NamespaceBox;
  readonly heading?: Measured;
  readonly nodes: ReadonlyMap<string, Point>;
  readonly inner: Layered;
  readonly shift: Point;
}

class Placing {
  private readonly sizes = new Map<string, Measured>();
  private readonly blockOf = new Map<string, string>();
  private readonly links: readonly LayeredEdge[];
  /** How many edges go the same way before this one, by its index. */
  private readonly lanes = new Map<number, number>();
  private readonly order: Layered;

  constructor(private readonly picture: Picture) {
    for (const node of [...picture.nodes, ...picture.boxes.flatMap(({ nodes }) => nodes)]) this.sizes.set(node.id, measuredNode(node));
    for (const { id } of picture.nodes) this.blockOf.set(id, id);
    for (const { id, nodes } of picture.boxes) nodes.forEach(node => this.blockOf.set(node.id, id));
    this.links = this.linksOfBlocks();
    // The ranks do not depend on the sizes: what is on the left of a box here is so in the end.
    this.order = layered(this.blockIds().map(id => ({ id, width: 10, height: 10 })), this.links);
  }

  public layout(): Layout {
    const blocks = new Map([...this.picture.nodes.map(node => this.blockOfNode(node)), ...this.picture.boxes.map(box => this.blockOfBox(box))]
      .map(block => [block.id, block]));
    const outer = layered([...blocks.values()], this.links);
    const corner = (block: Block): Point => {
      const { x, y } = outer.nodes.get(block.id)!;
      return { x: x - block.width / 2 + MARGIN, y: y - block.height / 2 + MARGIN };
    };
    const boxes = this.picture.boxes.map((of): Placed<NamespaceBox> => {
      const block = blocks.get(of.id)!;
      return { ...block.heading!, ...corner(block), width: block.width, height: block.height, of };
    });
    const nodes = [...this.picture.nodes, ...this.picture.boxes.flatMap(box => box.nodes)].map((node): Placed<PictureNode> => {
      const block = blocks.get(this.blockOf.get(node.id)!)!;
      const size = this.sizes.get(node.id)!;
      const middle = plus(block.nodes.get(node.id)!, corner(block));
      return { ...size, x: middle.x - size.width / 2, y: middle.y - size.height / 2, of: node };
    });
    return {
      width: Math.ceil(outer.width + 2 * MARGIN),
      height: Math.ceil(outer.height + 2 * MARGIN),
      boxes,
      nodes,
      edges: attached(this.picture.edges.map((edge, i) => this.placed(edge, i, blocks, corner, outer)), nodes),
    };
  }

  private blockIds(): string[] {
    return [...this.picture.nodes.map(({ id }) => id), ...this.picture.boxes.map(({ id }) => id)];
  }

  /** One edge for two blocks, in the direction in which more edges go. */
  private linksOfBlocks(): LayeredEdge[] {
    const counts = new Map<string, { readonly from: string; readonly to: string; forth: number; back: number; label?: Size }>();
    this.picture.edges.forEach((edge, i) => {
      const [from, to] = [this.blockOf.get(edge.from)!, this.blockOf.get(edge.to)!];
      if (from === to) return;
      const reverse = counts.get(`${to} ${from}`);
      const count = reverse ?? counts.get(`${from} ${to}`) ?? { from, to, forth: 0, back: 0 };
      this.lanes.set(i, count.forth + count.back);
      if (reverse) count.back++;
      else count.forth++;
      if (this.isBetweenNodes(edge)) {
        const { width, height } = labelSize(shortReachWords(edge));
        count.label = { width: Math.max(width, count.label?.width ?? 0), height: height + (count.label?.height ?? 0) };
      }
      if (!reverse) counts.set(`${from} ${to}`, count);
    });
    return [...counts.values()].map(({ from, to, forth, back, label }) => ({
      id: `${from} ${to}`,
      ...back > forth ? { from: to, to: from } : { from, to },
      weight: forth + back,
      ...label && { label },
    }));
  }

  /** Neither end is in a box: there is no room for the text of the edge but on its way. */
  private isBetweenNodes({ from, to }: PictureEdge): boolean {
    return this.blockOf.get(from) === from && this.blockOf.get(to) === to;
  }

  private blockOfNode({ id }: PictureNode): Block {
    const { width, height } = this.sizes.get(id)!;
    const inner: Layered = { width, height, nodes: new Map(), edges: new Map() };
    return { id, width, height, inner, nodes: new Map([[id, { x: width / 2, y: height / 2 }]]), shift: { x: 0, y: 0 } };
  }

  private blockOfBox(box: NamespaceBox): Block {
    const own = new Set(box.nodes.map(({ id }) => id));
    const edges: LayeredEdge[] = [];
    const ports = new Map<string, 'left' | 'right'>();
    const isInside = new Set<string>();
    this.picture.edges.forEach((edge, i) => {
      const label = labelSize(shortReachWords(edge));
      if (own.has(edge.from) && own.has(edge.to)) {
        edges.push({ id: `e${i}`, from: edge.from, to: edge.to, label });
        isInside.add(edge.to);
      } else if (own.has(edge.from) || own.has(edge.to)) {
        const node = own.has(edge.from) ? edge.from : edge.to;
        const other = own.has(edge.from) ? edge.to : edge.from;
        const port = this.portOf(i, other);
        const side = this.isLeft(other, box.id) ? LEFT : RIGHT;
        ports.set(port, side);
        if (side === LEFT) isInside.add(node);
        // The text stands in the box of the called, or in that of the caller where the called is in none.
        const isLabelled = node === edge.to || this.blockOf.get(other) === other;
        edges.push({ id: `e${i}`, ...side === LEFT ? { from: port, to: node } : { from: node, to: port }, ...isLabelled && { label } });
      }
    });
    const linked = new Set(edges.flatMap(({ from, to }) => [from, to]));
    const nodes: LayeredNode[] = box.nodes.filter(({ id }) => linked.has(id)).map(({ id }) => ({ id, ...sizeOf(this.sizes.get(id)!) }));
    const inner = layered([...nodes, ...anchors(ports)], [...edges, ...anchoring(ports, nodes, edges, isInside)]);
    return this.packed(box, inner, box.nodes.filter(({ id }) => !linked.has(id)));
  }

  /** The box with what nobody reaches below the rest. */
  private packed(box: NamespaceBox, inner: Layered, single: readonly PictureNode[]): Block {
    const heading = measuredHeading(box);
    const nodes = new Map<string, Point>();
    const shift = { x: INSET, y: heading.height + 2 };
    for (const { id } of box.nodes) {
      const place = inner.nodes.get(id);
      if (place) nodes.set(id, plus(place, shift));
    }
    const rowWidth = Math.max(inner.width, Math.min(ROW_WIDTH, single.length * 120));
    let [x, y, rowHeight, width] = [0, inner.height > 0 ? inner.height + GAP : 0, 0, inner.width];
    for (const { id } of single) {
      const size = this.sizes.get(id)!;
      if (x > 0 && x + size.width > rowWidth) {
        x = 0;
        y += rowHeight + GAP;
        rowHeight = 0;
      }
      nodes.set(id, { x: x + size.width / 2 + shift.x, y: y + size.height / 2 + shift.y });
      x += size.width + GAP;
      width = Math.max(width, x - GAP);
      rowHeight = Math.max(rowHeight, size.height);
    }
    const height = single.length > 0 ? y + rowHeight : inner.height;
    const whole = Math.max(width + 2 * INSET, heading.width);
    return { id: box.id, box, heading, inner, nodes, shift, width: Math.ceil(whole), height: Math.ceil(height + shift.y + INSET) };
  }

  private isLeft(other: string, box: string): boolean {
    return this.order.nodes.get(this.blockOf.get(other)!)!.x < this.order.nodes.get(box)!.x;
  }

  /** Where an edge enters or leaves a box: somebody outside of boxes has one place for all of its edges. */
  private portOf(edge: number, other: string): string {
    return this.blockOf.get(other) === other ? `port of ${other}` : `port ${edge}`;
  }

  private placed(
    edge: PictureEdge, i: number, blocks: ReadonlyMap<string, Block>, corner: (block: Block) => Point, outer: Layered,
  ): PlacedEdge {
    const text = shortReachWords(edge);
    const [fromBlock, toBlock] = [blocks.get(this.blockOf.get(edge.from)!)!, blocks.get(this.blockOf.get(edge.to)!)!];
    const start = this.within(fromBlock, i, edge.from, edge.to, corner);
    if (fromBlock === toBlock) return { of: edge, points: start.points, label: { text, at: start.label ?? middleOf(start.points) } };
    const end = this.within(toBlock, i, edge.to, edge.from, corner);
    const points = [...start.points, ...this.between(fromBlock, toBlock, i, outer), ...[...end.points].reverse()];
    return { of: edge, points, label: { text, at: end.label ?? start.label ?? middleOf(points) } };
  }

  /** The way of an edge in the block of one of its ends: from the node to the border. */
  private within(block: Block, i: number, own: string, other: string, corner: (block: Block) => Point): { points: readonly Point[]; label?: Point } {
    const at = corner(block);
    const shift = plus(block.shift, at);
    const route = block.inner.edges.get(`e${i}`);
    const isLeft = this.blockOf.get(other) !== block.id && this.isLeft(other, block.id);
    if (route === undefined || block.box === undefined) {
      const { x, y } = plus(block.nodes.get(own)!, at);
      return { points: [{ x: x + (isLeft ? -1 : 1) * this.sizes.get(own)!.width / 2, y }] };
    }
    const label = route.label && plus(route.label, shift);
    const points = route.points.map(point => plus(point, shift));
    if (this.blockOf.get(other) === block.id) return { points, ...label && { label } };
    // dagre goes from left to right. The place at the border only keeps the order: the edge goes straight out.
    const outwards = (isLeft ? points.reverse() : points).slice(0, -1);
    const border = { x: isLeft ? at.x : at.x + block.width, y: outwards[outwards.length - 1].y };
    const isLabelled = own === this.picture.edges[i].to || this.blockOf.get(other) === other;
    return { points: [...outwards, border], ...isLabelled && label && { label } };
  }

  /** The way around blocks that are between two others. */
  private between(from: Block, to: Block, i: number, outer: Layered): Point[] {
    const link = this.links.find(({ id }) => id === `${from.id} ${to.id}` || id === `${to.id} ${from.id}`);
    const route = link && outer.edges.get(link.id);
    const isBetweenNodes = this.isBetweenNodes(this.picture.edges[i]);
    if (!link || !route || (route.points.length <= 3 && !isBetweenNodes)) return [];
    const lane = (this.lanes.get(i)! - ((link.weight ?? 1) - 1) / 2) * (isBetweenNodes ? labelSize('').height : LANE);
    const points = route.points.slice(1, -1).map(({ x, y }) => ({ x: x + MARGIN, y: y + MARGIN + lane }));
    return link.from === from.id ? points : points.reverse();
  }
}

/** The places at the borders of a box, and one node on either side that keeps them there. */
function anchors(ports: ReadonlyMap<string, 'left' | 'right'>): LayeredNode[] {
  const sides = [...new Set(ports.values())].sort();
  return [...sides, ...ports.keys()].map(id => ({ id, width: 1, height: 6 }));
}

/** Keeps the places at the borders, and everything else between them. */
function anchoring(
  ports: ReadonlyMap<string, 'left' | 'right'>, nodes: readonly LayeredNode[], edges: readonly LayeredEdge[], isInside: ReadonlySet<string>,
): LayeredEdge[] {
  const sides = new Set(ports.values());
  const calls = new Set(edges.map(({ from }) => from));
  return [
    ...[...ports].map(([port, side]) => ({ id: `at ${port}`, ...side === LEFT ? { from: LEFT, to: port } : { from: port, to: RIGHT }, weight: AT_BORDER })),
    ...sides.has(LEFT) ? nodes.filter(({ id }) => !isInside.has(id)).map(({ id }) => ({ id: `after ${id}`, from: LEFT, to: id, weight: 0, ranks: 2 })) : [],
    ...sides.has(RIGHT) ? nodes.filter(({ id }) => !calls.has(id)).map(({ id }) => ({ id: `before ${id}`, from: id, to: RIGHT, weight: 0, ranks: 2 })) : [],
  ];
}

function sizeOf({ width, height }: Size): Size {
  return { width, height };
}

function plus(a: Point, b: Point): Point {
  return { x: a.x + b.x, y: a.y + b.y };
}

/** Edges, such that those of one side of a node leave and enter it in the order in which they come, and apart from each other. */
function attached(edges: readonly PlacedEdge[], nodes: ReadonlyArray<Placed<PictureNode>>): PlacedEdge[] {
  const rectangles = new Map(nodes.map(node => [node.of.id, node]));
  const points = edges.map(edge => [...edge.points]);
  const sides = new Map<string, Array<{ readonly edge: number; readonly isStart: boolean; readonly y: number }>>();
  edges.forEach(({ of }, i) => {
    for (const isStart of [true, false]) {
      const id = isStart ? of.from : of.to;
      const next = isStart ? points[i][1] : points[i][points[i].length - 2];
      const { x, width } = rectangles.get(id)!;
      const side = `${id} ${next.x < x + width / 2 ? LEFT : RIGHT}`;
      sides.set(side, [...sides.get(side) ?? [], { edge: i, isStart, y: next.y }]);
    }
  });
  for (const [side, ends] of sides) {
    const [id, where] = side.split(' ');
    const { x, y, width, height } = rectangles.get(id)!;
    ends.sort((a, b) => a.y - b.y || a.edge - b.edge).forEach(({ edge, isStart }, rank) => {
      const point = { x: where === LEFT ? x : x + width, y: y + height * (SPREAD * ((rank + 1) / (ends.length + 1) - 0.5) + 0.5) };
      points[edge][isStart ? 0 : points[edge].length - 1] = point;
    });
  }
  return edges.map((edge, i) => ({ ...edge, points: points[i] }));
}

/** The part of a side of a node at which edges leave and enter it. */
const SPREAD = 0.9;

/** A point on the way, in its middle where it has one. */
function middleOf(points: readonly Point[]): Point {
  if (points.length > 2) return points[Math.floor((points.length - 1) / 2)];
  return { x: (points[0].x + points[1].x) / 2, y: (points[0].y + points[1].y) / 2 };
}

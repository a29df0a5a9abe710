import { Network } from '../analysis/network';
import { exampleOf } from './edge-words';
import { Entities, Entity, peerOf } from './entities';
import { Picture, PictureNode, PicturePair } from './picture';
import { nodeWords } from './picture-nodes';
import { reachWords, shortReachWords } from './reach-words';
import { toldPair } from './told-pair';

/** What the script of the page knows. Whatever comes often is told once, and meant by its index. */
export interface PageData {
  readonly entities: readonly PageEntity[];
  /** Ports in words, whole and short. */
  readonly ports: ReadonlyArray<readonly [whole: string, short: string]>;
  /** Sentences. */
  readonly texts: readonly string[];
  /** Explanations: two ends, and indexes of sentences for the caller and for the called. */
  readonly told: ReadonlyArray<readonly [from: string, to: string, egress: readonly number[], ingress: readonly number[]]>;
  /** Four numbers for each connection: the entities that call and are called, the ports, and the explanation or -1. */
  readonly edges: readonly number[];
  readonly drawn: readonly DrawnEdge[];
  /** Everybody that a node of the drawing stands for, by its id. */
  readonly nodes: Readonly<Record<string, { readonly title: string; readonly members: readonly string[]; readonly marks: readonly string[] }>>;
  /** How many connections are not in `edges`. */
  readonly left: number;
  /** How many have no explanation. */
  readonly untold: number;
}

/** Those who reach, and are reached, alike. */
export interface PageEntity {
  readonly label: string;
  /** Empty for whoever is in no namespace that was read. */
  readonly namespace: string;
  readonly members: readonly string[];
}

export interface DrawnEdge {
  readonly title: string;
  readonly ports: string;
  readonly connections: number;
  /** The index of an explanation, or -1. */
  readonly told: number;
}

/** So many connections are in a page, and so many of them are explained: it has to open. */
export const MOST_EDGES = 120_000;
export const MOST_TOLD = 2_000;

/** A picture of the page, and what stands in front of the ids of its nodes there. */
export interface PageDrawing {
  readonly prefix: string;
  readonly picture: Picture;
}

/** What a page has to know of a network. */
export function pageData(network: Network, entities: Entities, drawings: readonly PageDrawing[]): PageData {
  return new Gathering(network, entities).data(drawings);
}

class Gathering {
  private readonly ports = new Interned<readonly [string, string]>(([whole]) => whole);
  private readonly texts = new Interned<string>(text => text);
  private readonly told: Array<PageData['told'][number]> = [];
  private readonly toldOf = new Map<string, number>();

  constructor(private readonly network: Network, private readonly entities: Entities) {}

  public data(drawings: readonly PageDrawing[]): PageData {
    const nodes = new Map(drawings.flatMap(({ prefix, picture }) => nodesOf(picture).map(node => [`${prefix}${node.id}`, node])));
    const drawn = drawings.flatMap(({ prefix, picture }) => picture.edges.map((edge): DrawnEdge => ({
      title: `${nodes.get(`${prefix}${edge.from}`)!.title} → ${nodes.get(`${prefix}${edge.to}`)!.title}`,
      ports: reachWords(edge),
      connections: edge.connections,
      told: this.explained(edge.example),
    })));
    const { edges, left, untold } = this.edges();
    return {
      entities: this.entities.all.map(pageEntity),
      ports: this.ports.all,
      texts: this.texts.all,
      told: this.told,
      edges,
      drawn,
      nodes: Object.fromEntries([...nodes].map(([id, { title, members, marks }]) => [id, { title, members, marks: marks.map(({ text }) => text) }])),
      left,
      untold,
    };
  }

  private edges(): Pick<PageData, 'edges' | 'left' | 'untold'> {
    const { all, rows } = this.entities;
    const edges: number[] = [];
    let [left, untold] = [0, 0];
    for (const from of rank(all)) {
      for (const to of [...rows[from].keys()].sort((a, b) => a - b)) {
        if (edges.length / 4 >= MOST_EDGES) {
          left++;
          continue;
        }
        const reach = rows[from].get(to)!;
        const told = this.explained(exampleOf([all[from]], [all[to]]));
        if (told < 0) untold++;
        edges.push(from, to, this.ports.indexOf([reachWords(reach), shortPorts(shortReachWords(reach))]), told);
      }
    }
    return { edges, left, untold };
  }

  private explained(pair: PicturePair): number {
    const key = JSON.stringify([pair.from.kind, pair.from.text, pair.to.kind, pair.to.text]);
    const known = this.toldOf.get(key);
    if (known !== undefined) return known;
    if (this.told.length >= MOST_TOLD) return -1;
    const { egress, ingress } = toldPair(this.network, pair);
    const index = this.told.length;
    this.told.push([pair.from.text, pair.to.text, egress.map(text => this.texts.indexOf(text)), ingress.map(text => this.texts.indexOf(text))]);
    this.toldOf.set(key, index);
    return index;
  }
}

function nodesOf({ boxes, nodes }: Picture): PictureNode[] {
  return [...nodes, ...boxes.flatMap(box => box.nodes)];
}

/** There is one of each, and all know it by its index. */
class Interned<T> {
  public readonly all: T[] = [];
  private readonly indexes = new Map<string, number>();

  constructor(private readonly keyOf: (one: T) => string) {}

  public indexOf(one: T): number {
    const key = this.keyOf(one);
    let index = this.indexes.get(key);
    if (index === undefined) {
      index = this.all.push(one) - 1;
      this.indexes.set(key, index);
    }
    return index;
  }
}

/** Who is no workload first: that is what a reviewer looks for. */
function rank(all: readonly Entity[]): number[] {
  return [...all.filter(({ kind }) => kind !== 'workloads'), ...all.filter(({ kind }) => kind === 'workloads')].map(({ index }) => index);
}

function pageEntity(entity: Entity): PageEntity {
  const { title, members } = nodeWords(entity);
  if (entity.kind !== 'workloads') return { label: entity.kind === 'outside' ? entity.pods.text : title, namespace: '', members: [peerOf(entity).text] };
  return { label: title, namespace: entity.alike.namespace, members };
}

/** What a cell of a matrix has room for: TCP is what is meant where nothing is said. */
function shortPorts(words: string): string {
  const [first, ...others] = words.replace(/^perhaps /, '').replace('all ports', 'all').split(', ');
  const port = first.replace(/^TCP /, '').replace(/^UDP /, 'u').replace(/^SCTP /, 's');
  const more = others.length === 0 ? '' : ` +${others.length}`;
  return `${port}${more}${words.includes('perhaps') ? '?' : ''}`;
}

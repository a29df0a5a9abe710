import { Network, Reach } from '../analysis/network';
import { ConnectionSet } from '../connections/connection-set';
import { connectionCount, EdgeEnd, exampleOf } from './edge-words';
import { Entities, Entity, isImplied } from './entities';
import { Crowd, folded, FoldedEdge, Rows } from './fold';
import { NamespaceBox, Picture, PictureEdge, PictureNode } from './picture';
import { nodeWords, NodeWords } from './picture-nodes';
import { pictureNotes } from './picture-notes';
import { reachWords } from './reach-words';
import { Resolver, resolversAmong } from './resolvers';

const { NONE } = ConnectionSet;

/** A drawing in which those who are alike are one node. */
export function workloadPicture(network: Network, entities: Entities): Picture {
  return new WorkloadDrawing(network, entities).picture();
}

interface Namespace extends Crowd {
  readonly entities: readonly Entity[];
}

class WorkloadDrawing {
  private readonly ids = new Map<number | Crowd, string>();
  private readonly namespaces: readonly Namespace[];
  private readonly anybody: Crowd;
  private readonly resolvers: readonly Resolver[];

  constructor(private readonly network: Network, private readonly entities: Entities) {
    const workloads = entities.all.filter(({ kind }) => kind === 'workloads');
    const names = [...new Set(workloads.map(entity => namespaceOf(entity)))].sort();
    this.namespaces = names.map(name => {
      const within = workloads.filter(entity => namespaceOf(entity) === name);
      return { name, entities: within, members: within.map(({ index }) => index) };
    });
    this.anybody = { name: 'any workload', members: workloads.map(({ index }) => index) };
    this.resolvers = resolversAmong(entities);
  }

  public picture(): Picture {
    const edges = this.edges();
    const used = new Set(edges.filter(edge => !isWithin(edge)).flatMap(({ from, to }) => [from, to]));
    const within = (crowd: Crowd): string[] => edges.filter(edge => edge.from === crowd && isWithin(edge)).map(edge => `among each other: ${reachWords(edge)}`);
    if (within(this.anybody).length > 0) used.add(this.anybody);
    const nodes = [
      ...used.has(this.anybody) ? [this.node(this.anybody, crowdWords('any workload', this.anybodyText(), within(this.anybody)))] : [],
      ...this.entities.all
        .filter(({ kind, index }) => kind !== 'workloads' && used.has(index))
        .map(entity => this.node(entity.index, nodeWords(entity))),
    ];
    const boxes = this.namespaces.map((namespace, i): NamespaceBox => ({
      id: `s${i + 1}`,
      name: namespace.name,
      lines: within(namespace),
      nodes: [
        ...used.has(namespace) ? [this.node(namespace, crowdWords('any workload here', `every workload of ${namespace.name}`, []))] : [],
        ...namespace.entities.map(entity => this.node(entity.index, nodeWords(entity))),
      ],
    }));
    return {
      detail: 'workloads',
      boxes,
      nodes,
      edges: edges.filter(edge => !isWithin(edge)).map(edge => this.drawn(edge)).sort(byEnds),
      notes: pictureNotes(this.network, this.entities, this.resolvers),
    };
  }

  private anybodyText(): string {
    return `every workload of ${this.namespaces.length === 1 ? this.namespaces[0].name : `the ${this.namespaces.length} namespaces`}`;
  }

  private edges(): Edge[] {
    const merged = new Map<string, Edge>();
    for (const layer of ['allowed', 'unknown'] as const) {
      for (const { from, to, set } of this.folded(layer)) {
        const key = `${keyOf(from)} ${keyOf(to)}`;
        merged.set(key, { from, to, allowed: NONE, unknown: NONE, ...merged.get(key), [layer]: set });
      }
    }
    return [...merged.values()];
  }

  private folded(layer: keyof Reach): FoldedEdge[] {
    const { all, rows } = this.entities;
    const left = new Set(this.resolvers.map(({ entity }) => entity.index));
    const sets: Rows = rows.map(row => new Map([...row]
      .map(([to, reach]) => [to, reach[layer]] as const)
      .filter(([to, set]) => !set.isEmpty && !left.has(to))));
    return folded(sets, {
      crowds: [this.anybody, ...this.namespaces.length > 1 ? this.namespaces : []],
      isSeveral: index => isSeveral(all[index]),
      isImplied: (from, to) => isImplied(all[from], all[to], layer === 'allowed' ? 'open' : 'perhaps'),
    });
  }

  private node(end: number | Crowd, words: NodeWords): PictureNode {
    const id = `n${this.ids.size + 1}`;
    this.ids.set(end, id);
    return { id, ...words };
  }

  private drawn({ from, to, allowed, unknown }: Edge): PictureEdge {
    const [callers, called] = [this.entitiesAt(from), this.entitiesAt(to)];
    return {
      from: this.ids.get(from)!,
      to: this.ids.get(to)!,
      allowed,
      unknown,
      connections: connectionCount(callers, called),
      example: exampleOf(callers, called),
    };
  }

  private entitiesAt(end: number | Crowd): EdgeEnd {
    return typeof end === 'number' ? [this.entities.all[end]] : end.members.map(index => this.entities.all[index]);
  }
}

type Edge = Reach & Pick<FoldedEdge, 'from' | 'to'>;

/** Written into the node or the box, not drawn. */
function isWithin({ from, to }: Edge): boolean {
  return from === to;
}

function crowdWords(title: string, member: string, lines: readonly string[]): NodeWords {
  return { kind: 'anyWorkload', title, lines, marks: [], members: [member] };
}

function isSeveral(entity: Entity): boolean {
  return entity.kind === 'workloads' && entity.alike.workloads.length > 1;
}

function keyOf(end: number | Crowd): string {
  return typeof end === 'number' ? `${end}` : `all of ${end.name}`;
}

function namespaceOf(entity: Entity): string {
  return entity.kind === 'workloads' ? entity.alike.namespace : '';
}

function byEnds(a: PictureEdge, b: PictureEdge): number {
  return rankOf(a.from) - rankOf(b.from) || rankOf(a.to) - rankOf(b.to);
}

function rankOf(id: string): number {
  return Number(id.slice(1));
}

import { Network, Reach } from '../analysis/network';
import { connectionCount, exampleOf } from './edge-words';
import { Entities, Entity, isImplied, WorkloadsEntity } from './entities';
import { Mark, Picture, PictureEdge, PictureNode, PicturePair } from './picture';
import { NodeWords, nodeWords } from './picture-nodes';
import { pictureNotes } from './picture-notes';
import { counted } from './reach-words';
import { resolversAmong } from './resolvers';

/**
 * A drawing in which a namespace is one node, for networks of many workloads.
 *
 * @param focus the namespace of which the workloads are drawn, and of the others what they have to do with them
 */
export function namespacePicture(network: Network, entities: Entities, focus?: string): Picture {
  const resolvers = resolversAmong(entities);
  const left = new Set(resolvers.map(({ entity }) => entity.index));
  const sums = new Map<string, Sum>();
  entities.rows.forEach((row, index) => {
    const from = entities.all[index];
    for (const [other, reach] of row) {
      const to = entities.all[other];
      if (left.has(other) || isImplied(from, to, reach.allowed.isEmpty ? 'perhaps' : 'open')) continue;
      if (focus !== undefined && namespaceOf(from) !== focus && namespaceOf(to) !== focus) continue;
      const key = JSON.stringify([keyOf(from, focus), keyOf(to, focus)]);
      sums.set(key, plus(sums.get(key), from, to, reach, focus));
    }
  });
  const drawn = [...sums.values()].filter(({ from, to }) => from !== to);
  const used = new Set(drawn.flatMap(({ from, to }) => [from, to]));
  const words = new Map<string, NodeWords>();
  for (const entity of entities.all) {
    const key = keyOf(entity, focus);
    const isAlways = entity.kind === 'workloads' && (focus === undefined || entity.alike.namespace === focus);
    if (words.has(key) || !(isAlways || used.has(key))) continue;
    const isWhole = entity.kind !== 'workloads' || entity.alike.namespace === focus;
    words.set(key, isWhole ? nodeWords(entity) : namespaceWords(entity.alike.namespace, entities, sums));
  }
  const ids = new Map([...words.keys()].sort((a, b) => (a < b ? -1 : 1)).map((key, i) => [key, `n${i + 1}`]));
  const nodesOf = (isInFocus: boolean): PictureNode[] => [...ids]
    .filter(([key]) => key.startsWith(FOCUS) === isInFocus)
    .map(([key, id]) => ({ id, ...words.get(key)! }));
  const edges = drawn
    .map((sum): PictureEdge => ({ ...sum, from: ids.get(sum.from)!, to: ids.get(sum.to)! }))
    .sort((a, b) => Number(a.from.slice(1)) - Number(b.from.slice(1)) || Number(a.to.slice(1)) - Number(b.to.slice(1)));
  return {
    detail: 'namespaces',
    boxes: focus === undefined ? [] : [{ id: 's1', name: focus, lines: [], nodes: nodesOf(true) }],
    nodes: nodesOf(false),
    edges,
    notes: focus === undefined ? pictureNotes(network, entities, resolvers) : [],
  };
}

/** What all workloads of one namespace may do with those of another. */
interface Sum extends Reach {
  readonly from: string;
  readonly to: string;
  readonly connections: number;
  readonly example: PicturePair;
}

/** What the keys of the workloads in focus start with. */
const FOCUS = '2 ';

function plus(sum: Sum | undefined, from: Entity, to: Entity, { allowed, unknown }: Reach, focus?: string): Sum {
  const connections = connectionCount([from], [to]);
  if (sum === undefined) return { from: keyOf(from, focus), to: keyOf(to, focus), allowed, unknown, connections, example: exampleOf([from], [to]) };
  const certain = sum.allowed.union(allowed);
  return { ...sum, allowed: certain, unknown: sum.unknown.union(unknown).difference(certain), connections: sum.connections + connections };
}

/** Such that those who are not in a namespace come first. */
function keyOf(entity: Entity, focus?: string): string {
  if (entity.kind === 'workloads' && entity.alike.namespace !== focus) return `1 ${entity.alike.namespace}`;
  return `${entity.kind === 'workloads' ? FOCUS : '0 '}${`${entity.index}`.padStart(6, '0')}`;
}

function namespaceOf(entity: Entity): string | undefined {
  return entity.kind === 'workloads' ? entity.alike.namespace : undefined;
}

function namespaceWords(name: string, { all }: Entities, sums: ReadonlyMap<string, Sum>): NodeWords {
  const classes = all.filter((entity): entity is WorkloadsEntity => namespaceOf(entity) === name).map(({ alike }) => alike);
  const workloads = classes.flatMap(alike => alike.workloads).map(({ text }) => text).sort();
  const count = (isCounted: (alike: typeof classes[number]) => boolean): number => classes
    .filter(isCounted).reduce((sum, alike) => sum + alike.workloads.length, 0);
  const open = count(({ ends }) => ends.ingress.open !== 'nobody' || ends.egress.open !== 'nobody');
  const doubtful = count(({ ends }) => [ends.ingress, ends.egress].some(end => end.open === 'nobody' && end.perhaps !== 'nobody'));
  const own = sums.get(JSON.stringify([`1 ${name}`, `1 ${name}`]));
  const marks: Mark[] = [
    ...open === 0 ? [] : [{ tone: 'open', text: `${open} open in or out` } as const],
    ...doubtful === 0 ? [] : [{ tone: 'unknown', text: `${doubtful} in doubt` } as const],
  ];
  const lines = [counted(workloads.length, 'workload'), ...own ? [`${counted(own.connections, 'connection')} within`] : []];
  return { kind: 'namespace', title: name, lines, marks, members: workloads };
}

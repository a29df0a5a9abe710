import { Entity, peerOf } from './entities';
import { PicturePair } from './picture';

/** Those who stand at one end of an edge. */
export type EdgeEnd = readonly Entity[];

/** How many connections there are from all of one end to all of the other. Nobody is connected with itself. */
export function connectionCount(from: EdgeEnd, to: EdgeEnd): number {
  const callers = new Set(from);
  const selves = to.filter(entity => entity.kind === 'workloads' && callers.has(entity)).reduce((sum, entity) => sum + sizeOf(entity), 0);
  return totalOf(from) * totalOf(to) - selves;
}

/** One of the connections. */
export function exampleOf(from: EdgeEnd, to: EdgeEnd): PicturePair {
  const [caller] = from;
  const called = to.find(entity => entity !== caller);
  if (called !== undefined) return { from: peerOf(caller), to: peerOf(called) };
  const other = from.find(entity => entity !== to[0]);
  return other === undefined ? { from: peerOf(caller), to: peerOf(caller, true) } : { from: peerOf(other), to: peerOf(to[0]) };
}

function totalOf(end: EdgeEnd): number {
  return end.reduce((sum, entity) => sum + sizeOf(entity), 0);
}

function sizeOf(entity: Entity): number {
  return entity.kind === 'workloads' ? entity.alike.workloads.length : 1;
}

import { IConstruct } from 'constructs';
import { WrittenAt } from '../source/written-at';

const written = new WeakMap<IConstruct, WrittenAt>();

/** Remembers that a construct is written where its constructor was called. To be called from there. */
export function markWritten(construct: IConstruct): void {
  written.set(construct, WrittenAt.here());
}

/** Where the nearest hardened construct is written, at or above a construct: what it made has no line of its own. */
export function writtenAt(construct: IConstruct): WrittenAt | undefined {
  for (let scope: IConstruct | undefined = construct; scope; scope = scope.node.scope) {
    const place = written.get(scope);
    if (place) return place;
  }
  return undefined;
}

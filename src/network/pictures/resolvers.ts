import { ConnectionSet } from '../connections/connection-set';
import { Entities, Entity, isImplied } from './entities';

const { NONE } = ConnectionSet;

/** DNS, and the port at which OpenShift resolves names. */
const DNS = [53, 5353].reduce((set, port) => set.union(ConnectionSet.ports('TCP', port)).union(ConnectionSet.ports('UDP', port)), NONE);

/** Somebody who was not read, and is only asked for names: drawn, it would be an edge of every workload. */
export interface Resolver {
  readonly entity: Entity;
  readonly ports: ConnectionSet;
  /** The indexes of those who may ask, of those as well that may call anybody. */
  readonly callers: readonly number[];
}

/** Those of whom nothing but DNS is asked. */
export function resolversAmong({ all, rows }: Entities): Resolver[] {
  return all.filter(entity => entity.kind !== 'workloads' && rows[entity.index].size === 0).flatMap(entity => {
    let ports = NONE;
    const callers: number[] = [];
    for (const from of all) {
      const reach = rows[from.index].get(entity.index);
      if (reach === undefined) continue;
      if (!reach.allowed.isEmpty) callers.push(from.index);
      if (isImplied(from, entity, 'open')) continue;
      ports = ports.union(reach.allowed);
      if (!isImplied(from, entity, 'perhaps')) ports = ports.union(reach.unknown);
    }
    return ports.isEmpty || !ports.difference(DNS).isEmpty ? [] : [{ entity, ports, callers }];
  });
}

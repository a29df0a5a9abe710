import { Reach } from '../analysis/network';
import { ConnectionSet } from '../connections/connection-set';

/** Ports for a reader: `TCP 80, 443, UDP 53`, `all ports`. */
export function portWords(set: ConnectionSet): string {
  return set.isAll ? 'all ports' : set.text.replace(/,/g, ', ').replace(/\b(SCTP|TCP|UDP) 1-65535/g, 'all $1');
}

/** Ports that are certain, and those that are not: `TCP 80, perhaps UDP 53`. */
export function reachWords({ allowed, unknown }: Reach): string {
  return [...allowed.isEmpty ? [] : [portWords(allowed)], ...unknown.isEmpty ? [] : [`perhaps ${portWords(unknown)}`]].join(', ');
}

/** The same, cut where it is long: a picture has room for few words. */
export function shortReachWords(reach: Reach): string {
  const words = reachWords(reach);
  if (words.length <= LONGEST) return words;
  const parts = words.split(', ');
  let shown = 1;
  while (shown < parts.length && parts.slice(0, shown + 1).join(', ').length <= LONGEST - ROOM) shown++;
  return shown === parts.length ? words : `${parts.slice(0, shown).join(', ')} +${parts.length - shown}`;
}

const LONGEST = 28;
const ROOM = 3;

/** `1 workload`, `2 workloads`. */
export function counted(count: number, one: string, several = `${one}s`): string {
  return `${count} ${count === 1 ? one : several}`;
}

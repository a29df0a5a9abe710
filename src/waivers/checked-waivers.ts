import { Waiver } from './waiver';

/**
 * The waivers, if that is what they are: TypeScript checks it, plain JavaScript does not. Told by what they can do, so that those of
 * another copy of this library count as well.
 *
 * @throws when one was not made by a factory of `Waiver`.
 */
export function checkedWaivers(waivers: readonly Waiver[], who: string): readonly Waiver[] {
  const fake = waivers.findIndex(waiver => typeof waiver?._excuses !== 'function');
  if (fake < 0) return waivers;
  throw new Error(`${who}: waivers[${fake}] is no waiver. Make it by a factory, such as Waiver.privileged({ reason: '…' }).`);
}

/** @throws when two of the waivers are for the same: the second changes nothing, or says something else about the first. */
export function refuseTwice(waivers: readonly Waiver[], who: string): void {
  const known = new Map<string, Waiver>();
  for (const waiver of waivers) {
    const other = known.get(waiver._scopeKey);
    if (other !== undefined) throw new Error(`${who}: ${twice(other, waiver)}`);
    known.set(waiver._scopeKey, waiver);
  }
}

/** @throws when one is narrowed to objects or to a field: what is given to a construct is for its object, and a control for its own fields. */
export function refuseNarrowed(waivers: readonly Waiver[], who: string): void {
  for (const { control, objects, path } of waivers) {
    const narrowing = objects !== undefined ? 'objects' : path !== undefined ? 'path' : undefined;
    if (narrowing === undefined) continue;
    throw new Error(`${who}: Waiver.${control} is narrowed by ${narrowing}, and on a hardened construct it is for the construct. `
      + `Leave out ${narrowing}; narrow it by container or value.`);
  }
}

function twice(one: Waiver, other: Waiver): string {
  const differing = (['reason', 'expires', 'ticket', 'owner', 'optional'] as const).find(field => one[field] !== other[field]);
  const name = other.control === 'rule' ? `rule('${other.ruleIds[0]}')` : other.control;
  const what = `Waiver.${name}${other.container === undefined ? '' : ` for container '${other.container}'`}`;
  if (differing === undefined) return `${what} is given twice. Remove one of the two.`;
  const [before, now] = [one, other].map(waiver => JSON.stringify(waiver[differing]) ?? 'nothing');
  return `${what} is given twice, and the two contradict each other: ${differing} is ${before} and ${now}. Keep one of the two.`;
}

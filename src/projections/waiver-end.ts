import { ProjectedWaiver } from './projected-waiver';

/**
 * The last second of the first of the waivers to end, in UTC, as RFC 3339 writes it; undefined where none ends. A waiver holds through its last
 * day, so the bare day, which other tools take for its first moment, would end it a day too soon.
 */
export function firstEnd(waivers: readonly ProjectedWaiver[]): string | undefined {
  const [first] = waivers.flatMap(({ expires }) => expires === undefined ? [] : [expires]).sort();
  return first === undefined ? undefined : `${first}T23:59:59Z`;
}

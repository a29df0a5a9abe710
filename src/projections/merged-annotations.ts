import { ANNOTATING_SCANNERS } from './annotations-of';
import { Scanner } from './scanner';

/**
 * What a scanner is told, with the checks that somebody else has told it to leave out on the same object.
 *
 * @param present the annotations that the object has already.
 */
export function mergedAnnotations(
  scanner: Scanner, annotations: Readonly<Record<string, string>>, present: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string>> {
  const { lists = [] } = ANNOTATING_SCANNERS[scanner];
  const merged = lists.filter(key => Object.hasOwn(annotations, key) && typeof present[key] === 'string').map(key => [
    key, [...new Set([...itemsOf(present[key] as string), ...itemsOf(annotations[key])])].join(','),
  ]);
  return { ...annotations, ...Object.fromEntries(merged) };
}

function itemsOf(list: string): string[] {
  return list.split(',').map(item => item.trim()).filter(item => item !== '');
}

import { isObject } from '../kubernetes/json';

/** Plain JSON of our own that may be changed. */
export type MutableJson = { [field: string]: unknown };

/** What stands at a path of field names; undefined where the way ends early. */
export function valueAt(json: unknown, path: readonly string[]): unknown {
  let value = json;
  for (const field of path) {
    if (!isObject(value)) return undefined;
    value = value[field];
  }
  return value;
}

/**
 * Writes a value, and makes the objects on the way to it.
 *
 * @throws when something else than an object stands on the way.
 */
export function put(json: MutableJson, path: readonly string[], value: unknown): void {
  let place = json;
  for (const [index, field] of path.slice(0, -1).entries()) {
    place[field] ??= {};
    if (!isObject(place[field])) throw new Error(`${path.slice(0, index + 1).join('.')} must be an object, found ${JSON.stringify(place[field])}.`);
    place = place[field] as MutableJson;
  }
  place[path[path.length - 1]] = value;
}

/** Removes a field, where it is. */
export function remove(json: MutableJson, path: readonly string[]): void {
  const parent = valueAt(json, path.slice(0, -1));
  if (isObject(parent)) delete (parent as MutableJson)[path[path.length - 1]];
}

/** The list of objects at a field, which is made where there is none. */
export function listAt(json: MutableJson, field: string): MutableJson[] {
  json[field] ??= [];
  if (!Array.isArray(json[field])) throw new Error(`${field} must be a list, found ${JSON.stringify(json[field])}.`);
  return json[field] as MutableJson[];
}

/** The objects in a list; none where there is no list. */
export function objectsIn(list: unknown): MutableJson[] {
  return Array.isArray(list) ? list.filter(isObject) as MutableJson[] : [];
}

/** Without the fields that are undefined. */
export function defined(json: MutableJson): MutableJson {
  return Object.fromEntries(Object.entries(json).filter(([, value]) => value !== undefined));
}

/** The same with the fields of every object in alphabetical order, as cdk8s writes them. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.keys(value).sort().map(field => [field, sorted(value[field])]));
}

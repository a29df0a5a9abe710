import { FieldPath } from '../kubernetes/field-path';
import { isObject, JsonObject } from '../kubernetes/json';

/** An object, and where it stands in what was written. */
export interface Expanded {
  readonly json: unknown;
  readonly path: FieldPath;
}

const WHOLE: FieldPath = [];

/**
 * Opens `kind: List`, and typed lists such as `DeploymentList`, whose items are applied one by one.
 *
 * Items of a typed list may leave out apiVersion and kind, which follow from the list's.
 */
export function* expandLists(json: unknown, path: FieldPath = WHOLE): Generator<Expanded> {
  if (!isList(json)) {
    yield { json, path };
    return;
  }
  const { items } = json;
  if (items === undefined || items === null) return;
  if (!Array.isArray(items)) {
    yield { json: items, path: [...path, 'items'] };
    return;
  }
  for (let i = 0; i < items.length; i++) yield* expandLists(withKindOf(json, items[i]), [...path, 'items', i]);
}

function isList(json: unknown): json is JsonObject & { readonly kind: string } {
  if (!isObject(json) || typeof json.kind !== 'string' || !json.kind.endsWith('List')) return false;
  return json.kind === 'List' || (Array.isArray(json.items) && json.items.some(isObject));
}

function withKindOf(list: JsonObject & { readonly kind: string }, item: unknown): unknown {
  if (!isObject(item) || list.kind === 'List') return item;
  return { apiVersion: list.apiVersion, kind: list.kind.slice(0, -'List'.length), ...item };
}

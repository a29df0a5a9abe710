import { ApiObject } from 'cdk8s';
import { FieldPath } from '../kubernetes/field-path';
import { isObject, isPlainObject } from '../kubernetes/json';

const LIST_INDEX = /^\d+$/;

/** One operation of a JSON patch. */
export interface PatchOperation {
  readonly op: string;
  /** Where; a number stands for the item of a list, and `-` for the place after the last. */
  readonly path: FieldPath;
  /** What it puts there, plain JSON; undefined where it puts nothing there. */
  readonly value: unknown;
}

/**
 * The JSON patches of an object, which it keeps to itself; undefined where they cannot be told.
 *
 * Read by shape: the object may come from another copy of cdk8s.
 */
export function patchesOf(object: ApiObject): readonly PatchOperation[] | undefined {
  const { patches } = object as unknown as { patches?: unknown };
  if (!Array.isArray(patches)) return undefined;
  const operations: PatchOperation[] = [];
  for (const patch of patches) {
    const operation = operationOf(patch);
    if (operation === undefined) return undefined;
    operations.push(operation);
  }
  return operations;
}

function operationOf(patch: unknown): PatchOperation | undefined {
  const operation = isObject(patch) ? patch.operation : undefined;
  if (!isObject(operation) || typeof operation.op !== 'string' || typeof operation.path !== 'string') return undefined;
  try {
    return { op: operation.op, path: pathOf(operation.path), value: isJson(operation.value) ? operation.value : asJson(operation.value) };
  } catch {
    return undefined;
  }
}

function pathOf(pointer: string): FieldPath {
  const segments = pointer.split('/').slice(1);
  return segments.map(segment => {
    if (LIST_INDEX.test(segment)) return Number(segment);
    return segment.includes('~') ? segment.replace(/~1/g, '/').replace(/~0/g, '~') : segment;
  });
}

/** Most values are, and need no copy. */
function isJson(value: unknown): boolean {
  if (typeof value !== 'object') return typeof value !== 'function';
  if (Array.isArray(value)) return value.every(isJson);
  return value === null || (isPlainObject(value) && Object.values(value).every(isJson));
}

/** As cdk8s copies it: what is no JSON is gone before it reaches the object. */
function asJson(value: unknown): unknown {
  const text = JSON.stringify(value);
  return text === undefined ? undefined : JSON.parse(text);
}

import { Change } from '../../src/rules/rule';

/**
 * A copy of an object with one change. A step in brackets that is a word finds the item of a list by its name:
 * `spec.containers[app].image`. `undefined` removes the field.
 */
export function changed(object: object, change: Change): Record<string, unknown> {
  const copy = structuredClone(object) as Record<string, unknown>;
  for (const [path, value] of Object.entries(change)) set(copy, stepsOf(path), value);
  return copy;
}

function stepsOf(path: string): string[] {
  return [...path.matchAll(/\['([^']*)'\]|\[([^\]]*)\]|[^.[\]]+/g)].map(([whole, quoted, bracketed]) => quoted ?? (bracketed === undefined ? whole : `[${bracketed}]`));
}

function set(at: any, [step, ...rest]: string[], value: unknown): void {
  const key = step.startsWith('[') ? at.findIndex((item: { name: string }) => item.name === step.slice(1, -1)) : step;
  if (key === -1) throw new Error(`No item is called ${step}.`);
  if (rest.length > 0) {
    at[key] ??= {};
    set(at[key], rest, value);
  } else if (value === undefined) {
    delete at[key];
  } else {
    at[key] = value;
  }
}

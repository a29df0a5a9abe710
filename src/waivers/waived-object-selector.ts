import { isObject } from '../kubernetes/json';
import { WaivedObjects } from './waived-objects';

/** What an object says of itself. */
export interface NamedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly labels: { readonly [name: string]: unknown };
}

const FIELDS = ['apiVersion', 'kind', 'name', 'namespace'] as const;

/**
 * The objects, checked and copied.
 *
 * @throws when nothing is named, or by something other than text.
 */
export function checkedObjects(objects: WaivedObjects | undefined, who: string): WaivedObjects | undefined {
  if (objects === undefined) return undefined;
  const given = { ...objects };
  const strange = Object.keys(given).find(field => field !== 'labels' && !(FIELDS as readonly string[]).includes(field));
  if (strange !== undefined) throw new Error(`${who}, objects: there is no field '${strange}'. Narrow by ${FIELDS.join(', ')} or labels.`);
  for (const field of FIELDS) {
    if (given[field] !== undefined) checkText(given[field], `${who}, objects.${field}`);
  }
  if (given.labels !== undefined && !isObject(given.labels)) throw new Error(`${who}, objects.labels: ${JSON.stringify(given.labels)} is no map. Write { app: 'web' }.`);
  const labels = Object.entries(given.labels ?? {});
  labels.forEach(([name, value]) => {
    if (typeof value !== 'string') throw new Error(`${who}, objects.labels['${name}']: ${JSON.stringify(value)} is no text. Put it in quotes.`);
  });
  if (labels.length === 0 && FIELDS.every(field => given[field] === undefined)) {
    throw new Error(`${who}, objects: names no object. Leave it out, or narrow by ${FIELDS.join(', ')} or labels.`);
  }
  return Object.freeze({ ...given, ...given.labels && { labels: Object.freeze({ ...given.labels }) } });
}

/** Whether an object is one of them. */
export function areObjects({ labels = {}, ...fields }: WaivedObjects, object: NamedObject): boolean {
  return FIELDS.every(field => fields[field] === undefined || fields[field] === object[field])
    && Object.entries(labels).every(([name, value]) => Object.hasOwn(object.labels, name) && object.labels[name] === value);
}

/** `DaemonSet storage/driver with app=driver`: the objects in words. */
export function objectsInWords({ apiVersion, kind, name, namespace, labels = {} }: WaivedObjects): string {
  const id = namespace === undefined ? name : `${namespace}/${name ?? '*'}`;
  const selected = Object.entries(labels).map(([label, value]) => `${label}=${value}`);
  return [
    kind ?? 'objects',
    ...id === undefined ? [] : [id],
    ...apiVersion === undefined ? [] : [`of ${apiVersion}`],
    ...selected.length === 0 ? [] : [`with ${selected.join(', ')}`],
  ].join(' ');
}

function checkText(text: unknown, what: string): void {
  if (typeof text !== 'string' || text.trim() === '') throw new Error(`${what}: ${JSON.stringify(text)} is blank. Leave it out, or give the exact text.`);
}

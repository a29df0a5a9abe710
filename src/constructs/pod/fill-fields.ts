import { isUnset } from '../../kubernetes/json';
import { MutableJson, put, remove, valueAt } from '../mutable-json';
import { liftsOf } from './contrary';
import { HardenedField, PodContext, stepsOf } from './hardened-field';

const ADDED_CAPABILITIES = ['securityContext', 'capabilities', 'add'];

/** Fills every absent field with its default, or with what the waivers of it make the default. */
export function fillFields(json: MutableJson, fields: readonly HardenedField[], pod: PodContext, container?: string): void {
  for (const row of fields) {
    const path = stepsOf(row.field);
    if (row.field.includes('[*]') || row.required || !isUnset(valueAt(json, path))) continue;
    const value = defaultOf(row, pod, container);
    if (value === undefined) remove(json, path);
    else put(json, path, typeof value === 'object' ? structuredClone(value) : value);
  }
}

/** Adds the capabilities that waivers name to those that the container has. */
export function addWaivedCapabilities(json: MutableJson, pod: PodContext, container: string): void {
  const waived = pod.intent.waivers.ofContainer('addCapabilities', container).flatMap(waiver => waiver.values);
  if (waived.length === 0) return;
  const present = valueAt(json, ADDED_CAPABILITIES);
  put(json, ADDED_CAPABILITIES, [...new Set([...Array.isArray(present) ? present : [], ...waived])]);
}

function defaultOf(row: HardenedField, pod: PodContext, container?: string): unknown {
  const usual = row.fill?.(pod);
  const lifts = liftsOf(row, pod, container);
  if (lifts.length === 0) return usual;
  return lifts.map(({ control, waiver }) => row.waivedBy?.[control]?.(waiver, usual)).find(value => value !== undefined);
}

import { Draft } from './generated-pods';
import { SeededRandom } from './seeded-random';

/** What the API server does not know, or knows in another spelling only, and drops. */
const UNKNOWN: readonly Draft[] = [
  { Privileged: true }, { hostpid: true }, { HostNetwork: true }, { securitycontext: { privileged: true } }, { note: { type: 'Unconfined' } }, { notes: [{ a: null }] },
  { host: null, Host: '10.0.0.1' }, { runasnonroot: false }, { Os: { name: 'windows' } },
];

/** Maps of quantities. The API server reads null there as zero, which is not unset; ours reads it as unset, which is the stricter. */
const QUANTITIES = ['requests', 'limits'];

/** Objects whose fields have names of the user's choice: an unknown one would be a text or a quantity like any other. */
const MAPS = ['annotations', 'labels', 'matchLabels', 'selector', ...QUANTITIES];

/** What an object cannot do without: the API server refuses a workload without a pod, and nobody judges it. */
const KEPT = ['apiVersion', 'kind', 'name', 'spec', 'template', 'jobTemplate'];

/**
 * Strews over a manifest what Kubernetes does not see: fields that it does not know, and `null`, `{}` and `[]` in place of a value.
 *
 * No volume gets an unknown field: it may be a source that only a newer API server knows, so that ours refuses it, while the library in
 * hand takes the volume for one without a source.
 */
export function strewNoise(manifest: Draft, random: SeededRandom): void {
  if (random.chance(25)) empty(manifest, random);
  if (random.chance(25)) {
    const place = random.pick(placesIn(manifest).filter(({ field, inVolume }) => !inVolume && !MAPS.includes(field)));
    for (const [field, value] of Object.entries(structuredClone(random.pick(UNKNOWN)))) place.object[field] ??= value;
  }
}

function empty(manifest: Draft, random: SeededRandom): void {
  const { object } = random.pick(placesIn(manifest).filter(({ field }) => !QUANTITIES.includes(field)));
  const fields = Object.keys(object).filter(field => !KEPT.includes(field));
  if (fields.length === 0) return;
  const field = random.pick(fields);
  const value = object[field];
  if (Array.isArray(value)) object[field] = random.pick([[], null]);
  else if (typeof value === 'object' && value !== null) object[field] = random.pick([{}, null]);
  else object[field] = null;
}

interface Place {
  readonly object: Draft;
  /** The field that holds it, or holds the list that it is an item of. */
  readonly field: string;
  readonly inVolume: boolean;
}

/** Every object within a value, itself included. */
function placesIn(value: unknown, inVolume = false, field = ''): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const within = Object.entries(value).flatMap(([key, child]) =>
    placesIn(child, inVolume || field === 'volumes', Array.isArray(value) ? field : key));
  return Array.isArray(value) ? within : [{ object: value as Draft, field, inVolume: inVolume || field === 'volumes' }, ...within];
}

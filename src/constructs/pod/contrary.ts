import { isObject, isPlainObject, isUnset } from '../../kubernetes/json';
import { WaivedControl } from '../../waivers/waived-control';
import { Waiver } from '../../waivers/waiver';
import { valueAt } from '../mutable-json';
import { shown } from '../shown';
import { waiverToWrite } from '../waiver-to-write';
import { HardenedField, PodContext, stepsOf } from './hardened-field';

/** Stands for each item of a list. */
const EACH = '[*]';

/** A field that is weaker than wanted, and that no waiver lifts. */
export interface Contrary {
  /** From the spec of the pod, or from the container. */
  readonly path: string;
  readonly container?: string;
  /** What is wanted and what was found, read after the path. */
  readonly message: string;
  /** What to do rather than to waive it. */
  readonly instead: string;
  /** The waiver to write, where one lifts it. */
  readonly waiver?: string;
}

/** What in a pod's spec, or in a container, is contrary to the rows of the table. */
export function contraries(json: unknown, fields: readonly HardenedField[], pod: PodContext, container?: string): Contrary[] {
  return fields.flatMap(row => valuesAt(json, row.field)
    .filter(({ value }) => isContrary(row, value, pod) && !isWaived(row, value, pod, container))
    .map(({ path, value }) => contraryOf(row, path, value, container)));
}

/** The waivers that lift a row, for the pod as a whole or for one container. */
export function liftsOf(row: HardenedField, pod: PodContext, container?: string): Array<{ control: WaivedControl; waiver: Waiver }> {
  const { waivers } = pod.intent;
  return (Object.keys(row.waivedBy ?? {}) as WaivedControl[]).flatMap(control => {
    const covering = container === undefined ? waivers.ofPod(control) : waivers.ofContainer(control, container);
    return covering.map(waiver => ({ control, waiver }));
  });
}

function isContrary(row: HardenedField, value: unknown, pod: PodContext): boolean {
  if (isUnset(value)) return row.required ?? false;
  return !isUnresolved(value) && !row.accepts(value, pod);
}

/** A Lazy or another token of cdk8s, whose value is known only when it is rendered: an instance of a class, which no final JSON holds. */
function isUnresolved(value: unknown): boolean {
  return isObject(value) && !isPlainObject(value);
}

function isWaived(row: HardenedField, value: unknown, pod: PodContext, container?: string): boolean {
  return liftsOf(row, pod, container).some(({ waiver }) => waiver._coversValue(value));
}

function contraryOf(row: HardenedField, path: string, value: unknown, container?: string): Contrary {
  const [control] = Object.keys(row.waivedBy ?? {}) as WaivedControl[];
  return {
    path,
    container,
    message: `must ${row.must}, found ${shown(value)}`,
    instead: row.instead ?? 'Leave it out',
    waiver: control === undefined ? undefined : waiverToWrite(control, container, value),
  };
}

/** A value, and the path at which it stands. */
interface Found {
  readonly path: string;
  readonly value: unknown;
}

/** Each value of a field, `[*]` followed into every item. */
function valuesAt(json: unknown, field: string): Found[] {
  const star = field.indexOf(EACH);
  if (star < 0) return [{ path: field, value: valueAt(json, stepsOf(field)) }];
  const list = field.slice(0, star);
  const rest = field.slice(star + EACH.length + 1);
  const value = valueAt(json, stepsOf(list));
  if (!Array.isArray(value)) return [];
  const items = value.map((item: unknown, index): Found => ({ path: `${list}[${index}]`, value: item }));
  return rest === '' ? items : items.flatMap(item => valuesAt(item.value, rest).map(inner => ({ ...inner, path: `${item.path}.${inner.path}` })));
}

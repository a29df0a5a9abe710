import { isObject } from '../kubernetes/json';
import { NamedObject } from './waived-object-selector';

/** What a finding is about, as far as waivers are narrowed to it. */
export interface Fault {
  /** The id of the rule, and those that it had before. */
  readonly ruleIds: readonly string[];
  readonly object: NamedObject;
  readonly container?: string;
  /** From the object. */
  readonly path: string;
  /** From the container, or from the pod or the object. */
  readonly field: string;
  /** What stands in the field, if anything. */
  readonly value?: unknown;
}

/** What a waiver calls a value that was found: text as it is, numbers as they are written, a folder of the node by its path. */
export function valueInWords(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (!isObject(value)) return undefined;
  const { path } = isObject(value.hostPath) ? value.hostPath : value;
  return typeof path === 'string' ? path : undefined;
}

/** Whether a volume, or what stands in its `hostPath`, is a folder of the node: a rule about volumes finds others too. */
export function isHostPath({ path, value }: Pick<Fault, 'path' | 'value'>): boolean {
  return path.endsWith('.hostPath') || (isObject(value) && isObject(value.hostPath));
}

import { JsonObject } from '../../kubernetes/json';
import { Target } from '../../scope/target';
import { WaivedControl } from '../../waivers/waived-control';
import { Waiver } from '../../waivers/waiver';
import { PodIntent } from './pod-intent';

/** The pod that a field belongs to. */
export interface PodContext {
  /** What the author asked for. */
  readonly intent: PodIntent;
  /** What it is deployed to, as far as anybody has said. */
  readonly target: Target;
  readonly spec: JsonObject;
}

/** What stands in an absent field once its control is waived; undefined for nothing. */
export type Relaxed = (waiver: Waiver, usual: unknown) => unknown;

/** One row of the table of hardened fields. */
export interface HardenedField {
  /** From the spec of the pod, or from the container; `[*]` stands for each item of a list. */
  readonly field: string;
  /** What is wanted, read after the field: `be true`. */
  readonly must: string;
  /** Whether a value is as strict as that. */
  readonly accepts: (value: unknown, pod: PodContext) => boolean;
  /** Whether the field must not be absent. */
  readonly required?: boolean;
  /** What is emitted where the field is absent; undefined for nothing. */
  readonly fill?: (pod: PodContext) => unknown;
  /** The controls whose waiver lifts it, the narrowest first. */
  readonly waivedBy?: { readonly [control in WaivedControl]?: Relaxed };
  /** What to do rather than to waive it. */
  readonly instead?: string;
}

/** The waiver makes that value the default. */
export const emits = (value: unknown): Relaxed => () => value;

/** The waiver only allows what somebody wrote, and leaves the default alone. */
export const usual: Relaxed = (_, value) => value;

/** The waiver takes the default away. */
export const nothing: Relaxed = () => undefined;

/** A waiver for one container makes that value its default; one for the whole pod is applied at the pod. */
export const emitsIfNarrowed = (value: unknown): Relaxed => waiver => waiver.container === undefined ? undefined : value;

const STEPS = new Map<string, readonly string[]>();

/** The names on the way to a field, split once: the table is read for every container of an app. */
export function stepsOf(field: string): readonly string[] {
  const steps = STEPS.get(field) ?? field.split('.');
  STEPS.set(field, steps);
  return steps;
}

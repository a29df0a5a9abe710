import { Container } from '../kubernetes/container';
import { FieldPath } from '../kubernetes/field-path';
import { Pod } from '../kubernetes/pod';

/** Where a requirement is judged: a value, and what it is part of. */
export interface Place {
  readonly value: unknown;
  /** From the object to the value. */
  readonly path: FieldPath;
  /** How much of the path is obvious to a reader, who is told the container or the pod. */
  readonly knownUpTo: number;
  readonly pod?: Pod;
  readonly container?: Container;
}

/** The place of the template of a pod. */
export function placeOfPod(pod: Pod): Place {
  return { value: pod.template, path: pod.path, knownUpTo: pod.path.length, pod };
}

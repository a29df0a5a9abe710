import { FieldPath } from '../kubernetes/field-path';

/** One place where a requirement is not met. */
export interface Violation {
  /** From the object. */
  readonly path: FieldPath;
  /** From the container, the pod spec or the object: what people call the field where it is obvious whose it is. */
  readonly field: string;
  /** What the field must be, and why it is not: `must be true, is unset`. */
  readonly message: string;
  /** The name of the container, where it is in one. */
  readonly container?: string;
  /** What stands there, if anything. */
  readonly value?: unknown;
}

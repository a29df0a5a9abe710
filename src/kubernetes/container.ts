import { FieldPath } from './field-path';
import { JsonObject } from './json';

/** What part a container plays in its pod. */
export enum ContainerRole {
  /** Runs to its end before the app starts. */
  INIT = 'init container',
  /** A native sidecar: an init container with `restartPolicy: Always`, which keeps running. */
  SIDECAR = 'sidecar container',
  /** One of `containers`. */
  APP = 'container',
  /** Added to a running pod for debugging. */
  EPHEMERAL = 'ephemeral container',
}

/** The containers that may ask for resources; the API server refuses them on an ephemeral one. */
export const RESOURCED: readonly ContainerRole[] = [ContainerRole.INIT, ContainerRole.SIDECAR, ContainerRole.APP];

/** A read-only view of one container of a pod. */
export interface Container {
  readonly role: ContainerRole;
  /** The name, or the place where it stands if it has none. */
  readonly name: string;
  readonly json: JsonObject;
  /** From the pod template. */
  readonly path: FieldPath;
}

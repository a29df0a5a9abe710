/** Objects, by what they say of themselves; an object has to meet all that is given. */
export interface WaivedObjects {
  /**
   * The API group and version: `apps/v1`.
   *
   * @default - any
   */
  readonly apiVersion?: string;

  /**
   * The kind: `DaemonSet`.
   *
   * @default - any
   */
  readonly kind?: string;

  /**
   * The whole name.
   *
   * @default - any
   */
  readonly name?: string;

  /**
   * The namespace that the object names, or is applied to.
   *
   * @default - any, or none
   */
  readonly namespace?: string;

  /**
   * Labels of the object itself, all of which it has to have.
   *
   * @default - any
   */
  readonly labels?: { [name: string]: string };
}

/** Where a finding is expected, besides its path: what is given has to be so. */
export interface ExpectedPlace {
  /**
   * The name of the container.
   *
   * @default - any container, or none
   */
  readonly container?: string;

  /**
   * The kind of the object: `Deployment`.
   *
   * @default - any
   */
  readonly kind?: string;

  /**
   * The name of the object in the manifest.
   *
   * @default - any
   */
  readonly name?: string;

  /**
   * The namespace that the object names.
   *
   * @default - any, or none
   */
  readonly namespace?: string;

  /**
   * The construct that the object is made by, or below, by its path from the scope on: `Agent/Deployment`. Of a finding about a waiver, the construct
   * that the waiver is given to.
   *
   * @default - any construct of the scope
   */
  readonly constructPath?: string;
}

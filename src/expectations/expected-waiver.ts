import { WaivedObjects } from '../waivers/waived-objects';

/** A waiver that is expected to be in use, as narrow as it is meant to be. Its reason and its last day are free. */
export interface ExpectedWaiver {
  /** The rule that it is for, as the report names it: `read-only-root-fs` for `Waiver.readOnlyRootFilesystem`. */
  readonly ruleId: string;

  /**
   * The construct that it is given to, by its path from the scope on: `Agent/Deployment`. Empty for the scope itself.
   *
   * @default - any construct of the scope, or one around it
   */
  readonly constructPath?: string;

  /**
   * The container that it is narrowed to.
   *
   * @default - it is not narrowed to one
   */
  readonly container?: string;

  /**
   * The values that it is narrowed to, such as capabilities, in any order.
   *
   * @default - it is not narrowed to values
   */
  readonly values?: string[];

  /**
   * The field that it is narrowed to.
   *
   * @default - it is not narrowed to one
   */
  readonly path?: string;

  /**
   * The objects that it is narrowed to.
   *
   * @default - it is not narrowed to some
   */
  readonly objects?: WaivedObjects;
}

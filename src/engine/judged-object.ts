import { Waiver } from '../waivers/waiver';

/** A waiver, and where it was given. */
export interface GivenWaiver {
  readonly waiver: Waiver;
  readonly constructPath: string;
}

/** What the last hand of a hardened construct refuses, in the words of the engine. */
export interface Refused {
  /** From the object, or from the container that is named. */
  readonly path: string;
  readonly container?: string;
  readonly message: string;
  readonly fix: string;
}

/** One object as it will be written, and what is known of it. */
export interface JudgedObject {
  readonly json: unknown;
  readonly constructPath: string;
  /** The path of the construct that a developer holds, where a waiver would be added. */
  readonly waiveAt: string;
  readonly waivers: readonly GivenWaiver[];
  readonly refusals: readonly Refused[];
  /** Why it could not be rendered, if so. */
  readonly unreadable?: string;
  /** An object that rules about several objects see, but nobody asked to judge. */
  readonly onlySeen?: boolean;
}

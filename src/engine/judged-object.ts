import { FieldPath } from '../kubernetes/field-path';
import { Source } from '../source/source';
import { Waiver } from '../waivers/waiver';

/** A waiver, and where it was given. */
export interface GivenWaiver {
  readonly waiver: Waiver;
  /** The construct that it was added to; empty for the app, and for a file. */
  readonly constructPath: string;
  /** It was given to a hardened construct, which relaxes its defaults for every container that the waiver is for. */
  readonly relaxes?: boolean;
  /** What the construct relaxes leaves nothing for a rule to find. */
  readonly isSilent?: boolean;
  /** Where it was written, if that is known. */
  readonly source?: Source;
  /** Who forbids waivers of a rule where it was given, if somebody does. */
  forbiddenBy?(ruleId: string): string | undefined;
}

/** What the last hand of a hardened construct refuses, in the words of the engine. */
export interface Refused {
  /** From the object, or from the container that is named. */
  readonly path: string;
  readonly container?: string;
  readonly message: string;
  readonly fix: string;
}

/** A field that hardens, was asked for, and did not arrive. */
export interface Dropped {
  /** From the object. */
  readonly path: string;
  readonly message: string;
  readonly fix: string;
}

/** Who an object comes from: what is kept of it to the end of a run, and what its findings are found by. */
export interface Origin {
  /** Empty for an object without a construct. */
  readonly constructPath: string;
  /** The path of the construct that a developer holds, where a waiver would be added. */
  readonly waiveAt: string;
  readonly waivers: readonly GivenWaiver[];
  readonly refusals: readonly Refused[];
  readonly dropped?: readonly Dropped[];
  /** Where it was written, if that is known. */
  readonly source?: Source;
  /** Who forbids waivers of a rule for it, if somebody does. */
  forbiddenBy?(ruleId: string): string | undefined;
}

/** One object as it will be written, or was read. */
export interface JudgedObject {
  readonly origin: Origin;
  readonly json: unknown;
  /** Why it could not be rendered, if so. */
  readonly unreadable?: string;
  /** An object that rules about several objects see, but nobody asked to judge. */
  readonly onlySeen?: boolean;
  /** Where a field of it was written, where that is known better than of the whole. */
  sourceOf?(path: FieldPath): Source;
}

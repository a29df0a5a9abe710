import { IConstruct } from 'constructs';
import { FieldPath } from '../kubernetes/field-path';
import { DroppedField } from './dropped-fields';
import { Refusal } from './refusal';

/** One object as it will be written. */
export interface RenderedManifest {
  /** The `ApiObject`; or the `Chart`, for what only the chart's own `toJson` makes. */
  readonly construct: IConstruct;
  readonly constructPath: string;
  /** A frozen deep copy, plain JSON; undefined when unreadable. */
  readonly json: any;
  /** What the last hand of a hardened construct refuses. */
  readonly refusals: readonly Refusal[];
  /** The hardening fields that were asked for and that the object's class left out. */
  readonly dropped: readonly DroppedField[];
  /** Why it could not be rendered, or is not plain JSON. */
  readonly unreadable?: string;
}

/** Annotations that a judge puts on an object: what it found stands in the manifest. */
export interface AnnotationsAt {
  /** From the manifest to the object, which may be an item of a List. */
  readonly at: FieldPath;
  readonly annotations: Readonly<Record<string, string>>;
}

/** What a judge says about all manifests of an app. */
export interface Judgement {
  /** The whole text that stops the synth. */
  readonly failure?: string;
  /** The same, coloured for the terminal that it will be printed on. */
  readonly failureOnTerminal?: string;
  /** Text for stderr where nothing fails: warnings, what was waived. */
  readonly notice?: string;
  /** The manifests that this judge answers for, their refusals included. */
  readonly judged: ReadonlySet<RenderedManifest>;
  /** What is written besides what was judged. */
  readonly annotations?: ReadonlyMap<RenderedManifest, readonly AnnotationsAt[]>;
}

/** Judges everything that is about to be written, before any of it is. */
export interface Judge {
  judge(manifests: readonly RenderedManifest[]): Judgement;
}

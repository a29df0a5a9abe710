import { ContainerRole } from '../kubernetes/container';

/**
 * What a rule demands, as plain data. One declaration is compiled to a fast closure and, where it fails, to violations with
 * their field paths; its shape is kept such that it compiles to CEL as well: no leaf tells `null` from absent, and only `declared`
 * and its kin tell `{}` from absent, which is for fields that the API server keeps as pointers.
 *
 * A `field` is a path from where the requirement is judged: from the object, the pod template, the container or the item.
 * The empty field is that place itself.
 */
export type Requirement =
  | Present | Absent | Declared | Undeclared | DeclaresOnly | Equals | NotEquals | OneOf | InRange | QuantityAtMost | Matches | ImageReferenceIs
  | AllOf | AnyOf | NoneOf | Unless
  | Every | Some | EveryEntry | EntryOfContainer
  | EveryContainer | InPod
  | BySince | UnlessPlatformAssignsUserIds
  | Worded;

export type Scalar = string | number | boolean;

/**
 * The field is set. Not for texts, numbers and switches that are no pointers in the API: the API server drops an empty one, which is set here.
 */
export interface Present { readonly op: 'present'; readonly field: string }

/** The field is not set. */
export interface Absent { readonly op: 'absent'; readonly field: string }

/**
 * The field is there, if only as `{}`. For the few structs that the API server keeps as pointers, where `{}` says something: the source of
 * a volume, a seccomp or AppArmor profile.
 */
export interface Declared { readonly op: 'declared'; readonly field: string }

/** The field is not there, or null; `{}` is there. */
export interface Undeclared { readonly op: 'undeclared'; readonly field: string }

/** Of the fields of the object none but these is there. */
export interface DeclaresOnly { readonly op: 'declares-only'; readonly field: string; readonly names: readonly string[] }

/** The field is set to this value. */
export interface Equals { readonly op: 'equals'; readonly field: string; readonly value: Scalar }

/** The field is not set to this value; unset is fine. */
export interface NotEquals { readonly op: 'not-equals'; readonly field: string; readonly value: Scalar }

/** The field is one of these values; `orUnset` says whether unset is fine. */
export interface OneOf { readonly op: 'one-of'; readonly field: string; readonly values: readonly Scalar[]; readonly orUnset: boolean }

/** The field is a whole number of at least `min`; `orUnset` says whether unset is fine. */
export interface InRange { readonly op: 'in-range'; readonly field: string; readonly min: number; readonly orUnset: boolean }

/** The quantity is not above that of another field; unset or malformed quantities are not this requirement's business. */
export interface QuantityAtMost { readonly op: 'quantity-at-most'; readonly field: string; readonly other: string }

/** The text matches a regular expression of the subset that JavaScript and RE2 share; `orUnset` says whether unset is fine. */
export interface Matches { readonly op: 'matches'; readonly field: string; readonly pattern: string; readonly orUnset: boolean }

/** The image reference is well formed and says which image it means. */
export interface ImageReferenceIs { readonly op: 'image'; readonly field: string; readonly pinnedBy: 'tag-or-digest' | 'digest' }

export interface AllOf { readonly op: 'all-of'; readonly parts: readonly Requirement[] }

/** One of the parts holds. Where none does, the first is what people are told to mend. */
export interface AnyOf { readonly op: 'any-of'; readonly parts: readonly Requirement[] }

/** None of the parts holds. */
export interface NoneOf { readonly op: 'none-of'; readonly parts: readonly Requirement[] }

/** The part holds, or the condition excuses it; only the part is spoken of. */
export interface Unless { readonly op: 'unless'; readonly condition: Requirement; readonly part: Requirement }

/** Every item of the list meets this; an unset list does. */
export interface Every { readonly op: 'every'; readonly field: string; readonly each: Requirement }

/** Some item of the list meets this; an unset list does not. */
export interface Some { readonly op: 'some'; readonly field: string; readonly each: Requirement }

/**
 * Every entry of the map of texts whose key starts like this, or is this where it is `whole`, meets the requirement; an unset map does.
 * A null entry is the empty text, as it is once the API server has read it.
 */
export interface EveryEntry {
  readonly op: 'every-entry';
  readonly field: string;
  readonly keyPrefix: string;
  readonly whole?: true;
  readonly each: Requirement;
}

/**
 * Within a container: the entry of the pod's map of texts whose key is this prefix and the name of the container meets the requirement;
 * none does. A null entry is the empty text.
 */
export interface EntryOfContainer { readonly op: 'entry-of-container'; readonly field: string; readonly keyPrefix: string; readonly each: Requirement }

/** Every container of the pod meets this, init, sidecar and ephemeral containers included unless roles are named. */
export interface EveryContainer { readonly op: 'every-container'; readonly each: Requirement; readonly roles?: readonly ContainerRole[] }

/** Judged at the pod template of the container at hand. */
export interface InPod { readonly op: 'in-pod'; readonly part: Requirement }

/** The variant with the greatest minor that is not above the target's; none where all are above. */
export interface BySince { readonly op: 'by-since'; readonly variants: ReadonlyArray<{ readonly since: number; readonly part: Requirement }> }

/** Holds where the platform assigns user ids itself. */
export interface UnlessPlatformAssignsUserIds { readonly op: 'unless-platform-assigns-user-ids'; readonly part: Requirement }

/** The same requirement, said in words of its own: `must …`. */
export interface Worded { readonly op: 'worded'; readonly part: Requirement; readonly expectation: string }

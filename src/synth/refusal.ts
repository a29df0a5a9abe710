/** One thing in its own JSON that a hardened construct refuses to emit. */
export interface Refusal {
  /** Where in the manifest, or relative to the container that is named, for example `securityContext.privileged`. */
  readonly path: string;
  /** The container it is about, where it is about one. */
  readonly container?: string;
  /** What is wrong, read after the path: `must not be true`. */
  readonly message: string;
  /** The change, or the waiver to write. */
  readonly fix: string;
}

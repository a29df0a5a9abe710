/** A recording, and what a developer should know of it. */
export interface Recorded {
  /** Where it belongs. */
  readonly path: string;
  readonly content: object;
  /** Lines for the console. */
  readonly summary: readonly string[];
}

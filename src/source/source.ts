/** A line of a file. */
export interface Source {
  readonly file: string;
  /** From 1 on. */
  readonly line: number;
}

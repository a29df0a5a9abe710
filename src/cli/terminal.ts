/** Where a command writes to. */
export interface Terminal {
  /** Whether people look at standard output, and want colours. */
  readonly hasColours: boolean;
  stdout(text: string): void;
  stderr(text: string): void;
}

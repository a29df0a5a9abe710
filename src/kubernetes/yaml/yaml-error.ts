/** A file that cannot be read, or that must not be read. The message names no position: `line` does. */
export class YamlError extends Error {
  /** 1-based, in the file. */
  public readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.name = 'YamlError';
    this.line = line;
  }
}

import { YamlError } from './yaml-error';

/** The text of one document, and where in the file it stands. Offsets are UTF-16 units into `text`. */
export class SourceText {
  /** Offsets of the line feeds: made on the first question, as most documents are never asked about. */
  private lineFeeds: number[] | undefined;

  constructor(public readonly text: string, private readonly firstLine: number) {}

  /** The 1-based line of the file. */
  public lineAt(offset: number): number {
    const lineFeeds = this.lineFeeds ??= offsetsOf('\n', this.text);
    let low = 0;
    let high = lineFeeds.length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (lineFeeds[middle] < offset) low = middle + 1;
      else high = middle;
    }
    return this.firstLine + low;
  }

  public fail(message: string, offset: number): never {
    throw new YamlError(message, this.lineAt(offset));
  }
}

function offsetsOf(character: string, text: string): number[] {
  const offsets: number[] = [];
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) offsets.push(at);
  return offsets;
}

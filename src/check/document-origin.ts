import { GivenWaiver, Origin } from '../engine/judged-object';
import { Source } from '../source/source';

const NONE: readonly never[] = [];

/** A document of a file. Of every document one is kept to the end of a check, so it is small. */
export class DocumentOrigin implements Origin {
  /**
   * @param line where the document starts, from 1 on.
   * @param waivers of the check, in the list that all its documents share.
   */
  constructor(private readonly file: string, private readonly line: number, public readonly waivers: readonly GivenWaiver[] = NONE) {}

  public get source(): Source {
    return { file: this.file, line: this.line };
  }

  public get constructPath(): string {
    return '';
  }

  public get waiveAt(): string {
    return '';
  }

  public get refusals(): readonly never[] {
    return NONE;
  }
}

import { Origin } from '../engine/judged-object';
import { Source } from '../engine/report';

const NONE: readonly never[] = [];

/** A document of a file. Of every document one is kept to the end of a check, so it is small. */
export class DocumentOrigin implements Origin {
  /** @param line where the document starts, from 1 on */
  constructor(private readonly file: string, private readonly line: number) {}

  public get source(): Source {
    return { file: this.file, line: this.line };
  }

  public get constructPath(): string {
    return '';
  }

  public get waiveAt(): string {
    return '';
  }

  public get waivers(): readonly never[] {
    return NONE;
  }

  public get refusals(): readonly never[] {
    return NONE;
  }
}

import { readFileSync } from 'fs';
import { join } from 'path';

/** What netpol-analyzer says of the cases; `bench/network/record-agreement.mjs` asks it again. */
export interface RecordedAnswers {
  /** `netpol-analyzer v1.4.4` */
  readonly peer: string;
  /** By the folder and the name of a case: `alike/expressions`. */
  readonly answers: { readonly [name: string]: RecordedAnswer };
}

export interface RecordedAnswer {
  readonly exitCode: number;
  /** As it lists connections, but for the label `[External]`, which it does not write in this version. */
  readonly lines: readonly string[];
  /** The first line of what it says where it gives no list. */
  readonly error?: string;
}

export function readRecordedAnswers(): RecordedAnswers {
  return JSON.parse(readFileSync(join(__dirname, 'netpol-analyzer.recorded.json'), 'utf8')) as RecordedAnswers;
}

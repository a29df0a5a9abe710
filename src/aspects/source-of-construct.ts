import { IConstruct } from 'constructs';
import { writtenAt } from '../scope/written-constructs';
import { Source } from '../source/source';
import { lineOfCode } from './line-of-code';

/** The line of TypeScript that made the nearest hardened construct, at or above a construct. */
export function sourceOfConstruct(construct: IConstruct): Source | undefined {
  return lineOfCode(writtenAt(construct));
}

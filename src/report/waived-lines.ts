import { WaiverUse } from '../engine/report';
import { alignedLines } from './aligned-lines';
import { Digest } from './digest';
import { Paint } from './paint';
import { reportedWaiver } from './reported-waiver';
import { toldWaiver } from './told-waiver';

/** So many sentences are told in full. */
const FEW = 2;

/** What is waived, where, until when and why, as a table; nothing where nothing is. Waivers that have no effect are findings, and not in it. */
export function waivedLines(uses: readonly WaiverUse[], findings: Digest, paint: Paint): string[] {
  const told = uses.filter(use => hasEffect(use, findings)).map(use => toldWaiver(reportedWaiver(use)));
  if (told.length === 0) return [];
  const [heading, ...rows] = alignedLines([
    ['waived', 'where', 'until', 'why'],
    ...told.map(({ what, where, until, why }) => [what, where, until, why]),
  ]);
  return [paint.strong(heading), ...rows.flatMap((row, i) => [row, ...fewWiderLines(told[i].widened)])];
}

/** Several scanners make long lists, which nobody would read at every synth. */
function fewWiderLines(widened: readonly string[]): string[] {
  if (widened.length <= FEW) return widerLines(widened);
  return [`    wider  other scanners are told more than this in ${widened.length} ways: the report in JSON names them, and so does \`cdk8s-hardened waivers\``];
}

/** What other scanners are told beyond the waiver, under its row. */
export function widerLines(widened: readonly string[]): string[] {
  return widened.map(sentence => `    wider  ${sentence}`);
}

/** One that excuses no finding may have relaxed what no rule looks at, unless somebody forbids it. */
function hasEffect({ waiver, used, expired, excuses }: WaiverUse, findings: Digest): boolean {
  return used && !expired && (excuses > 0 || !findings.forbids(waiver));
}

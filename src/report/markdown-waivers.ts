import { ReportWaiver } from './hardening-report';
import { wholeCode, wholeText } from './markdown-text';
import { toldWaiver } from './told-waiver';

/** The head of a table of waivers. */
export const WAIVER_TABLE_HEAD = '\n| waived | where | until | state | findings | written at | why |\n|---|---|---|---|---|---|---|\n';

/** Its row for one of them, where nothing is cut: what somebody has to answer for is told whole. */
export function waiverRow(waiver: ReportWaiver): string {
  const { what, where, until, state, writtenAt, why, widened } = toldWaiver(waiver);
  const cells = [
    wholeCode(what),
    wholeCode(where),
    wholeText(until),
    state,
    String(waiver.excuses),
    wholeCode(writtenAt),
    [why, ...widened.map(sentence => `wider: ${sentence}`)].map(wholeText).join('<br>'),
  ];
  return `| ${cells.join(' | ')} |\n`;
}

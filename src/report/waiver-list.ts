import { alignedLines } from './aligned-lines';
import { ReportWaiver } from './hardening-report';
import { WAIVER_TABLE_HEAD, waiverRow } from './markdown-waivers';
import { Paint } from './paint';
import { plainJson } from './plain-json';
import { waiverWithNulls } from './reported-waiver';
import { counted } from './summary-line';
import { ToldWaiver, toldWaiver } from './told-waiver';
import { widerLines } from './waived-lines';

/** Waivers of any standing as a table for the terminal. */
export function waiverListText(waivers: readonly ReportWaiver[], paint: Paint): string {
  const told = waivers.map(toldWaiver);
  const [heading, ...rows] = alignedLines([
    ['waived', 'where', 'until', 'state', 'findings', 'written at', 'why'],
    ...told.map(({ what, where, until, state, writtenAt, why }, i) => [what, where, until, state, String(waivers[i].excuses), writtenAt, why]),
  ]);
  return [
    ...rows.length === 0 ? [] : [paint.strong(heading)],
    ...rows.flatMap((row, i) => [toneOf(told[i], paint)(row), ...widerLines(told[i].widened)]),
    `${summaryOf(told)}.`,
    '',
  ].join('\n');
}

/** The same for a page or a comment. */
export function waiverListMarkdown(waivers: readonly ReportWaiver[]): string {
  const table = waivers.length === 0 ? '' : `${WAIVER_TABLE_HEAD}${waivers.map(waiverRow).join('')}`;
  return `### ${summaryOf(waivers.map(toldWaiver))}\n${table}`;
}

/** The same as a list of JSON, a waiver a line, each as in a report. What is not there is null. */
export function waiverListJson(waivers: readonly ReportWaiver[]): string {
  return waivers.length === 0 ? '[]\n' : `[\n${waivers.map(waiver => `  ${plainJson(waiverWithNulls(waiver))}`).join(',\n')}\n]\n`;
}

/** `3 waivers: 2 used, 1 expired` */
function summaryOf(told: readonly ToldWaiver[]): string {
  const states = (['used', 'unused', 'expired'] as const)
    .map(state => [told.filter(waiver => waiver.state === state).length, state] as const)
    .filter(([count]) => count > 0).map(([count, state]) => `${count} ${state}`);
  return [counted(told.length, 'waiver'), ...states.length === 0 ? [] : [states.join(', ')]].join(': ');
}

function toneOf({ state }: ToldWaiver, paint: Paint): (row: string) => string {
  switch (state) {
    case 'expired': return paint.bad;
    case 'unused': return paint.fair;
    case 'used': return row => row;
  }
}

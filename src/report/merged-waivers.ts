import { ReportWaiver } from './hardening-report';

/** Behind every day of the calendar. */
const NO_END = '~';

/**
 * The waivers of several reports: what ends first comes first, what has no end last. One that is in several reports is told once: it excuses what
 * it does in all of them together.
 */
export function mergedWaivers(reports: ReadonlyArray<readonly ReportWaiver[]>): ReportWaiver[] {
  const merged = new Map<string, ReportWaiver>();
  for (const waiver of reports.flat()) {
    const key = keyOf(waiver);
    const known = merged.get(key);
    merged.set(key, known === undefined ? waiver : together(known, waiver));
  }
  return [...merged.values()].sort(byEnd);
}

/** All that was written, and where. */
function keyOf(waiver: ReportWaiver): string {
  return JSON.stringify({ ...waiver, excuses: 0, used: false, expired: false, widened: [] } satisfies ReportWaiver);
}

function together(one: ReportWaiver, other: ReportWaiver): ReportWaiver {
  return {
    ...one,
    excuses: one.excuses + other.excuses,
    used: one.used || other.used,
    expired: one.expired || other.expired,
    widened: [...new Set([...one.widened, ...other.widened])],
  };
}

function byEnd({ expires: one = NO_END }: ReportWaiver, { expires: other = NO_END }: ReportWaiver): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

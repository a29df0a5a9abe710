/** What an app asks of the waivers that are given in it. */
export interface WaiverTerms {
  /** The day by which they expire, as `2026-11-22`. */
  readonly today: string;
  /** The rules that nobody may waive. */
  readonly nonWaivable: readonly string[];
  /** From how many days before its last one a waiver warns. */
  readonly expiryWarningDays: number;
  readonly needsExpiry: boolean;
  readonly needsTicket: boolean;
  readonly needsOwner: boolean;
  /** The rules whose waivers need a ticket, even if others do not. */
  readonly ticketFor: readonly string[];
  /** At most so many days from today its last one may lie. */
  readonly longestDays?: number;
}

const DAY = 24 * 60 * 60 * 1000;

/** The day so many days after another, as ISO 8601 writes it. */
export function daysAfter(today: string, days: number): string {
  return new Date(Date.parse(`${today}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** How many days lie between two days. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY);
}

/**
 * Checks a day as ISO 8601 writes it, `2027-03-31`. Days in this form compare as strings.
 *
 * @throws when it is malformed, or no day of the calendar (`2027-02-30`).
 */
export function isoDate(text: string, what: string): string {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  if (day === undefined || Number.isNaN(day.getTime()) || !day.toISOString().startsWith(text)) {
    throw new Error(`${what}: '${text}' is not a day of the calendar. Write year, month and day as '2027-03-31'.`);
  }
  return text;
}

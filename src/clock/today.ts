/** Today in UTC, as `2026-11-22`: the day by which waivers expire. It never enters a manifest. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

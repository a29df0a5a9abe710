/** What has to stand in quotes. */
const SPECIAL = /[",\r\n]/;
/** What a spreadsheet would take for a formula. No name that the API server takes starts so. */
const FORMULA = /^[=+@-]/;

/** A line by RFC 4180, but with a line feed alone at its end, as every other text here. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(cellOf).join(',')}\n`;
}

function cellOf(text: string): string {
  const shown = FORMULA.test(text) ? `'${text}` : text;
  return SPECIAL.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
}

import { visibleWidth } from './visible-width';

/** A longer cell moves the rest of its row to the right, and of no other. */
const WIDEST = 60;

/** What stands between two columns. */
const GAP = '  ';

/**
 * The rows of a table as lines, column under column on a terminal of any width: the last column comes as it is, so that what is long in it is
 * neither cut nor broken.
 */
export function alignedLines(rows: ReadonlyArray<readonly string[]>): string[] {
  const widths = (rows[0] ?? []).map((_, column) => {
    const cells = rows.map(row => visibleWidth(row[column])).filter(width => width <= WIDEST);
    return Math.max(0, ...cells);
  });
  return rows.map(row => row.map((cell, column) => (column === row.length - 1 ? cell : padded(cell, widths[column]))).join(GAP));
}

function padded(cell: string, width: number): string {
  return cell + ' '.repeat(Math.max(0, width - visibleWidth(cell)));
}

/** How a text is set off on a terminal. */
export interface Paint {
  strong(text: string): string;
  bad(text: string): string;
  fair(text: string): string;
  faint(text: string): string;
}

const escape = (code: number) => (text: string) => `\u001b[${code}m${text}\u001b[0m`;

/** For a terminal that shows colours. */
export const COLOURED: Paint = { strong: escape(1), bad: escape(31), fair: escape(33), faint: escape(2) };

const same = (text: string) => text;

/** For files, pipes, and people who set `NO_COLOR`. */
export const PLAIN: Paint = { strong: same, bad: same, fair: same, faint: same };

import { Size } from './dagre';
import { NamespaceBox, PictureNode } from './picture';
import { shortened } from './shortened';

/** How wide a character is in a monospaced font, as a part of its size. */
const CHARACTER = 0.61;
/** From here on, characters are about twice as wide: those of East Asian scripts. */
const WIDE_FROM = 0x2e80;

/** Sizes of fonts, in pixels. */
export const FONT = { title: 13, line: 11, mark: 11, label: 10.5, box: 13 };
const LONGEST_TEXT = 44;
const LEADING = 1.35;
const PADDING = { x: 12, y: 8 };
const NARROWEST = 88;

/** One line of a node, and where its middle is from the top of the node. */
export interface TextLine {
  readonly text: string;
  readonly kind: 'title' | 'line' | 'mark' | 'box';
  readonly tone?: string;
  readonly y: number;
}

export interface Measured extends Size {
  readonly lines: readonly TextLine[];
}

export function measuredNode({ title, lines, marks }: PictureNode): Measured {
  return measured([
    { text: title, kind: 'title' },
    ...lines.map(text => ({ text, kind: 'line' } as const)),
    ...marks.map(({ text, tone }) => ({ text: `⚠ ${text}`, kind: 'mark', tone } as const)),
  ]);
}

/** The heading of a box. */
export function measuredHeading({ name, lines }: NamespaceBox): Measured {
  return measured([{ text: name, kind: 'box' }, ...lines.map(text => ({ text, kind: 'line' } as const))]);
}

export function labelSize(text: string): Size {
  return { width: widthOf(text, FONT.label) + 8, height: FONT.label * LEADING };
}

function measured(all: ReadonlyArray<Omit<TextLine, 'y'>>): Measured {
  let y = PADDING.y;
  let width = NARROWEST;
  const lines = all.map((line): TextLine => {
    const text = shortened(line.text, LONGEST_TEXT);
    const height = FONT[line.kind] * LEADING;
    width = Math.max(width, widthOf(text, FONT[line.kind]) + 2 * PADDING.x);
    y += height;
    return { ...line, text, y: y - height / 2 };
  });
  return { lines, width: Math.ceil(width), height: Math.ceil(y + PADDING.y) };
}

function widthOf(text: string, size: number): number {
  const characters = [...text].reduce((sum, character) => sum + (character.codePointAt(0)! >= WIDE_FROM ? 2 : 1), 0);
  return characters * size * CHARACTER;
}

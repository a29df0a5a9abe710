/** What has nothing but characters of one column. */
const NARROW = /^[\u0020-\u007e]*$/;

/** A character of two columns: the scripts of East Asia, their full-width forms, and emoji. */
const WIDE = /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3ffff}\p{Emoji_Presentation}]|\p{Extended_Pictographic}\ufe0f/u;

/** What stands above, below or between others, and takes no column of its own. */
const NO_COLUMN = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;

let segmenter: Intl.Segmenter | undefined;

/** How many columns of a terminal a text takes that has nothing invisible in it, as far as terminals agree. */
export function visibleWidth(text: string): number {
  if (NARROW.test(text)) return text.length;
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  let width = 0;
  for (const { segment } of segmenter.segment(text)) width += NO_COLUMN.test(segment) ? 0 : WIDE.test(segment) ? 2 : 1;
  return width;
}

import { visibleText } from '../../kubernetes/visible-text';

/** A text as a picture has room for it: visible, and cut where it is longer than so many characters, never within one. */
export function shortened(text: string, longest: number): string {
  const characters = [...visibleText(text)];
  return characters.length <= longest ? characters.join('') : `${characters.slice(0, longest - 1).join('')}…`;
}

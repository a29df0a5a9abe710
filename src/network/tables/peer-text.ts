import { visibleText } from '../../kubernetes/visible-text';

/** A space in front of what separates the parts of a line. Only a name that the API server refuses can hold it. */
const SEPARATING_SPACE = / (?==>|:)/g;

/** What a line calls a peer: nothing in it is invisible, or can be taken for the rest of the line. */
export function peerText(text: string): string {
  return visibleText(text).replace(SEPARATING_SPACE, '\\u0020');
}

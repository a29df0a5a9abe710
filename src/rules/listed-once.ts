import { someListed } from '../kubernetes/listed';

/** So many are named where the others are counted. */
const SHOWN = 3;

/** Each once, in the words of a message: `a, b and c`, or `a, b, c and 2 more`. */
export function listedOnce(names: readonly string[]): string {
  return someListed([...new Set(names)], SHOWN);
}

/** At most so many letters differ in a slip of the hand. */
const SLIPS = 3;

/** ` (did you mean 'x'?)` where one of the known words is near, otherwise nothing. */
export function nearest(word: string, known: readonly string[]): string {
  const [best] = known
    .map(one => ({ one, distance: distanceBetween(word.toLowerCase(), one) }))
    .filter(({ one, distance }) => distance <= SLIPS && distance < one.length / 2)
    .sort((a, b) => a.distance - b.distance);
  return best === undefined ? '' : ` (did you mean '${best.one}'?)`;
}

/** How many letters have to be put in, taken out or changed. */
function distanceBetween(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      current.push(Math.min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    previous = current;
  }
  return previous[b.length];
}

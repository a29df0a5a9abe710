/** So many are named where the others are counted. */
const SHOWN = 3;

/** `a, b and c`, or `a, b, c and 2 more`; each once. */
export function listed(names: readonly string[]): string {
  const all = [...new Set(names)];
  if (all.length > SHOWN) return `${all.slice(0, SHOWN).join(', ')} and ${all.length - SHOWN} more`;
  return all.length < 2 ? all.join() : `${all.slice(0, -1).join(', ')} and ${all[all.length - 1]}`;
}

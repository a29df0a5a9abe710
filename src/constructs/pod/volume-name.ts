import { createHash } from 'crypto';

const LONGEST_LABEL = 63;
const HASH_LENGTH = 8;

/**
 * A name for a volume of ours: a DNS label, the same for the same input, and none of those that are taken.
 *
 * @param parts what the volume is for, in words and paths.
 */
export function volumeName(parts: readonly string[], taken: ReadonlySet<string>): string {
  const name = parts.map(labelOf).filter(part => part !== '').join('-');
  if (name.length <= LONGEST_LABEL && !taken.has(name)) return name;
  for (let attempt = 0; ; attempt += 1) {
    const hash = createHash('sha256').update(JSON.stringify([...parts, attempt])).digest('hex').slice(0, HASH_LENGTH);
    const hashed = `${name.slice(0, LONGEST_LABEL - HASH_LENGTH - 1).replace(/-+$/, '')}-${hash}`;
    if (!taken.has(hashed)) return hashed;
  }
}

function labelOf(part: string): string {
  return part.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}

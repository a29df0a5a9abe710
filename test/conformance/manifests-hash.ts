import { createHash } from 'crypto';

/** The SHA-256 of manifests as JSON, each with a line break behind it. */
export function manifestsSha256(manifests: readonly object[]): string {
  const hash = createHash('sha256');
  for (const manifest of manifests) hash.update(`${JSON.stringify(manifest)}\n`);
  return hash.digest('hex');
}

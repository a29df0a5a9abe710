// What a command answered, however long, in few words.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { withoutLabel } from './peer.mjs';

/**
 * @param file lines such as `shop/web[Deployment] => shop/cache[Deployment] : TCP 6379`
 * @returns {Promise<{ lines: number, sha256: string }>} the hash is of every line as the peer writes it, in order
 */
export async function answerIn(file) {
  const hash = createHash('sha256');
  let lines = 0;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    lines++;
    hash.update(`${withoutLabel(line)}\n`);
  }
  return { lines, sha256: hash.digest('hex') };
}

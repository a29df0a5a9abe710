// What the peer has cost where it takes too long to be asked every time.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FILE = fileURLToPath(new URL('./recorded.json', import.meta.url));

/**
 * @param manifestsSha256 of the manifests that it must have been asked about
 * @returns {{ peer: string, cpuMs: number, memoryMb: number, lines: number, sha256: string } | undefined}
 */
export function recordedFor(workloads, manifestsSha256) {
  const recorded = readAll()[workloads];
  return recorded?.manifestsSha256 === manifestsSha256 ? recorded : undefined;
}

export function record(workloads, measured) {
  writeFileSync(FILE, `${JSON.stringify({ ...readAll(), [workloads]: measured }, undefined, 2)}\n`);
}

function readAll() {
  return existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : {};
}

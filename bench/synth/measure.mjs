// Runs one app in a process of its own, and reads what it has cost and what it has written.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SYNTH_ONCE = fileURLToPath(new URL('./synth-once.mjs', import.meta.url));

/** @returns {{ cpuMs: number, memoryMb: number, written: string }} */
export function measure(variant, { objects, charts }) {
  const outdir = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-bench-'));
  try {
    const { status, stdout, stderr } = spawnSync(process.execPath, [SYNTH_ONCE, variant, String(objects), String(charts), outdir], { encoding: 'utf8' });
    // What the judge has to say, a warning included, goes to stderr: the app would not be the one that passes.
    if (status !== 0 || stderr !== '') throw new Error(`The ${variant} app of ${objects}/${charts} does not pass:\n${stderr}`);
    const { cpuMs, memoryMb, loadsLibrary } = JSON.parse(stdout);
    if (loadsLibrary !== (variant !== 'plain')) throw new Error(`The ${variant} app must ${loadsLibrary ? 'not ' : ''}load the library.`);
    return { cpuMs, memoryMb, written: textOf(outdir) };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function textOf(folder) {
  return readdirSync(folder).sort().map(file => `# ${file}\n${readFileSync(join(folder, file), 'utf8')}`).join('');
}

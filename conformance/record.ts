/**
 * Records what the libraries of the API server say of generated manifests: npx ts-node -T conformance/record.ts
 *
 * With --check nothing is written: it fails where the files in test/conformance are not what would be recorded.
 */
import { existsSync, readFileSync, writeFileSync } from 'fs';
import { relative } from 'path';
import { recordAdmissionCel } from './record-admission-cel';
import { recordPodSecurity } from './record-pod-security';
import { Recorded } from './recorded';

const checkOnly = process.argv.includes('--check');

for (const record of [recordPodSecurity, recordAdmissionCel]) keep(record());

function keep({ path, content, summary }: Recorded): void {
  const name = relative(process.cwd(), path);
  const text = `${JSON.stringify(content, undefined, 1)}\n`;
  console.log([name, ...summary, ''].join('\n'));
  if (!checkOnly) {
    writeFileSync(path, text);
    return;
  }
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
  if (before === text) return;
  console.error(`${name} is not what was recorded just now, first in line ${firstDifference(before, text)}.`);
  process.exitCode = 1;
}

function firstDifference(before: string, after: string): string {
  const [old, fresh] = [before.split('\n'), after.split('\n')];
  const at = fresh.findIndex((line, index) => line !== old[index]);
  return at === -1 ? `${fresh.length + 1}, where it should end` : `${at + 1}:\n- ${old[at] ?? ''}\n+ ${fresh[at]}`;
}

// Runs one command in a process of its own, and reads what it has cost.

import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const GETRUSAGE = fileURLToPath(new URL('./getrusage.py', import.meta.url));

/**
 * @param command the program and its arguments, whose standard output is a file of this name in the folder
 * @param passes the exit codes of a command that did its work
 * @returns {{ cpuMs: number, memoryMb: number, code: number, output: string }} output is the path of that file
 */
export function measure({ name, command, passes = [0] }, folder) {
  const [output, errors, result] = ['out', 'err', 'rusage'].map(kind => join(folder, `${name}.${kind}`));
  rmSync(result, { force: true });
  const descriptors = [output, errors].map(file => openSync(file, 'w'));
  const { error } = spawnSync('python3', [GETRUSAGE, result, ...command], { stdio: ['ignore', ...descriptors] });
  descriptors.forEach(closeSync);
  if (error) throw new Error(`The benchmark asks the kernel what a process has cost by python3, which could not be started: ${error.message}`);
  const { code, cpu, kib } = rusageIn(result, errors, command);
  if (!passes.includes(code)) throw new Error(`${command.join(' ')}\nended with ${code}:\n${startOf(errors)}`);
  return { cpuMs: cpu * 1000, memoryMb: kib / 1024, code, output };
}

function rusageIn(result, errors, command) {
  try {
    return JSON.parse(readFileSync(result, 'utf8'));
  } catch {
    throw new Error(`${command.join(' ')}\ncould not be started:\n${startOf(errors)}`);
  }
}

function startOf(file) {
  return readFileSync(file, 'utf8').slice(0, 2000);
}

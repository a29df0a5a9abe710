import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
// As type alone: the command line starts without the constructs.
import type { WrittenLock } from '../aspects/network-lock-update';
import { InputError } from '../check/input-error';
import { visibleText } from '../kubernetes/visible-text';
import { Command, PASSED } from './main';
import { readOptions } from './options';
import { Terminal } from './terminal';

/** What the aspect of the app looks at; the word is its. */
const LOCK_VARIABLE = 'CDK8S_HARDENED_NETWORK_LOCK';
const USUAL = 'cdk8s-hardened network lock -- npx cdk8s synth';
/** So much may a command print. */
const MOST_OUTPUT = 256 * 1024 * 1024;

/** `cdk8s-hardened network lock -- COMMAND…`: runs the command that synthesises the app, and has it write its network lock instead. */
export const networkLock: Command = (args, terminal) => {
  const command = commandIn(args);
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-'));
  try {
    const written = locksWrittenBy(command, join(folder, 'locks'), terminal);
    written.forEach(lock => terminal.stdout(toldLock(lock)));
    return PASSED;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

function commandIn(args: readonly string[]): readonly string[] {
  const end = args.indexOf('--');
  const { operands } = readOptions(end === -1 ? args : args.slice(0, end), {});
  if (end === -1 && operands.length > 0) throw new InputError(`network lock takes the command behind --, so that its options stay its own: cdk8s-hardened network lock -- ${operands.join(' ')}`);
  if (operands.length > 0) throw new InputError(`network lock knows no '${operands[0]}': write nothing but the command, behind --: ${USUAL}`);
  const command = args.slice(end + 1);
  if (end === -1 || command.length === 0) throw new InputError(`network lock needs the command that synthesises the app: ${USUAL}`);
  return command;
}

/** The app stops as soon as its lock is written: that the command fails says nothing. */
function locksWrittenBy([program, ...args]: readonly string[], notes: string, terminal: Terminal): WrittenLock[] {
  writeFileSync(notes, '');
  const { status, signal, error, stdout, stderr } = spawnSync(program, args, {
    stdio: ['inherit', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: MOST_OUTPUT,
    env: { ...process.env, [LOCK_VARIABLE]: notes },
    // The programs that npm installs are scripts there, which nothing but a shell starts.
    shell: process.platform === 'win32',
  });
  const written = new Map(linesOf(notes).map((line): [string, WrittenLock] => [(JSON.parse(line) as WrittenLock).file, JSON.parse(line)]));
  if (written.size > 0) return [...written.values()];
  terminal.stderr(`${stdout ?? ''}${stderr ?? ''}`);
  const name = [program, ...args].join(' ');
  if (error !== undefined) throw new InputError(`'${name}' cannot be run, and no network lock was written: ${error.message}`);
  if (status !== 0) throw new InputError(`'${name}' ended with ${signal ?? `exit code ${status}`} before a network lock was written: see above why`);
  throw new InputError(`'${name}' wrote no network lock: no HardeningAspect of the app has one. Give it one: new HardeningAspect({ networkLock: 'network.lock' })`);
}

function toldLock({ file, changes, isNew, connections }: WrittenLock): string {
  const name = visibleText(relative(process.cwd(), file) || file);
  if (isNew) return `${name}: written with ${connections} ${connections === 1 ? 'connection' : 'connections'}. Read it, and commit it with the app.\n`;
  return `${name}: written. ${visibleChanges(changes)}`;
}

function visibleChanges(changes: string): string {
  return changes.split('\n').map(visibleText).join('\n');
}

function linesOf(file: string): string[] {
  return readFileSync(file, 'utf8').split('\n').filter(line => line !== '');
}

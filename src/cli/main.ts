import { InputError } from '../check/input-error';
import { isSystemError, systemReason } from '../check/system-error';
import { nearest } from '../kubernetes/nearest';
import { Terminal } from './terminal';
import { USAGE } from './usage';

/** Runs a command, and tells what it comes to. */
export type Command = (args: string[], terminal: Terminal) => number;

/** Nothing fails. */
export const PASSED = 0;
/** Findings fail. */
export const FAILED = 1;
/** Bad input or usage, or a fault of ours: nothing was judged. */
const UNUSABLE = 2;

/** Loaded when asked for: a check of one file starts as fast as it can. */
const COMMANDS: { readonly [name: string]: () => Command } = {
  check: () => require('./check').check,
  waivers: () => require('./waivers').waivers,
  rules: () => require('./rules').rules,
  explain: () => require('./explain').explain,
  network: () => require('./network').network,
};

/**
 * Runs the command line.
 *
 * @param args without the name of the program.
 * @returns the exit code: 0, 1 or 2.
 */
export function main([name, ...args]: readonly string[], terminal: Terminal): number {
  if (name === undefined) {
    terminal.stderr(USAGE);
    return UNUSABLE;
  }
  if (name === 'help' || asksForHelp([name, ...args])) {
    terminal.stdout(USAGE);
    return PASSED;
  }
  try {
    if (name === '--version') {
      terminal.stdout(`${require('../../package.json').version}\n`);
      return PASSED;
    }
    if (!Object.hasOwn(COMMANDS, name)) {
      throw new InputError(`there is no command '${name}'${nearest(name, Object.keys(COMMANDS))}: the commands are ${Object.keys(COMMANDS).join(', ')}`);
    }
    return COMMANDS[name]()([...args], terminal);
  } catch (error) {
    terminal.stderr(`cdk8s-hardened: ${reasonOf(error)}\n`);
    return UNUSABLE;
  }
}

/** Behind `--` all are names of files. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return (end === -1 ? args : args.slice(0, end)).some(arg => arg === '--help' || arg === '-h');
}

/** A fault of ours shows where it is, and is no 1, which says that everything was judged. */
function reasonOf(error: unknown): string {
  if (error instanceof InputError) return error.message;
  if (isSystemError(error)) return `nothing was judged: ${systemReason(error)}`;
  return `this is a fault of cdk8s-hardened itself, please report it: ${(error as Error).stack}`;
}

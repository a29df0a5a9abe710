import { parseArgs } from 'node:util';
import { InputError } from '../check/input-error';
import { nearest } from '../kubernetes/nearest';

/** An option: of text, or a switch. */
export interface Option {
  readonly type: 'string' | 'boolean';
}

export interface ReadOptions {
  /** Everything that is no option. */
  readonly operands: readonly string[];
  /** What was given; a text that was not given is undefined. */
  text(name: string): string | undefined;
  isOn(name: string): boolean;
}

/**
 * Reads the arguments of a command.
 *
 * @throws InputError for an option that the command does not know, lacks its value, or stands twice.
 */
export function readOptions(args: readonly string[], known: { readonly [name: string]: Option }): ReadOptions {
  // Not strict, as the messages of Node.js differ from version to version.
  const { tokens } = parseArgs({ args: [...args], options: known, allowPositionals: true, strict: false, tokens: true });
  const given = new Map<string, string | undefined>();
  const operands: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    const option = Object.hasOwn(known, token.name) && token.rawName.startsWith('--') ? known[token.name] : undefined;
    if (option === undefined) throw new InputError(noSuchOption(args[token.index], Object.keys(known)));
    if (given.has(token.name)) throw new InputError(`${token.rawName} stands twice: give it once`);
    const fault = faultOfValue(option, token.value, token.inlineValue === true);
    if (fault !== undefined) throw new InputError(`${token.rawName} ${fault}`);
    given.set(token.name, token.value);
  }
  return { text: name => given.get(name), isOn: name => given.has(name), operands };
}

function noSuchOption(arg: string, known: readonly string[]): string {
  const name = arg.split('=')[0];
  return `there is no option ${name}${nearest(name, known.map(one => `--${one}`))}: see cdk8s-hardened --help`;
}

function faultOfValue({ type }: Option, value: string | undefined, isInline: boolean): string | undefined {
  if (type === 'boolean') return value === undefined ? undefined : 'takes no value';
  // `--format --output x` lacks the format; a value that starts with a dash is given as `--output=-x`.
  if (value === undefined || (!isInline && value.startsWith('-') && value !== '-')) return 'needs a value';
  return value === '' ? 'is empty: give it a value' : undefined;
}

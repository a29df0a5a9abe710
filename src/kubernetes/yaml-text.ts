/**
 * A manifest is judged as JSON, but it reaches the cluster as YAML: cdk8s writes it (YAML 1.1, through the `yaml` package) and kubectl
 * reads it (sigs.k8s.io/yaml, on go-yaml). This file knows every place where the two disagree, so that nothing is smuggled between them.
 * `conformance/yaml-text/` asks the real reader; what it said is recorded in `test/kubernetes/yaml-text.recorded.json`.
 */

import { FieldPath } from './field-path';
import { isObject, isPlainObject } from './json';

/** A place in a manifest that kubectl would read differently from the JSON that was judged. */
export interface YamlTextHazard {
  /** Where it is. The last step is the key itself when `at` is 'key'. */
  readonly path: FieldPath;
  /** The key or the value as the JSON has it. */
  readonly value: unknown;
  readonly at: 'key' | 'value';
  /** What kubectl makes of it, to be put after "kubectl reads". */
  readonly reads: string;
}

/** Every place in a manifest whose written text kubectl would read differently, in the order of the text. */
export function yamlTextHazards(json: unknown): YamlTextHazard[] {
  const found: YamlTextHazard[] = [];
  collect(json, [], found);
  return found;
}

function collect(value: unknown, path: Array<string | number>, found: YamlTextHazard[]): void {
  const reads = readingOfValue(value);
  if (reads !== undefined) {
    found.push({ path: [...path], value, at: 'value', reads });
    return;
  }
  if (Array.isArray(value)) {
    value.forEach((item, index) => collectAt(index, item, path, found));
    return;
  }
  if (!isObject(value)) return;
  const keys = Object.keys(value);
  // By index, as every text of an app passes here: an iterator is slow until it is compiled.
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    const keyReads = readingOfKey(key);
    if (keyReads !== undefined) found.push({ path: [...path, key], value: key, at: 'key', reads: keyReads });
    collectAt(key, value[key], path, found);
  }
}

function collectAt(step: string | number, value: unknown, path: Array<string | number>, found: YamlTextHazard[]): void {
  path.push(step);
  collect(value, path, found);
  path.pop();
}

// What kubectl reads in place of a key or a value: undefined where it reads the very same. ------------------------------------------

function readingOfKey(key: string): string | undefined {
  // cdk8s writes a merge key as it is, without quotes.
  if (key === '<<') return 'a merge of its mapping into the parent';
  return SUSPECT.test(key) ? readingOfCharacters(key) ?? readingOfNumeral(key) : undefined;
}

function readingOfValue(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return SUSPECT.test(value) ? readingOfCharacters(value) ?? readingOfNumeral(value) ?? readingOfLines(value) : undefined;
    case 'number':
      return Number.isFinite(value) ? undefined : `nothing: it refuses the whole file, JSON has no ${value}`;
    case 'boolean':
    case 'undefined': // written as null, which counts as unset too
      return undefined;
    case 'object':
      return value === null || isPlain(value) ? undefined : 'whatever the object turns itself into: it is not plain JSON';
    default:
      return `whatever the ${typeof value} turns into: it is not JSON`;
  }
}

/**
 * One look that dismisses nearly every string: it may only err by suspecting too much. In order: numerals in an uncommon notation,
 * characters that YAML treats specially, a first line that starts with a tab, lines made of blanks alone.
 */
const SUSPECT = /^[-+]?0[oOXB]|^0b[-+]|^[-+.\d][^_\n]*_|[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]|^\n*\t|^[ \t\n]*\n$|\n \n/;

/** Whoever hides a `toJSON`, an iterator or a node of the YAML writer in an object is written as something else than was judged. */
function isPlain(value: object): boolean {
  if (typeof (value as { toJSON?: unknown }).toJSON === 'function' || Object.getOwnPropertySymbols(value).length > 0) return false;
  return Array.isArray(value) || isPlainObject(value);
}

// Characters -------------------------------------------------------------------------------------------------------------------------

const UNSAFE_CHARACTER = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|\p{Surrogate}/u;

function readingOfCharacters(text: string): string | undefined {
  const character = UNSAFE_CHARACTER.exec(text)?.[0];
  if (character === undefined) return undefined;
  const name = `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  switch (character) {
    case '\x85':
      return `a space or a line break in place of ${name}`;
    case '\u2028':
    case '\u2029':
      return `a line break at ${name}, after which text can become keys of its own`;
    case '\ufeff':
      return `a byte order mark at ${name}, which it drops, or refuses the whole file, depending on where it falls`;
    default:
      return `nothing: it refuses the whole file for the character ${name}`;
  }
}

// Numerals ---------------------------------------------------------------------------------------------------------------------------

/** Numerals that cdk8s recognises, and therefore quotes. */
const QUOTED_NUMERAL = /^[-+]?(?:0b[01_]+|0x[\da-fA-F_]+|(?:\d[\d_]*)?(?:\.[\d_]*)?(?:[eE][-+]?\d+)?)$/;

const INTEGER = /^(?<sign>[-+]?)(?:0b(?<binary>[01]+)|0o?(?<octal>[0-7]+)|0x(?<hexadecimal>[\da-f]+)|(?<decimal>0|[1-9]\d*))$/i;
const SIGN_AFTER_PREFIX = /^0b(?<sign>[-+])(?<binary>[01]+)$/;
const DECIMAL = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
/** After a leading point the reader takes an underscore between two digits only. */
const LEADING_POINT = /^\.\d+(?:_\d+)*(?:[eE][-+]?\d+(?:_\d+)*)?$/;

/** The reader drops every underscore and takes prefixes in either case; the writer knows fewer notations. */
function readingOfNumeral(text: string): string | undefined {
  if (!/^[-+.\d]/.test(text) || QUOTED_NUMERAL.test(text)) return undefined;
  const digits = text.replaceAll('_', '');
  if (text.startsWith('.')) return LEADING_POINT.test(text) ? readingOfDecimal(digits) : undefined;
  return readingOfInteger(digits) ?? readingOfDecimal(digits);
}

function readingOfInteger(digits: string): string | undefined {
  const parts = (INTEGER.exec(digits) ?? SIGN_AFTER_PREFIX.exec(digits))?.groups;
  if (parts === undefined) return undefined;
  const { sign, binary, octal, hexadecimal, decimal } = parts;
  const magnitude = BigInt(binary ? `0b${binary}` : octal ? `0o${octal}` : hexadecimal ? `0x${hexadecimal}` : decimal);
  const integer = sign === '-' ? -magnitude : magnitude;
  return fitsInteger(integer, sign !== '') ? `the integer ${integer}` : undefined;
}

/** 64 bits, and a numeral without a sign may use the last of them. */
function fitsInteger(integer: bigint, signed: boolean): boolean {
  return BigInt.asIntN(64, integer) === integer || (!signed && BigInt.asUintN(64, integer) === integer);
}

function readingOfDecimal(digits: string): string | undefined {
  return DECIMAL.test(digits) && Number.isFinite(Number(digits)) ? `the number ${Number(digits)}` : undefined;
}

// Lines ------------------------------------------------------------------------------------------------------------------------------

/** Written in double quotes by every version: escapes are needed, or blanks at the very end. */
const DOUBLE_QUOTED = /[\x00-\x08\x0b-\x1f]|\n[\t ]+$/;
/** From this length of its JSON on, a double-quoted text is spread over several lines. */
const SPREAD_LENGTH = 40;

/** Only values have lines: a key is always written on one. */
function readingOfLines(text: string): string | undefined {
  if (DOUBLE_QUOTED.test(text)) {
    const spread = text.includes('\n \n') && JSON.stringify(text).length >= SPREAD_LENGTH;
    return spread ? 'a backslash in a line that holds a single space' : undefined;
  }
  if (/^\n*\t/.test(text) && text.includes('\n')) return 'nothing: it refuses the whole file for the tab that starts the first line';
  return /^[ \t\n]*\n$/.test(text) && /[ \t]/.test(text) ? 'line breaks without the blanks between them, or nothing' : undefined;
}

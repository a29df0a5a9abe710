/**
 * What kubectl's reader makes of a scalar: YAML 1.1 with changes of its own. Text that looks like a timestamp stays text, and so does a
 * number to the base of 60.
 */

import { isUtf8 } from 'node:buffer';

export const TAG_PREFIX = 'tag:yaml.org,2002:';

/** A scalar that its tag does not allow. */
export const NOT_ALLOWED = Symbol('not allowed');

/** Integers from 2^53 on become the nearest double: kubectl keeps 64 bits. The order of numbers is kept, which is all that rules ask. */
export type Scalar = string | number | boolean | null;

/** A plain scalar without a tag. The float `.inf`, `.nan` is given as such, although it is no JSON: as a key it is text. */
export function resolvePlain(text: string): Scalar {
  if (text === '') return null;
  const first = text.charCodeAt(0);
  if (first > 0x39 /* 9 */) return text.length <= LONGEST_WORD && WORDS.has(text) ? WORDS.get(text)! : text;
  return first === 0x2b /* + */ || first === 0x2d /* - */ || first === 0x2e /* . */ || first >= 0x30 /* 0 */ ? resolveNumeral(text) : text;
}

/** A scalar with a tag, plain or not. */
export function resolveTagged(tag: string, text: string): Scalar | typeof NOT_ALLOWED {
  if (!tag.startsWith(TAG_PREFIX)) return text;
  switch (tag.slice(TAG_PREFIX.length)) {
    case 'bool':
      return onlyIf(resolvePlain(text), value => typeof value === 'boolean');
    case 'null':
      return onlyIf(resolvePlain(text), value => value === null);
    case 'int':
      return onlyIf(resolvePlain(text), () => isInteger(text));
    case 'float':
      return onlyIf(resolvePlain(text), value => typeof value === 'number' && !isBeyondSigned(text));
    case 'timestamp':
      return isTimestamp(text) ? text : NOT_ALLOWED;
    case 'binary':
      return decodeBase64(text);
    default:
      return text;
  }
}

/** The text that a key becomes, as JSON has no other keys; undefined where kubectl refuses it. `text` is how the key was written. */
export function keyText(key: Scalar, text: string): string | undefined {
  switch (typeof key) {
    case 'string':
      return key;
    case 'boolean':
      return String(key);
    case 'number':
      if (isInteger(text)) return isBeyondSigned(text) ? undefined : String(parseInteger(text.replaceAll('_', '')));
      return key === 0 && text.startsWith('-') ? '-0' : singleText(key);
    default:
      return undefined;
  }
}

const WORDS = new Map<string, Scalar>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map(word => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(word => [word, false] as const),
  ...['~', 'null', 'Null', 'NULL'].map(word => [word, null] as const),
]);
const LONGEST_WORD = 5;

function onlyIf(value: Scalar, allowed: (value: Scalar) => boolean): Scalar | typeof NOT_ALLOWED {
  return allowed(value) ? value : NOT_ALLOWED;
}

// Numerals ---------------------------------------------------------------------------------------------------------------------------

const EVERYDAY_INTEGER = /^-?(?:0|[1-9]\d{0,14})$/;
const INFINITY = /^[-+]?\.(?:inf|Inf|INF)$/;
const NOT_A_NUMBER = /^\.(?:nan|NaN|NAN)$/;
const INTEGER = /^(?<sign>[-+]?)(?:0b(?<binary>[01]+)|0o?(?<octal>[0-7]+)|0x(?<hexadecimal>[\da-f]+)|(?<decimal>0|[1-9]\d*))$/i;
const SIGN_AFTER_PREFIX = /^0b(?<sign>[-+])(?<binary>[01]+)$/;
const DECIMAL = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
/** After a leading point the reader takes an underscore between two digits only. */
const LEADING_POINT = /^\.\d+(?:_\d+)*(?:[eE][-+]?\d+(?:_\d+)*)?$/;

function resolveNumeral(text: string): string | number {
  if (EVERYDAY_INTEGER.test(text)) return withoutMinusZero(Number(text));
  if (INFINITY.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  if (NOT_A_NUMBER.test(text)) return NaN;
  const digits = text.replaceAll('_', '');
  if (text.startsWith('.')) return LEADING_POINT.test(text) ? finite(digits) ?? text : text;
  const integer = parseInteger(digits);
  if (integer !== undefined) return Number(integer);
  return DECIMAL.test(digits) ? finite(digits) ?? text : text;
}

function finite(digits: string): number | undefined {
  const number = Number(digits);
  return Number.isFinite(number) ? withoutMinusZero(number) : undefined;
}

function withoutMinusZero(number: number): number {
  return number === 0 ? 0 : number;
}

/** Whether kubectl's reader keeps the scalar as an integer of at most 64 bits. */
export function isInteger(text: string): boolean {
  return /^[-+\d]/.test(text) && parseInteger(text.replaceAll('_', '')) !== undefined;
}

/** An integer that needs the 64th bit, which kubectl's reader takes for neither a float nor a key. */
export function isBeyondSigned(text: string): boolean {
  const integer = /^[\d]/.test(text) ? parseInteger(text.replaceAll('_', '')) : undefined;
  return integer !== undefined && BigInt.asIntN(64, integer) !== integer;
}

function parseInteger(digits: string): bigint | undefined {
  const parts = (INTEGER.exec(digits) ?? SIGN_AFTER_PREFIX.exec(digits))?.groups;
  if (parts === undefined) return undefined;
  const { sign, binary, octal, hexadecimal, decimal } = parts;
  const magnitude = BigInt(binary ? `0b${binary}` : octal ? `0o${octal}` : hexadecimal ? `0x${hexadecimal}` : decimal);
  const integer = sign === '-' ? -magnitude : magnitude;
  return fits64Bits(integer, sign !== '') ? integer : undefined;
}

/** A numeral without a sign may use the last of the 64 bits. */
function fits64Bits(integer: bigint, signed: boolean): boolean {
  return BigInt.asIntN(64, integer) === integer || (!signed && BigInt.asUintN(64, integer) === integer);
}

/** A float as a key: the shortest digits that tell it from other floats of 32 bits, as kubectl's reader writes it. */
function singleText(key: number): string {
  if (Number.isNaN(key)) return '.nan';
  const single = Math.fround(key);
  if (!Number.isFinite(single)) return single > 0 ? '.inf' : '-.inf';
  if (single === 0) return '0';
  let precision = 1;
  while (Math.fround(Number(single.toPrecision(precision))) !== single) precision++;
  const [mantissa, exponent] = single.toExponential(precision - 1).split('e');
  const power = Number(exponent);
  // What C calls %g: an exponent where the power is below -4, or 6 and more.
  if (power < -4 || power >= 6) return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
  return String(Number(`${mantissa}e${exponent}`));
}

// Timestamps -------------------------------------------------------------------------------------------------------------------------

const TIMESTAMP = new RegExp([
  '^(?<year>\\d{4})-(?<month>\\d{1,2})-(?<day>\\d{1,2})',
  '(?:[Tt](?<hour>\\d{1,2}):(?<minute>\\d{1,2}):(?<second>\\d{1,2})(?:[.,]\\d+)?(?:Z|[-+]\\d{2}:\\d{2})',
  '| (?<hour2>\\d{1,2}):(?<minute2>\\d{1,2}):(?<second2>\\d{1,2})(?:[.,]\\d+)?)?$',
].join(''));

/** Only asked for an explicit `!!timestamp`: what looks like one stays text anyhow. */
function isTimestamp(text: string): boolean {
  const parts = TIMESTAMP.exec(text)?.groups;
  if (parts === undefined) return false;
  const month = Number(parts.month);
  const day = Number(parts.day);
  const [hour, minute, second] = [parts.hour ?? parts.hour2 ?? 0, parts.minute ?? parts.minute2 ?? 0, parts.second ?? parts.second2 ?? 0].map(Number);
  const inDay = hour < 24 && minute < 60 && second < 60;
  const days = new Date(Date.UTC(2000 + Number(parts.year) % 400, month, 0)).getUTCDate();
  return inDay && month >= 1 && month <= 12 && day >= 1 && day <= days;
}

// Base64 -----------------------------------------------------------------------------------------------------------------------------

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function decodeBase64(text: string): string | typeof NOT_ALLOWED {
  const digits = text.replace(/[\r\n]/g, '');
  return BASE64.test(digits) ? textOf(Buffer.from(digits, 'base64')) : NOT_ALLOWED;
}

/** As Go does, one U+FFFD for each byte that belongs to no character; JavaScript would give one for several. */
function textOf(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at];
    const length = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    const character = bytes.subarray(at, at + length);
    const isWhole = character.length === length && isUtf8(character);
    text += isWhole ? character.toString('utf8') : '\ufffd';
    at += isWhole ? length : 1;
  }
  return text;
}

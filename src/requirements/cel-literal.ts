import { Scalar } from './requirement';

/**
 * Writes a value as CEL does.
 *
 * @throws for a number that is no exact integer: the API server would compare it as a double.
 */
export function literalOf(value: Scalar): string {
  if (typeof value === 'string') return textLiteral(value);
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new Error(`The number ${value} cannot be exported to CEL: fields are compared as integers. Compare with a whole number.`);
  }
  return String(value);
}

export function textLiteral(text: string): string {
  return `'${text.replace(/[\\'\u0000-\u001f\u007f]/g, escaped)}'`;
}

/** A text whose backslashes stand for themselves, where CEL has such a text for it. */
export function rawLiteral(text: string): string {
  return text.includes('\\') && !/['\u0000-\u001f\u007f]/.test(text) ? `r'${text}'` : textLiteral(text);
}

function escaped(character: string): string {
  if (character === '\\' || character === '\'') return `\\${character}`;
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

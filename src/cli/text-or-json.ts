import { InputError } from '../check/input-error';
import { nearest } from '../kubernetes/nearest';

/**
 * Whether a command that knows these two formats is to print JSON.
 *
 * @throws InputError for any other format.
 */
export function isJson(format: string = 'text'): boolean {
  if (format !== 'text' && format !== 'json') {
    throw new InputError(`there is no format '${format}'${nearest(format, ['text', 'json'])}: the formats are text, json`);
  }
  return format === 'json';
}

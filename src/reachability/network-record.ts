import { statSync } from 'node:fs';
import { InputError } from '../check/input-error';
import { chunksOf, STANDARD_INPUT } from '../check/manifest-files';
import { ConnectionTable } from '../network/tables/connection-table';

/** The first words of a recorded list of connections, such as a network lock. */
export const RECORD_HEADING = '# network lock';

/** Whether a path leads to a recorded list of connections, and not to manifests. What can be read only once, such as a pipe, never does. */
export function isNetworkRecord(path: string): boolean {
  if (path === STANDARD_INPUT || statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return false;
  return path.endsWith('.lock') || startOf(path).startsWith(RECORD_HEADING);
}

/**
 * The connections that were recorded.
 *
 * @throws InputError where the file cannot be read, or a line in it.
 */
export function readNetworkRecord(path: string): ConnectionTable {
  const text = Buffer.concat([...chunksOf(path)]).toString('utf8');
  try {
    return ConnectionTable.parse(text);
  } catch (error) {
    throw new InputError((error as Error).message, { file: path });
  }
}

function startOf(path: string): string {
  for (const chunk of chunksOf(path)) return Buffer.from(chunk).toString('utf8', 0, RECORD_HEADING.length);
  return '';
}

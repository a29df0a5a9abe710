import { closeSync, openSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { InputError } from '../check/input-error';
import { isSystemError, systemReason } from '../check/system-error';
import { Terminal } from './terminal';

/** So much text is written at once. */
const BATCH = 65_536;

/**
 * Writes a report to a file or to standard output. A file is there whole or as it was before.
 *
 * @throws InputError where the file cannot be written.
 */
export function writeReport(pieces: Iterable<string>, file: string | undefined, terminal: Terminal): void {
  if (file === undefined) {
    for (const batch of batches(pieces)) terminal.stdout(batch);
    return;
  }
  try {
    const known = statSync(file, { throwIfNoEntry: false });
    // A device or a pipe is written to: a file in its place would break it for everybody else.
    if (known !== undefined && !known.isFile()) write(pieces, file, 'w');
    else replace(pieces, known === undefined ? file : realpathSync(file), known?.mode);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new InputError(`the report cannot be written there: ${reasonOf(error)}`, { file });
  }
}

function replace(pieces: Iterable<string>, file: string, mode: number | undefined): void {
  const partial = `${file}.${process.pid}.part`;
  try {
    write(pieces, partial, 'wx', mode);
    renameSync(partial, file);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}

function write(pieces: Iterable<string>, file: string, flags: string, mode?: number): void {
  const descriptor = openSync(file, flags, mode);
  try {
    // Unlike writeSync, this goes on until all is written.
    for (const batch of batches(pieces)) writeFileSync(descriptor, batch);
  } finally {
    closeSync(descriptor);
  }
}

function reasonOf(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'ENOENT':
    case 'ENOTDIR': return 'there is no such folder';
    case 'EISDIR': return 'it is a folder';
    default: return systemReason(error);
  }
}

function* batches(pieces: Iterable<string>): Generator<string> {
  let batch = '';
  for (const piece of pieces) {
    batch += piece;
    if (batch.length < BATCH) continue;
    yield batch;
    batch = '';
  }
  if (batch !== '') yield batch;
}

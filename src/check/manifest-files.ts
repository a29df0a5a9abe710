import { closeSync, Dirent, openSync, readdirSync, readSync, realpathSync, statSync } from 'node:fs';
import { join, normalize, resolve } from 'node:path';
import { InputError } from './input-error';
import { systemReason } from './system-error';

/** Standard input, as a path. */
export const STANDARD_INPUT = '-';
const STANDARD_INPUT_DESCRIPTOR = 0;

const CHUNK_BYTES = 65_536;
const MANIFEST = /\.(ya?ml|json)$/i;
/** Never the manifests of whoever asks; nor is a folder whose name starts with a dot. */
const SKIPPED_FOLDERS = ['node_modules'];

/**
 * The files that paths name, each once: files as they are, folders by what is in them and below, in alphabetical order. Links to folders
 * are not followed.
 *
 * @throws InputError for what is not there, and for a folder without manifests.
 */
export function manifestFiles(paths: readonly string[]): string[] {
  const files = new Map<string, string>();
  for (const path of paths) {
    for (const file of path === STANDARD_INPUT ? [path] : filesAt(path)) {
      const key = file === STANDARD_INPUT ? file : resolve(file);
      if (!files.has(key)) files.set(key, file);
    }
  }
  return [...files.values()];
}

/** The bytes of a file, chunk by chunk. */
export function* chunksOf(file: string): Generator<Uint8Array> {
  const descriptor = file === STANDARD_INPUT ? STANDARD_INPUT_DESCRIPTOR : attempt(file, () => openSync(file, 'r'));
  try {
    for (;;) {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      const length = attempt(file, () => readSome(descriptor, chunk));
      if (length === 0) return;
      yield chunk.subarray(0, length);
    }
  } finally {
    if (descriptor !== STANDARD_INPUT_DESCRIPTOR) closeSync(descriptor);
  }
}

/** Whether two paths lead to the same file; one that leads to none is like no other. */
export function isSameFile(one: string, other: string): boolean {
  if (one === STANDARD_INPUT || other === STANDARD_INPUT) return one === other;
  const real = realPath(one);
  return real !== undefined && real === realPath(other);
}

/** The same of a text: the reader keeps no more than a chunk and what is left of the one before. */
export function* chunksOfText(text: string): Generator<Uint8Array> {
  const bytes = Buffer.from(text, 'utf8');
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) yield bytes.subarray(at, at + CHUNK_BYTES);
}

/** What a message calls a file. */
export function nameOfFile(file: string): string {
  return file === STANDARD_INPUT ? '(standard input)' : file;
}

function filesAt(path: string): string[] {
  if (path === '') throw new InputError('a path is empty: name a file or a folder, or - for standard input');
  const stat = attempt(path, () => statSync(path));
  if (!stat.isDirectory()) return [normalize(path)];
  const files = filesIn(path);
  if (files.length === 0) throw new InputError('there is no .yaml, .yml or .json file in this folder or below it', { file: path });
  return files;
}

function filesIn(folder: string): string[] {
  const entries = attempt(folder, () => readdirSync(folder, { withFileTypes: true }));
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(entry => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return entry.name.startsWith('.') || SKIPPED_FOLDERS.includes(entry.name) ? [] : filesIn(path);
      return MANIFEST.test(entry.name) && !isLinkToFolder(entry, path) ? [path] : [];
    });
}

function isLinkToFolder(entry: Dirent, path: string): boolean {
  return entry.isSymbolicLink() && statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** A pipe that has nothing to say yet says EAGAIN, and some systems end it by EOF. */
function readSome(descriptor: number, chunk: Uint8Array): number {
  for (;;) {
    try {
      return readSync(descriptor, chunk, 0, chunk.length, null);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}

function attempt<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new InputError(reasonOf(error as NodeJS.ErrnoException), { file: nameOfFile(file) });
  }
}

function reasonOf(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'ENOENT':
    case 'ENOTDIR': return 'there is no such file or folder';
    case 'EISDIR': return 'it is a folder';
    default: return `it cannot be read: ${systemReason(error)}`;
  }
}

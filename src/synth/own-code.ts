import * as path from 'path';

const FOLDERS = ['src', 'lib'].map(folder => path.resolve(__dirname, '..', '..', folder) + path.sep);

/** Whether a file is of this very copy of the package, as compiled or as written. */
export function isOwnCode(file: string): boolean {
  return FOLDERS.some(folder => file.startsWith(folder));
}

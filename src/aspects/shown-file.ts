import { posix, win32 } from 'path';

/**
 * A file as a report names it, with `/` on every system, the same on every machine: from the working directory on; a package that is
 * installed outside of it, as in a workspace, from the outermost `node_modules` on.
 *
 * What is on another drive of Windows keeps its whole path, as there is no way to it.
 *
 * @param file its whole path.
 * @param workingDirectory as the operating system writes it; its form tells Windows from the others, where a backslash is part of a name.
 */
export function shownFile(file: string, workingDirectory: string): string {
  const isWindows = /^([A-Za-z]:[\\/]|\\\\)/.test(workingDirectory);
  const way = isWindows ? win32.relative(workingDirectory, file).replace(/\\/g, '/') : posix.relative(workingDirectory, file);
  const isOutside = way.startsWith('../') || (isWindows && win32.isAbsolute(way));
  const packages = way.indexOf('/node_modules/');
  return isOutside && packages !== -1 ? way.slice(packages + 1) : way;
}

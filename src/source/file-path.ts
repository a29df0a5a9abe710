import { fileURLToPath } from 'url';

/** With a drive or a server, which only Windows has. */
const OF_WINDOWS = /^file:\/\/(\/[A-Za-z]:|[^/])/;

/** The path that a `file:` URL names; anything else, such as a path or a URL that names no file, as it is. */
export function filePath(fileOrUrl: string): string {
  if (!fileOrUrl.startsWith('file://')) return fileOrUrl;
  try {
    return fileURLToPath(fileOrUrl, { windows: OF_WINDOWS.test(fileOrUrl) });
  } catch {
    return fileOrUrl;
  }
}

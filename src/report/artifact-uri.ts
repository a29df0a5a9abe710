interface PlainPath {
  /** Of Windows: `C:`, `//server`; otherwise empty. */
  readonly root: string;
  readonly segments: readonly string[];
}

/**
 * The URI by which a report names a file: relative to the working directory for what is below it, which is what hosts of code can find in
 * a checkout, otherwise `file:`.
 *
 * @param file as a user or a folder named it.
 * @param workingDirectory as the operating system writes it; its form tells Windows from the others, where a backslash is part of a name.
 */
export function artifactUri(file: string, workingDirectory: string): string {
  const isWindows = /^([A-Za-z]:[\\/]|\\\\)/.test(workingDirectory);
  const here = plainPath(isWindows ? withSlashes(workingDirectory) : workingDirectory, { root: '', segments: [] });
  const there = plainPath(isWindows ? withSlashes(file) : file, here);
  const same = (a: string, b: string | undefined) => a === b || isWindows && a.toLowerCase() === b?.toLowerCase();
  const isBelow = same(here.root, there.root)
    && here.segments.length < there.segments.length && here.segments.every((segment, i) => same(segment, there.segments[i]));
  if (isBelow) return encoded(there.segments.slice(here.segments.length));
  const host = there.root.startsWith('//') ? there.root : `///${there.root === '' ? '' : `${there.root}/`}`;
  return `file:${host}${host.endsWith('/') ? '' : '/'}${encoded(there.segments)}`;
}

/** The path from the root, without `.` and `..`. */
function plainPath(path: string, from: PlainPath): PlainPath {
  const absolute = /^(\/\/[^/]+|[A-Za-z]:)?\//.exec(path);
  const segments = absolute ? [] : [...from.segments];
  for (const segment of path.slice(absolute?.[1]?.length ?? 0).split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return { root: absolute?.[1] ?? from.root, segments };
}

function withSlashes(path: string): string {
  return path.replace(/\\/g, '/');
}

function encoded(segments: readonly string[]): string {
  // Half a surrogate pair, which a name on Windows may hold, has no percent-encoding.
  return segments.map(segment => encodeURIComponent(segment.replace(/[\ud800-\udfff]/gu, '\ufffd'))).join('/');
}

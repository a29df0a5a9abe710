import { readFileSync } from 'fs';
import { SourceMap } from 'module';
import { pathToFileURL } from 'url';

const JAVASCRIPT = /\.[cm]?js$/;
/** The last one counts: text within the program may look like one. */
const MAP_COMMENT = /^[ \t]*\/[/*][#@][ \t]*sourceMappingURL=(\S+)/gm;
const INLINE_MAP = /^data:application\/json(;[^,]*)?,(.*)$/s;
/** Stands before the JSON of some maps, so that a browser never runs them. */
const GUARD = /^\)\]\}'[^\n]*\n/;

/** What a line of JavaScript was compiled from. */
export interface OriginalLine {
  /** A `file:` URL, but for what a bundler has made up, as `webpack://shop/src/main.ts`. */
  readonly url: string;
  /** From 1 on. */
  readonly line: number;
}

interface LocatedMap {
  readonly map: SourceMap;
  /** What the names of its sources begin from. */
  readonly base: URL;
}

const maps = new Map<string, LocatedMap | undefined>();

/**
 * The line that a place in a file was compiled from, by the source map within the file or beside it. Undefined where there is none, where
 * it cannot be read, and where it does not know the place.
 *
 * What Node, ts-node or jest has traced back already is in a file that is no JavaScript, or has no map.
 *
 * @param file its whole path. It is read once in the life of the process, as its code is.
 * @param line from 1 on.
 * @param column from 1 on.
 */
export function originalLine(file: string, line: number, column: number): OriginalLine | undefined {
  if (!JAVASCRIPT.test(file)) return undefined;
  if (!maps.has(file)) maps.set(file, mapOf(file));
  const located = maps.get(file);
  const entry = located?.map.findEntry(line - 1, column - 1);
  if (!located || !entry || !('originalSource' in entry)) return undefined;
  const { originalSource, originalLine: offset } = entry;
  // Code that a compiler added has a place in the map, and no source.
  if (typeof originalSource !== 'string' || !(offset >= 0) || !URL.canParse(originalSource, located.base.href)) return undefined;
  return { url: new URL(originalSource, located.base).href, line: offset + 1 };
}

function mapOf(file: string): LocatedMap | undefined {
  try {
    const comment = [...readFileSync(file, 'utf8').matchAll(MAP_COMMENT)].at(-1);
    if (comment === undefined) return undefined;
    const [, url] = comment;
    const inline = INLINE_MAP.exec(url);
    const place = inline ? pathToFileURL(file) : new URL(url, pathToFileURL(file));
    const text = inline ? inlineText(inline) : readFileSync(place, 'utf8');
    const payload = JSON.parse(text.replace(GUARD, ''));
    // Node's class knows nothing of the `sourceRoot`.
    const base = payload.sourceRoot ? new URL(payload.sourceRoot.replace(/\/?$/, '/'), place) : place;
    return { map: new SourceMap(payload), base };
  } catch {
    // The line of the JavaScript is better than no report.
    return undefined;
  }
}

function inlineText([, parameters = '', data]: RegExpExecArray): string {
  return parameters.endsWith(';base64') ? Buffer.from(data, 'base64').toString() : decodeURIComponent(data);
}

import * as path from 'path';
import { filePath } from '../source/file-path';
import { Source } from '../source/source';
import { StackFrame } from '../source/stack-frame';
import { WrittenAt } from '../source/written-at';
import { isOwnCode } from '../synth/own-code';
import { originalLine } from './original-line';
import { shownFile } from './shown-file';

/** The name of the package that a file is in. */
const PACKAGE = /^.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/;
/** Packages whose code nobody looks for when asking where a thing was written: what we build on, and what compilers call for a `super`. */
const LIBRARY = /^(cdk8s-hardened|constructs|cdk8s|cdk8s-plus-\d+|tslib|@babel[\\/]runtime|@swc[\\/]helpers)$/;
const JSII = /^@jsii[\\/](kernel|runtime)$/;

/**
 * The line of the user's TypeScript where a thing is written: the first call that is in a file and is neither ours nor one of a library we
 * build on nor Node's. A package of building blocks has a line as well. Undefined for what was written in another language, through jsii,
 * and where the program has a way of its own to write stacks.
 *
 * Compiled files are traced back to what they were compiled from, where they have a source map.
 */
export function lineOfCode(written: WrittenAt | undefined): Source | undefined {
  for (const frame of written?.frames() ?? []) {
    if (isGuestHost(frame.file)) return undefined;
    const line = lineOf(frame);
    if (line) return line;
  }
  return undefined;
}

function lineOf(frame: StackFrame): Source | undefined {
  const file = filePath(frame.file);
  if (!path.isAbsolute(file) || isLibrary(file)) return undefined;
  const original = originalLine(file, frame.line, frame.column);
  // In a bundle without a map nobody can tell our lines from the user's.
  if (original === undefined) return file === __filename ? undefined : shown(file, frame.line);
  const originalFile = filePath(original.url);
  if (isLibrary(originalFile)) return undefined;
  return path.isAbsolute(originalFile) ? shown(originalFile, original.line) : shown(file, frame.line);
}

function shown(file: string, line: number): Source {
  return { file: shownFile(file, process.cwd()), line };
}

function isLibrary(file: string): boolean {
  return isOwnCode(file) || LIBRARY.test(PACKAGE.exec(file)?.[1] ?? '');
}

/** What a program in Python, Java or Go started, to have our code run: what calls it is not the program of the user. */
function isGuestHost(file: string): boolean {
  // The runtime that such a language brings along is one file in a folder without a name.
  const isRuntime = process.env.JSII_AGENT !== undefined && file === require.main?.filename;
  return isRuntime || JSII.test(PACKAGE.exec(file)?.[1] ?? '');
}

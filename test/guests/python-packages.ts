// cspell:words pacmak PYTHONPATH
import { spawnSync } from 'child_process';
import { createHash } from 'crypto';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { compiledLibrary, installed } from './compiled-library';

const PYTHON = process.platform === 'win32' ? 'python' : 'python3';
const LIBRARIES = ['constructs', 'cdk8s', 'cdk8s-plus-28'];

/** What a program printed. */
export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
}

/** A Python that can import our library, or why there is none on this machine. */
export type PythonOrNot =
  | { readonly run: (program: string) => Printed }
  | { readonly missing: string };

/**
 * Finds Python and installs what our library builds on, in the versions that the tests use elsewhere, outside the tree.
 *
 * A machine without Python, pip or a network has none; that our own package cannot be made is an error.
 */
export function preparePython(): PythonOrNot {
  if (spawnSync(PYTHON, ['--version']).status !== 0) return { missing: `there is no ${PYTHON}` };
  const libraries = installLibraries();
  if (libraries === undefined) return { missing: 'pip cannot install jsii, constructs, cdk8s and cdk8s-plus-28' };
  const PYTHONPATH = [pythonPackage(), libraries].join(path.delimiter);
  return { run: program => run(PYTHON, [program], { PYTHONPATH }) };
}

/** Installed once for each set of versions. */
function installLibraries(): string | undefined {
  const wanted = LIBRARIES.map(name => `${name}==${JSON.parse(fs.readFileSync(path.join(installed(name), 'package.json'), 'utf8')).version}`);
  const folder = path.join(os.tmpdir(), `cdk8s-hardened-python-${createHash('sha256').update(wanted.join()).digest('hex').slice(0, 16)}`);
  return makeOnce(folder, workshop => {
    const flags = ['--quiet', '--disable-pip-version-check', '--no-input', '--retries', '0', '--timeout', '5'];
    return spawnSync(PYTHON, ['-m', 'pip', 'install', ...flags, '--target', workshop, ...wanted], { timeout: 60_000 }).status === 0;
  });
}

/** The Python package of our library as jsii generates it, ready to import. */
function pythonPackage(): string {
  const compiled = compiledLibrary();
  const made = makeOnce(path.join(compiled, 'python'), workshop => {
    const pacmak = path.join(installed('jsii-pacmak'), 'bin', 'jsii-pacmak');
    run(process.execPath, [pacmak, '--targets', 'python', '--code-only', '--no-fingerprint', '--outdir', workshop, compiled]);
    return true;
  });
  return path.join(made!, 'python', 'src');
}

/** Makes a folder under another name first, so that nobody meets it half made; undefined where it could not be made. */
function makeOnce(folder: string, make: (workshop: string) => boolean): string | undefined {
  if (fs.existsSync(folder)) return folder;
  const workshop = fs.mkdtempSync(`${folder}-`);
  if (!make(workshop)) {
    fs.rmSync(workshop, { recursive: true });
    return undefined;
  }
  fs.renameSync(workshop, folder);
  return folder;
}

function run(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Printed {
  const PATH = [path.dirname(process.execPath), process.env.PATH].join(path.delimiter); // jsii starts a `node`
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8', env: { ...process.env, PATH, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20', ...env },
  });
  if (status !== 0) throw new Error(`${[command, ...args].join(' ')} failed:\n${stdout}${stderr}`);
  return { stdout, stderr };
}

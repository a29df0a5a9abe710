import { execFileSync } from 'child_process';
import { createHash } from 'crypto';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';

const PROJECT = path.resolve(__dirname, '..', '..');
const PARTS = ['src', 'bin', 'package.json', 'tsconfig.json', 'README.md', 'LICENSE', '.npmignore'];

/**
 * The library as jsii compiles it from the sources as they are now, in a folder of its own outside the tree: tests of the package never
 * meet a stale `lib/`, and never write one.
 *
 * Compiled once for each state of the sources.
 */
export function compiledLibrary(): string {
  const compiled = path.join(os.tmpdir(), `cdk8s-hardened-${fingerprint()}`);
  if (!fs.existsSync(compiled)) {
    const workshop = fs.mkdtempSync(`${compiled}-`);
    for (const part of PARTS) fs.cpSync(path.join(PROJECT, part), path.join(workshop, part), { recursive: true });
    install(path.join(workshop, 'node_modules'));
    compile(workshop);
    putInPlace(workshop, compiled);
  }
  return compiled;
}

/** Links to what the project has installed. What is bundled is copied, as npm packs nothing that is behind a link. */
function install(folder: string): void {
  const { bundledDependencies } = JSON.parse(fs.readFileSync(path.join(PROJECT, 'package.json'), 'utf8')) as { bundledDependencies: string[] };
  const copied = bundledDependencies.map(name => name.split('/')[0]);
  fs.mkdirSync(folder);
  for (const entry of fs.readdirSync(path.join(PROJECT, 'node_modules'))) {
    if (copied.includes(entry)) fs.cpSync(installed(entry), path.join(folder, entry), { recursive: true });
    else fs.symlinkSync(installed(entry), path.join(folder, entry), 'junction');
  }
}

/** A package that the project has installed. */
export function installed(name: string): string {
  return path.join(PROJECT, 'node_modules', name);
}

function compile(folder: string): void {
  const jsii = path.join(installed('jsii'), 'bin', 'jsii');
  try {
    execFileSync(process.execPath, [jsii, '--silence-warnings=reserved-word'], {
      cwd: folder, encoding: 'utf8', stdio: 'pipe', env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' },
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`jsii cannot compile the library:\n${stdout}${stderr}`);
  }
  execFileSync(process.execPath, [path.join(PROJECT, 'projenrc', 'bundle-command.mjs'), folder], { stdio: 'pipe' });
}

/** Another test may have been faster. */
function putInPlace(workshop: string, compiled: string): void {
  try {
    fs.renameSync(workshop, compiled);
  } catch (error) {
    if (!fs.existsSync(compiled)) throw error;
    fs.rmSync(workshop, { recursive: true });
  }
}

/** Changes whenever a compiled file would. */
function fingerprint(): string {
  const hash = createHash('sha256').update(PROJECT);
  for (const part of PARTS) {
    for (const file of filesOf(path.join(PROJECT, part))) hash.update(path.relative(PROJECT, file)).update(fs.readFileSync(file));
  }
  hash.update(fs.readFileSync(path.join(PROJECT, 'package-lock.json')));
  return hash.digest('hex').slice(0, 16);
}

function filesOf(part: string): string[] {
  if (fs.statSync(part).isFile()) return [part];
  return fs.readdirSync(part, { recursive: true, encoding: 'utf8' }).sort()
    .map(name => path.join(part, name))
    .filter(file => fs.statSync(file).isFile());
}

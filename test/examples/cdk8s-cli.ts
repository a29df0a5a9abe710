import { execFile } from 'child_process';
import { existsSync, readdirSync, readFileSync } from 'fs';
import { dirname, join, resolve } from 'path';

const ROOT = resolve(__dirname, '..', '..');
const CLI = join(dirname(require.resolve('cdk8s-cli/package.json')), 'bin', 'cdk8s');

/** What a run of `cdk8s synth` left behind. */
export interface SynthRun {
  readonly exitCode: number;
  /** With the folder of the example as `<example>`, and without what the CLI says about itself. */
  readonly stderr: string;
  /** The text of every YAML file that was written, by its name. */
  readonly files: Readonly<Record<string, string>>;
}

/** Examples import the package by its own name, which is the compiled library. */
export function requireCompiledLibrary(): void {
  if (!existsSync(join(ROOT, 'lib', 'index.js'))) {
    throw new Error('lib/ is missing, and the examples import it: run `npx projen compile` first.');
  }
}

/**
 * Runs the real `cdk8s synth` in the folder of an example.
 *
 * @param output where it writes, so that tests leave the example's own `dist` alone.
 * @param app the command, instead of that of `cdk8s.yaml`.
 */
export function cdk8sSynth(example: string, output: string, app?: string): Promise<SynthRun> {
  const cwd = join(ROOT, 'examples', example);
  const args = [CLI, 'synth', '--no-check-upgrade', '--output', output, ...app === undefined ? [] : ['--app', app]];
  // Types are checked by `npx projen typecheck`; npm's own warnings would differ from machine to machine.
  const env = { ...process.env, FORCE_COLOR: undefined, NO_COLOR: '1', TS_NODE_TRANSPILE_ONLY: 'true', npm_config_loglevel: 'error' };
  return new Promise((done, failed) => {
    execFile(process.execPath, args, { cwd, env, encoding: 'utf8' }, (error, _, stderr) => {
      if (error !== null && typeof error.code !== 'number') return failed(error);
      return done({
        exitCode: typeof error?.code === 'number' ? error.code : 0,
        stderr: withoutStackOfTheCli(stderr).replaceAll(cwd, '<example>'),
        files: yamlFilesIn(output),
      });
    });
  });
}

/** After the app has failed, the CLI prints its own error with a stack of its own files. */
function withoutStackOfTheCli(stderr: string): string {
  return stderr.split(/^Error: command "[^"]*" at .* returned a non-zero exit code/m)[0];
}

function yamlFilesIn(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {};
  return Object.fromEntries(readdirSync(folder).map(name => [name, readFileSync(join(folder, name), 'utf8')]));
}

import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { installed } from '../guests/compiled-library';
import { filesBelow } from '../synth/synth-paths';
import { UserProject } from './user-project';

/** The two ways in which the command of an app is usually run. */
export const NODE = `"${process.execPath}" main.js`;
export const TS_NODE = `"${process.execPath}" "${path.join(installed('ts-node'), 'dist', 'bin.js')}" --transpile-only main.ts`;

export interface SynthOptions {
  /** Of the CLI. */
  readonly flags?: readonly string[];
  /** What is different in the environment. */
  readonly env?: NodeJS.ProcessEnv;
}

/** What a run of `cdk8s synth` left behind. */
export interface SynthRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The text of every file in the output folder, by its name. */
  readonly files: Readonly<Record<string, string>>;
}

/** A project of a user that the real `cdk8s` CLI synthesises with the compiled library. */
export class SynthProject {
  private readonly project = new UserProject();

  public constructor() {
    this.project.write('tsconfig.json', JSON.stringify({ compilerOptions: { module: 'node16', target: 'es2022' } }));
  }

  /** Its whole path. */
  public get folder(): string {
    return this.project.folder;
  }

  /**
   * Runs `cdk8s synth` on one program.
   *
   * @param program the TypeScript, as it stands in `main.ts`; for `NODE` it is compiled first, with a source map, types aside.
   * @param app the command of the app.
   */
  public synth(program: string, app: string, { flags = [], env = {} }: SynthOptions = {}): SynthRun {
    this.project.write('main.ts', program);
    if (app === NODE) this.project.compile('main.ts', 'main.js', 'inline');
    this.project.write('cdk8s.yaml', `language: typescript\napp: ${JSON.stringify(app)}\n`);
    const out = this.project.at('dist');
    fs.rmSync(out, { recursive: true, force: true });
    const cli = path.join(installed('cdk8s-cli'), 'bin', 'cdk8s');
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'synth', '--check-upgrade=false', ...flags], {
      cwd: this.folder, encoding: 'utf8', env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20', NO_COLOR: '1', ...env },
    });
    return { exitCode: status, stdout, stderr, files: fs.existsSync(out) ? filesBelow(out) : {} };
  }

  public remove(): void {
    this.project.remove();
  }
}

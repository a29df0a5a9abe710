import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import * as ts from 'typescript';
import { compiledLibrary, installed } from '../guests/compiled-library';

/** How a source map is given, if at all. */
export type MapStyle = 'inline' | 'beside' | 'none';

/** A project of a user in a folder of its own, outside the tree, with the library and what it builds on installed. */
export class UserProject {
  /** Its whole path. */
  public readonly folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'user project (1) ')));

  public constructor() {
    for (const name of ['constructs', 'cdk8s', 'cdk8s-plus-28']) this.link(name, installed(name));
    this.link('cdk8s-hardened', compiledLibrary());
  }

  public write(file: string, text: string): void {
    fs.mkdirSync(path.dirname(this.at(file)), { recursive: true });
    fs.writeFileSync(this.at(file), text);
  }

  /**
   * Compiles one file, types aside.
   *
   * @param from the TypeScript, relative to the project.
   * @param to the JavaScript.
   * @returns the text of the JavaScript.
   */
  public compile(from: string, to: string, maps: MapStyle): string {
    const { outputText, sourceMapText } = ts.transpileModule(fs.readFileSync(this.at(from), 'utf8'), {
      fileName: this.at(from),
      compilerOptions: {
        module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, inlineSourceMap: maps === 'inline', sourceMap: maps === 'beside',
      },
    });
    const relative = path.relative(path.dirname(this.at(to)), this.at(from));
    this.write(to, maps === 'inline' ? outputText.replace(/(?<=base64,).*/, map => encoded(withSource(decoded(map), relative))) : outputText);
    if (sourceMapText !== undefined && maps === 'beside') this.write(`${to.replace(/\.js$/, '')}.js.map`, withSource(sourceMapText, relative));
    return fs.readFileSync(this.at(to), 'utf8');
  }

  /**
   * Runs Node in the project.
   *
   * @param args of Node, the program among them.
   * @returns what the program has printed, which is JSON.
   */
  public run(args: readonly string[], { env = {}, from = '.' }: { readonly env?: NodeJS.ProcessEnv; readonly from?: string } = {}): any {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: this.at(from), encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '', ...env },
    });
    if (status !== 0) throw new Error(`node ${args.join(' ')} failed:\n${stdout}${stderr}`);
    return JSON.parse(stdout);
  }

  public at(file: string): string {
    return path.join(this.folder, file);
  }

  public remove(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  private link(name: string, to: string): void {
    fs.mkdirSync(this.at('node_modules'), { recursive: true });
    fs.symlinkSync(to, this.at(path.join('node_modules', name)), 'junction');
  }
}

/** TypeScript names a source by the last part of its path when it compiles one file alone. */
function withSource(map: string, source: string): string {
  return JSON.stringify({ ...JSON.parse(map), sources: [source] });
}

function decoded(map: string): string {
  return Buffer.from(map, 'base64').toString();
}

function encoded(map: string): string {
  return Buffer.from(map).toString('base64');
}

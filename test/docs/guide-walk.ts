import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { InputError } from '../../src/check/input-error';
import { readWaiversFile } from '../../src/check/waivers-file';
import { UserProject } from '../aspects/user-project';
import { filesBelow } from '../synth/synth-paths';
import { Guide, GuideBlock } from './guide';

/** What a reader is taken to have already, as the manifests of somebody else. */
const FILES = path.join(__dirname, 'guide-files');
const OUTPUT = 'dist';

/** A guide shows days of the calendar, and stays true when they have passed. */
const CLOCK = `
const Real = Date;
const now = Real.parse('2026-11-22T12:00:00Z');
globalThis.Date = class extends Real {
  constructor(...given) { super(...(given.length > 0 ? given : [now])); }
  static now() { return now; }
};
`;

/** What the last program or command has said. */
interface Said {
  readonly text: string;
  readonly exitCode: number | null;
  readonly block: GuideBlock;
}

/** A command that guides show: what is set in the environment, the program, its arguments. */
const COMMAND = /^((?:[A-Z_\d]+=\S+ )*)npx (cdk8s|cdk8s-hardened) (.*)$/;

/** Follows guides from top to bottom, in a folder of its own: writes the files, runs programs and commands, compares what they say. */
export class GuideWalk {
  /** @returns what a reader would find otherwise than the guide says, with the line of the guide; empty where all is as it says. */
  public static along(guide: Guide): readonly string[] {
    const walk = new GuideWalk(guide);
    try {
      guide.blocks.forEach(block => walk.follow(block));
      walk.expectSuccess();
      return walk.faults;
    } finally {
      walk.project.remove();
    }
  }

  private readonly project = new UserProject();
  private readonly faults: string[] = [];
  private said: Said | undefined;

  private constructor(private readonly guide: Guide) {
    fs.cpSync(FILES, this.project.folder, { recursive: true });
    this.project.write('clock.js', CLOCK);
  }

  private follow(block: GuideBlock): void {
    switch (block.language) {
      case 'ts': return this.runProgram(block);
      case 'shell': return this.runCommand(block);
      case 'yaml': return this.readYaml(block);
      case 'text': return this.compare(block);
      default: return this.fail(block, `nothing is known of '${block.language}', so that nobody would notice if it was wrong: write ts, shell, yaml or text`);
    }
  }

  private runProgram(block: GuideBlock): void {
    this.expectSuccess();
    const file = block.file!;
    const compiled = file.replace(/\.ts$/, '.js');
    this.project.write(file, block.text);
    this.project.compile(file, compiled, 'inline');
    this.run(block, [compiled]);
  }

  private runCommand(block: GuideBlock): void {
    this.expectSuccess();
    const [, settings, program, args] = COMMAND.exec(block.text) ?? [];
    if (program === undefined) return this.fail(block, `'${block.text}' is no command that can be tried: write one line that begins with npx`);
    const env = Object.fromEntries(settings.split(' ').filter(setting => setting !== '').map(setting => setting.split('=')));
    if (program === 'cdk8s-hardened') return this.run(block, [path.join('node_modules', 'cdk8s-hardened', 'bin', 'cdk8s-hardened'), ...argumentsIn(args)], env);
    if (args === 'synth') return this.run(block, ['main.js'], env);
    return this.fail(block, `'cdk8s ${args}' cannot be tried: write cdk8s synth`);
  }

  /** A waivers file is one that can be read; YAML without a name is a part of what was written. */
  private readYaml(block: GuideBlock): void {
    if (block.file !== undefined) {
      this.project.write(block.file, block.text);
      return this.readWaivers(block, block.file);
    }
    const output = this.project.at(OUTPUT);
    const written = fs.existsSync(output) ? Object.values(filesBelow(output)).map(withoutIndentation) : [];
    if (!written.some(text => text.includes(withoutIndentation(block.text)))) this.fail(block, 'this is no part of what the programs before it write');
  }

  private readWaivers(block: GuideBlock, file: string): void {
    try {
      readWaiversFile(this.project.at(file));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.fail(block, error.message.replace(this.project.at(file), file));
    }
  }

  private compare(block: GuideBlock): void {
    const { said } = this;
    this.said = undefined;
    if (said === undefined) return this.fail(block, 'this stands behind nothing that says something: put it directly behind the program or the command');
    if (said.text !== block.text) this.fail(block, `this is shown:\n${block.text}\nand this is said:\n${said.text}\n`);
  }

  /** What a guide shows nothing of goes well. */
  private expectSuccess(): void {
    const { said } = this;
    this.said = undefined;
    if (said !== undefined && said.exitCode !== 0) this.fail(said.block, `this fails, and nothing is shown of it:\n${said.text}\n`);
  }

  private run(block: GuideBlock, program: readonly string[], env: NodeJS.ProcessEnv = {}): void {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--require', './clock.js', ...program], {
      cwd: this.project.folder, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '', NO_COLOR: '1', CDK8S_HARDENED_TODAY: '', ...env },
    });
    this.said = { text: withoutStack(stdout + stderr).trimEnd(), exitCode: status, block };
  }

  private fail(block: GuideBlock, message: string): void {
    this.faults.push(`${this.guide.name}:${block.line}: ${message}`);
  }
}

/** The arguments of a command; the synth behind `--` is that of the program. */
function argumentsIn(text: string): string[] {
  return text.replace(/(?<=^|.* )-- npx cdk8s synth$/, '-- node main.js').split(' ');
}

/** The report of a synth that fails ends with the line that asked for it, and Node's version. */
function withoutStack(text: string): string {
  return text.split(/\n {4}at \S/)[0];
}

function withoutIndentation(yaml: string): string {
  return `${yaml.trimEnd()}\n`.replace(/^ +/gm, '');
}

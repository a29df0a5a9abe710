import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { catalogue } from '../../src/rules/catalogue';
import { compiledLibrary } from '../guests/compiled-library';
import { BAD, reportOfBad, workInEmptyFolder, write } from './command-line';

workInEmptyFolder();

const RULES = path.resolve(__dirname, '..', '..', 'src', 'rules');

/** Runs the command before it is bundled, and tells which modules it loaded, by their paths in the package. */
function loadedBy(args: readonly string[], input = '', program = 'lib/cli/command.js'): { readonly status: number | null; readonly stdout: string; readonly stderr: string; readonly loaded: string[] } {
  write({ 'preload.cjs': 'process.on("exit", () => require("fs").writeFileSync("loaded.json", JSON.stringify(Object.keys(require.cache))));\n' });
  const library = compiledLibrary();
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--require', './preload.cjs', path.join(library, program), ...args], {
    encoding: 'utf8', input, env: { ...process.env, NODE_OPTIONS: '' },
  });
  const root = fs.realpathSync(library);
  const loaded = (JSON.parse(fs.readFileSync('loaded.json', 'utf8')) as string[])
    .filter(file => path.basename(file) !== 'preload.cjs')
    .map(file => path.relative(root, fs.realpathSync(file)).split(path.sep).join('/'))
    .sort();
  return { status, stdout, stderr, loaded };
}

/** The files of the rules about several objects, which are compiled as they are; all others run from one generated file. */
function filesOfAppRules(): string[] {
  return catalogue.filter(({ scope }) => scope === 'app').map(({ id }) => {
    const [topic] = fs.readdirSync(RULES).filter(name => fs.existsSync(path.join(RULES, name, `${id}.ts`)));
    return `lib/rules/${topic}/${id}.js`;
  }).sort();
}

/** Where nothing of a check belongs. */
const FOREIGN = /^\.\.|node_modules|^lib\/(?:index\.js|constructs|synth|scope|aspects|admission)/;

test('a check loads the rules from one file, what it was asked for, and nothing from elsewhere', () => {
  write({ 'bad.yaml': BAD });
  const { status, stdout, stderr, loaded } = loadedBy(['check', 'bad.yaml']);
  expect([status, stdout, stderr]).toEqual([1, `${reportOfBad('bad.yaml')}1 violation, 0 waived, 1 object. This fails by the profile hardened for Kubernetes 1.37.\n`, '']);
  expect(loaded.filter(file => FOREIGN.test(file))).toEqual([]);
  expect(loaded.filter(file => /^lib\/rules\/[^/]+\//.test(file))).toEqual(filesOfAppRules());
  expect(loaded).toContain('lib/rules/single-object-rules.js');
  expect(loaded.filter(file => /all-rules|rule-catalogue|rule-description|cli\/explain|cli\/rules|-report\.js$/.test(file))).toEqual([
    'lib/check/read-report.js', 'lib/report/json-report.js', 'lib/report/terminal-report.js', 'lib/report/text-report.js',
  ]);
});

test('standard input is read, and an error ends in one line', () => {
  const good = loadedBy(['check', '-', '--format', 'json'], BAD);
  expect([good.status, JSON.parse(good.stdout).findings[0].source, good.stderr]).toEqual([1, { file: '(standard input)', line: 2 }, '']);
  expect(good.loaded.filter(file => FOREIGN.test(file) || /terminal-report|text-report/.test(file))).toEqual([]);

  const { status, stdout, stderr } = loadedBy(['check', '-'], `${BAD}kind: Pod\n`);
  expect([status, stdout, stderr]).toEqual([
    2, '', 'cdk8s-hardened: (standard input):6: the key \'kind\' stands twice in the same mapping: kubectl takes the last without a word, so remove one\n',
  ]);
  const nothing = loadedBy(['check', '-']);
  expect([nothing.status, nothing.stdout, nothing.stderr]).toEqual([2, '', 'cdk8s-hardened: there is no Kubernetes object in (standard input): nothing was checked\n']);
});

test('a list of waivers loads no rule, and neither the engine nor what judges', () => {
  write({ 'report.json': '{"schemaVersion": "1.0", "waivers": []}' });
  const { status, stdout, stderr, loaded } = loadedBy(['waivers', 'report.json']);
  expect([status, stdout, stderr]).toEqual([0, '0 waivers.\n', '']);
  expect(loaded.filter(file => FOREIGN.test(file) || /^lib\/(?:rules|engine|requirements|frameworks)\//.test(file))).toEqual(['lib/engine/outcome.js']);
});

test('help loads next to nothing', () => {
  expect(loadedBy(['--help']).loaded).toEqual([
    'lib/check/input-error.js', 'lib/check/system-error.js', 'lib/cli/command.js', 'lib/cli/main.js',
    'lib/cli/process-terminal.js', 'lib/cli/usage.js', 'lib/kubernetes/nearest.js', 'lib/kubernetes/visible-text.js',
  ]);
});

test('the command as it is installed is two files, and says the same', () => {
  write({ 'bad.yaml': BAD });
  const installed = loadedBy(['check', 'bad.yaml', '--format', 'json'], '', 'bin/cdk8s-hardened');
  expect(installed.loaded).toEqual(['bin/cdk8s-hardened', 'lib/cli/command.bundle.js']);
  const { status, stdout, stderr } = loadedBy(['check', 'bad.yaml', '--format', 'json']);
  expect({ ...installed, loaded: [] }).toEqual({ status, stdout, stderr, loaded: [] });
});

import { execFileSync, spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { compiledLibrary, installed } from '../guests/compiled-library';
import { filesBelow } from '../synth/synth-paths';

const BLOCK = path.resolve(__dirname, '..', '..', 'examples', 'building-block');
const PARTS = ['package.json', 'tsconfig.json', 'README.md', 'src'];
const IN_CONSUMER = path.join('node_modules', '@acme', 'hardened-blocks');
const CLI = path.join(installed('cdk8s-cli'), 'bin', 'cdk8s');

/** A folder with everything that a package needs of others: what npm would install. */
let folder: string;
/** What `npm pack` put into the tarball. */
let packed: string[];

beforeAll(() => {
  folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'building-block-')));
  fs.mkdirSync(path.join(folder, 'node_modules', '@acme'), { recursive: true });
  for (const name of ['@types', 'cdk8s', 'cdk8s-plus-28', 'constructs']) link(installed(name), name);
  link(compiledLibrary(), 'cdk8s-hardened');

  const workshop = path.join(folder, 'workshop');
  for (const part of PARTS) fs.cpSync(path.join(BLOCK, part), path.join(workshop, part), { recursive: true });
  compile(workshop);
  const tarball = pack(workshop);
  execFileSync('tar', ['-xzf', tarball], { cwd: folder });
  fs.renameSync(path.join(folder, 'package'), path.join(folder, IN_CONSUMER));
  fs.rmSync(workshop, { recursive: true });
  packed = Object.keys(filesBelow(path.join(folder, IN_CONSUMER))).map(file => file.replaceAll(path.sep, '/')).sort();
});

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

function link(target: string, name: string): void {
  fs.symlinkSync(target, path.join(folder, 'node_modules', name), 'junction');
}

function compile(workshop: string): void {
  const { status, stdout } = spawnSync(process.execPath, [path.join(installed('typescript'), 'bin', 'tsc')], { cwd: workshop, encoding: 'utf8' });
  if (status !== 0) throw new Error(`tsc cannot compile the building block:\n${stdout}`);
}

/** The tarball that would be published. */
function pack(workshop: string): string {
  const printed = execFileSync('npm', ['pack', '--ignore-scripts', '--offline', '--json'], {
    cwd: workshop, encoding: 'utf8', stdio: 'pipe', env: { ...process.env, npm_config_update_notifier: 'false' }, shell: process.platform === 'win32',
  });
  return path.join(workshop, JSON.parse(printed)[0].filename);
}

/** An app of somebody who uses the block: in a closed namespace, with the database and what else the test writes. */
const consumer = ({ props = '', rest = '' }: { props?: string; rest?: string }) => `
const { ApiObject, App, Chart, JsonPatch } = require('cdk8s');
const { Aspects, DefaultDenyNetworkPolicy, HardenedNamespace, HardeningAspect, KubernetesVersion, Waiver, Waivers } = require('cdk8s-hardened');
const { PersistentVolumeClaim, Secret, Volume } = require('cdk8s-plus-28');
const { PostgresDatabase } = require('@acme/hardened-blocks');

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });
new HardenedNamespace(chart, 'Namespace');
new DefaultDenyNetworkPolicy(chart, 'DefaultDeny');
const db = new PostgresDatabase(chart, 'Database', {
  volume: Volume.fromPersistentVolumeClaim(chart, 'Data', PersistentVolumeClaim.fromClaimName(chart, 'Claim', 'data')),
  password: Secret.fromSecretName(chart, 'Password', 'database'),
  ${props}
});
${rest}
Aspects.of(app).add(new HardeningAspect({ kubernetesVersion: KubernetesVersion.V1_31, reportFile: 'report.json' }));
app.synth();
`;

interface Run {
  readonly exitCode: number | null;
  readonly stderr: string;
  /** What was written. */
  readonly files: string[];
  readonly report: any;
}

/** Runs the real `cdk8s synth` on an app of a consumer. */
function synth(program: string): Run {
  fs.writeFileSync(path.join(folder, 'main.js'), program);
  fs.writeFileSync(path.join(folder, 'cdk8s.yaml'), `language: typescript\napp: ${JSON.stringify(`"${process.execPath}" main.js`)}\n`);
  const out = path.join(folder, 'dist');
  for (const stale of [out, path.join(folder, 'report.json')]) fs.rmSync(stale, { recursive: true, force: true });
  const { status, stderr } = spawnSync(process.execPath, [CLI, 'synth', '--check-upgrade=false'], {
    cwd: folder, encoding: 'utf8', env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20', NO_COLOR: '1', CDK8S_HARDENED_TODAY: undefined },
  });
  return {
    exitCode: status,
    stderr,
    files: fs.existsSync(out) ? Object.keys(filesBelow(out)) : [],
    report: JSON.parse(fs.readFileSync(path.join(folder, 'report.json'), 'utf8')),
  };
}

/** The findings of a report in short. */
const findingsIn = ({ report }: Run) => report.findings.map(({ ruleId, outcome, constructPath }: any) => `${outcome} ${ruleId} ${constructPath}`);

/** The line of the block that makes something, as reports name it. */
function lineOf(text: string): { file: string; line: number } {
  const lines = fs.readFileSync(path.join(BLOCK, 'src', 'postgres-database.ts'), 'utf8').split('\n');
  return { file: 'node_modules/@acme/hardened-blocks/src/postgres-database.ts', line: lines.findIndex(line => line.includes(text)) + 1 };
}

const UNNEEDED = 'warning unused-waiver shop/Database/Deployment';
const PRIVILEGED = 'ApiObject.of(db.deployment).addJsonPatch(JsonPatch.replace(\'/spec/template/spec/containers/0/securityContext/privileged\', true));';

test('the tarball has what was compiled, and the sources that its source maps name', () => {
  expect(packed).toEqual([
    'README.md', 'dist/index.d.ts', 'dist/index.js', 'dist/index.js.map', 'dist/postgres-database.d.ts', 'dist/postgres-database.js',
    'dist/postgres-database.js.map', 'dist/postgres-database.test.d.ts', 'dist/postgres-database.test.js', 'dist/postgres-database.test.js.map',
    'package.json', 'src/index.ts', 'src/postgres-database.test.ts', 'src/postgres-database.ts',
  ]);
});

test('the tests of the block pass in the tarball, run by node alone', () => {
  const { status, stdout } = spawnSync(process.execPath, [
    '--test', '--test-reporter=tap', path.join(IN_CONSUMER, 'dist', 'postgres-database.test.js'),
  ], { cwd: folder, encoding: 'utf8' });
  const failed = stdout.split('\n').filter(line => /^\s*not ok/.test(line));
  expect({ status, failed, passed: /^# pass (\d+)$/m.exec(stdout)?.[1] }).toEqual({ status: 0, failed: [], passed: '9' });
});

describe('an app that uses the block', () => {
  test('passes; the waiver that it does not need only warns, at its line in the package', () => {
    const run = synth(consumer({}));
    expect({ exitCode: run.exitCode, files: run.files, findings: findingsIn(run) }).toEqual({ exitCode: 0, files: ['shop.k8s.yaml'], findings: [UNNEEDED] });
    expect(run.report.findings[0].source).toEqual(lineOf('Waiver.hostPath('));
    expect(run.stderr.split('\n').at(-2)).toBe('0 violations, 1 warning, 0 waived, 5 objects.');
  });

  test('needs the waiver of the block for the folder of a node, and is told which line of the package gives it', () => {
    // The standard that a hardened namespace enforces allows no such folder.
    const run = synth(consumer({
      props: 'volume: Volume.fromHostPath(chart, \'Folder\', \'folder\', { path: PostgresDatabase.LOCAL_FOLDER }),',
      rest: 'chart.node.tryRemoveChild(\'Namespace\');',
    }));
    expect({ exitCode: run.exitCode, files: run.files, findings: findingsIn(run) }).toEqual({
      exitCode: 0, files: ['shop.k8s.yaml'], findings: ['waived no-host-path shop/Database/Deployment/Resource'],
    });
    expect(run.report.waivers.map(({ ruleId, used, source }: any) => ({ ruleId, used, source }))).toEqual([
      { ruleId: 'no-host-path', used: true, source: lineOf('Waiver.hostPath(') },
    ]);
  });

  test('may waive what the block exposes', () => {
    const run = synth(consumer({ props: 'writableImage: { reason: \'the extension unpacks itself at start\', ticket: \'DB-17\' },' }));
    expect({ exitCode: run.exitCode, files: run.files, findings: findingsIn(run) }).toEqual({
      exitCode: 0, files: ['shop.k8s.yaml'], findings: ['waived read-only-root-fs shop/Database/Deployment/Resource', UNNEEDED],
    });
    expect(run.report.findings[0].waiver).toMatchObject({ reason: 'the extension unpacks itself at start', ticket: 'DB-17', used: true });
  });

  test('may not waive what the block forbids, for the whole chart: it fails, and the message names the block', () => {
    const run = synth(consumer({ rest: `${PRIVILEGED}\nWaivers.of(chart).add(Waiver.privileged({ reason: 'asked for by the vendor' }));` }));
    expect({ exitCode: run.exitCode, files: run.files }).toEqual({ exitCode: 1, files: [] });
    expect(findingsIn(run)).toContain('failing no-privileged shop/Database/Deployment/Resource');
    expect(run.stderr.split('\n').map(line => line.trim())).toContain('a waiver for it does not count, shop/Database forbids it: asked for by the vendor');
  });

  test('may not waive what the block forbids, in the block itself', () => {
    const program = consumer({ rest: `${PRIVILEGED}\nWaivers.of(db).add(Waiver.privileged({ reason: 'asked for by the vendor' }));` });
    const run = synth(program);
    expect({ exitCode: run.exitCode, files: run.files }).toEqual({ exitCode: 1, files: [] });
    expect(run.report.findings.find(({ ruleId }: any) => ruleId === 'forbidden-waiver')).toMatchObject({
      outcome: 'failing',
      constructPath: 'shop/Database',
      message: 'Waiver.privileged (asked for by the vendor) must not be given: shop/Database lets nobody waive no-privileged',
      source: { file: 'main.js', line: program.split('\n').findIndex(line => line.includes('Waiver.privileged(')) + 1 },
    });
  });
});

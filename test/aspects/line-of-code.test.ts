import { execFileSync } from 'child_process';
import * as path from 'path';
import { lineOfCode } from '../../src/aspects/line-of-code';
import { WrittenAt } from '../../src/source/written-at';
import { installed } from '../guests/compiled-library';
import { MapStyle, UserProject } from './user-project';

/** With types and comments, which are gone in the JavaScript, so that its lines are others. */
const MAIN = `
import { ApiObject, App, Chart } from 'cdk8s';
import { DefaultDenyNetworkPolicy, HardenedDeployment, HardenedNamespace, HardenedServiceAccount } from 'cdk8s-hardened';
import { Web } from './web';

interface Line {
  readonly file: string;
  readonly line: number;
}

const { lineOfCode, sourceOfConstruct, WrittenAt } = require('@acme/ask');

const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
const props = { containers: [{ image: 'registry.example/app:1.0.0', portNumber: 8080 }] };
const deployment = new HardenedDeployment(chart, 'Plain', props); // line: deployment
const web = new Web(chart, 'Web', props);
const lines: Record<string, Line | undefined> = {
  'a deployment': sourceOfConstruct(deployment),
  'its object': sourceOfConstruct(ApiObject.of(deployment)),
  'its account': sourceOfConstruct(deployment.serviceAccount),
  'its service': sourceOfConstruct(deployment.exposeViaService()),
  'a namespace': sourceOfConstruct(new HardenedNamespace(chart, 'Namespace', { name: 'shop' })), // line: namespace
  'an account': sourceOfConstruct(new HardenedServiceAccount(chart, 'Account')), // line: account
  'a default deny': sourceOfConstruct(new DefaultDenyNetworkPolicy(chart, 'DefaultDeny')), // line: policy
  'a class of the user': sourceOfConstruct(web),
  'the account of that': sourceOfConstruct(web.serviceAccount),
  'a raw object': sourceOfConstruct(new ApiObject(chart, 'Raw', { apiVersion: 'v1', kind: 'ConfigMap' })),
  'a chart': sourceOfConstruct(chart),
  'anything else': lineOfCode(WrittenAt.here()), // line: place
};
console.log(JSON.stringify(lines, (_, line) => line ?? null));
`;

const WEB = `
import { HardenedDeployment, HardenedDeploymentProps } from 'cdk8s-hardened';
import { Construct } from 'constructs';

/** A building block of the user's own. */
export interface WebProps extends HardenedDeploymentProps {
  readonly colour?: string;
}

export class Web extends HardenedDeployment {
  constructor(scope: Construct, id: string, props: WebProps) {
    super(scope, id, props); // line: super
  }
}
`;

/** As a platform team publishes them: JavaScript, here without a source map. */
const BLOCKS = `
exports.web = (scope, id, props) => new (require('cdk8s-hardened').HardenedDeployment)(scope, id, props); // line: block
`;

/** The package gives this to nobody: it is asked for by its files. */
const ASK = `
exports.lineOfCode = require('../../cdk8s-hardened/lib/aspects/line-of-code').lineOfCode;
exports.sourceOfConstruct = require('../../cdk8s-hardened/lib/aspects/source-of-construct').sourceOfConstruct;
exports.WrittenAt = require('../../cdk8s-hardened/lib/source/written-at').WrittenAt;
exports.writtenAt = require('../../cdk8s-hardened/lib/scope/written-constructs').writtenAt;
`;

/** A program in plain JavaScript that asks once. */
const asking = (line: string) => `
const { App, Chart } = require('cdk8s');
const { HardenedDeployment } = require('cdk8s-hardened');
const { lineOfCode, sourceOfConstruct, WrittenAt } = require('@acme/ask');
const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
const props = { containers: [{ image: 'registry.example/app:1.0.0' }] };
const print = line => console.log(JSON.stringify(line ?? null));
${line}
`;

/**
 * What runs a program in another language: the kernel of jsii, in a process of its own. It gets folders instead of tarballs, and links to
 * them: the same code, sooner.
 */
const guestProgram = (fqn: string) => `
const fs = require('fs');
const path = require('path');
const kernelFile = require.resolve(process.env.KERNEL);
require(require.resolve('tar', { paths: [kernelFile] })).extract = ({ cwd, file }) => {
  fs.rmdirSync(cwd);
  fs.symlinkSync(file, cwd, 'junction');
};
const kernel = new (require(kernelFile).Kernel)(() => undefined);
for (const name of ['constructs', 'cdk8s', 'cdk8s-plus-28', 'cdk8s-hardened']) {
  const tarball = fs.realpathSync(path.join('node_modules', name));
  const { version } = JSON.parse(fs.readFileSync(path.join(tarball, 'package.json'), 'utf8'));
  kernel.load({ name, version, tarball });
}
const app = kernel.create({ fqn: 'cdk8s.App', args: [] });
const chart = kernel.create({ fqn: 'cdk8s.Chart', args: [app, 'shop', { namespace: 'shop' }] });
const made = kernel.create({ fqn: '${fqn}', args: [chart, 'Made'] });

const { sourceOfConstruct, writtenAt } = require('@acme/ask');
const { instance } = kernel.objects.findObject(made);
const constructs = instance.node.findAll();
console.log(JSON.stringify({
  marked: constructs.every(construct => writtenAt(construct).frames().some(({ file }) => file === __filename)),
  lines: constructs.flatMap(construct => sourceOfConstruct(construct) ?? []),
}));
`;

let project: UserProject;

beforeAll(() => {
  project = new UserProject();
  project.write('tsconfig.json', JSON.stringify({ compilerOptions: { module: 'node16', target: 'es2022' } }));
  project.write('main.ts', MAIN);
  project.write('web.ts', WEB);
  project.write('node_modules/@acme/blocks/index.js', BLOCKS);
  project.write('node_modules/@acme/ask/index.js', ASK);
});

afterAll(() => project.remove());

/** From 1 on. */
function lineOfMark(text: string, mark: string): number {
  return text.split('\n').findIndex(line => line.endsWith(`// line: ${mark}`)) + 1;
}

/** What the program prints when its lines are found in these texts. */
function linesIn(main: { file: string; text: string }, web: { file: string; text: string }) {
  const inMain = (mark: string) => ({ file: main.file, line: lineOfMark(main.text, mark) });
  const inWeb = { file: web.file, line: lineOfMark(web.text, 'super') };
  return {
    'a deployment': inMain('deployment'),
    'its object': inMain('deployment'),
    'its account': inMain('deployment'),
    'its service': inMain('deployment'),
    'a namespace': inMain('namespace'),
    'an account': inMain('account'),
    'a default deny': inMain('policy'),
    'a class of the user': inWeb,
    'the account of that': inWeb,
    'a raw object': null,
    'a chart': null,
    'anything else': inMain('place'),
  };
}

const IN_TYPESCRIPT = linesIn({ file: 'main.ts', text: MAIN }, { file: 'web.ts', text: WEB });

function compile(maps: MapStyle, folder: string): { main: string; web: string } {
  return { main: project.compile('main.ts', `${folder}/main.js`, maps), web: project.compile('web.ts', `${folder}/web.js`, maps) };
}

/** One file of everything, which is how some deploy a program. */
function bundle(to: string, ...options: string[]): void {
  const esbuild = path.join(installed('esbuild'), 'bin', 'esbuild');
  execFileSync(esbuild, ['main.ts', '--bundle', '--platform=node', '--preserve-symlinks', `--outfile=${to}`, '--log-level=error', ...options], { cwd: project.folder });
}

describe('the line of the TypeScript is told', () => {
  test('by ts-node', () => {
    const tsNode = path.join(installed('ts-node'), 'dist', 'bin.js');
    const env = { TS_NODE_COMPILER: installed('typescript'), TS_NODE_TRANSPILE_ONLY: 'true' };
    expect(project.run([tsNode, 'main.ts'], { env })).toEqual(IN_TYPESCRIPT);
  });

  test.each<MapStyle>(['inline', 'beside'])('by plain Node, with a map %s', maps => {
    const { main } = compile(maps, `dist-${maps}`);
    expect(lineOfMark(main, 'deployment')).not.toBe(lineOfMark(MAIN, 'deployment'));
    expect(project.run([`dist-${maps}/main.js`])).toEqual(IN_TYPESCRIPT);
  });

  test.each<MapStyle>(['inline', 'beside'])('by Node that reads the maps itself, with a map %s', maps => {
    compile(maps, `own-${maps}`);
    expect(project.run(['--enable-source-maps', `own-${maps}/main.js`])).toEqual(IN_TYPESCRIPT);
  });

  test('in a bundle with a map', () => {
    bundle('bundle/mapped.js', '--sourcemap');
    expect(project.run(['bundle/mapped.js'])).toEqual(IN_TYPESCRIPT);
  });

  test('by jest', () => {
    const written = WrittenAt.here();
    const [, line] = /line-of-code\.test\.ts:(\d+)/.exec(new Error().stack!)!;
    expect(lineOfCode(written)).toEqual({ file: 'test/aspects/line-of-code.test.ts', line: Number(line) - 1 });
  });
});

test('the line of the JavaScript is told where there is no map', () => {
  const { main, web } = compile('none', 'unmapped');
  expect(project.run(['unmapped/main.js'])).toEqual(linesIn({ file: 'unmapped/main.js', text: main }, { file: 'unmapped/web.js', text: web }));
});

describe('the line is told', () => {
  const place = (file: string, line: number) => ({ file, line });
  const program = (file: string, line: string, before = '') => project.write(file, before + asking(line));

  test('of a module of ECMAScript', () => {
    program('module.mjs', 'print(sourceOfConstruct(new HardenedDeployment(chart, "Web", props)));', 'import { createRequire } from "module"; const require = createRequire(import.meta.url);');
    expect(project.run(['module.mjs'])).toEqual(place('module.mjs', 8));
  });

  test('where the program keeps no calls of its errors', () => {
    program('no-calls.js', 'print(sourceOfConstruct(new HardenedDeployment(chart, "Web", props)));', 'Error.stackTraceLimit = 0;');
    expect(project.run(['no-calls.js'])).toEqual(place('no-calls.js', 8));
  });

  test('where the text of the program came from `eval`', () => {
    program('evaluated.js', 'print(sourceOfConstruct(eval(`new HardenedDeployment(chart, "Web", props)`)));');
    expect(project.run(['evaluated.js'])).toEqual(place('evaluated.js', 8));
  });

  test('of a published building block, when that is what made it', () => {
    program('blocks.js', 'print(sourceOfConstruct(require("@acme/blocks").web(chart, "Web", props)));');
    expect(project.run(['blocks.js'])).toEqual(place('node_modules/@acme/blocks/index.js', lineOfMark(BLOCKS, 'block')));
  });

  test('of a building block that the workspace around the project has installed', () => {
    program('packages/shop/main.js', 'print(sourceOfConstruct(require("@acme/blocks").web(chart, "Web", props)));');
    expect(project.run(['main.js'], { from: 'packages/shop' })).toEqual(place('node_modules/@acme/blocks/index.js', lineOfMark(BLOCKS, 'block')));
  });

  test('of a file beside the project', () => {
    program('packages/blocks/web.js', 'module.exports = sourceOfConstruct(new HardenedDeployment(chart, "Web", props));');
    project.write('packages/shop/beside.js', 'console.log(JSON.stringify(require("../blocks/web")));');
    expect(project.run(['beside.js'], { from: 'packages/shop' })).toEqual(place('../blocks/web.js', 8));
  });

  test.each(['tslib', '@babel/runtime', '@swc/helpers'])('of the class whose `super` is called by %s', name => {
    const helper = `node_modules/${name}/callSuper.js`;
    project.write(helper, 'module.exports = (base, args, self) => Reflect.construct(base, args, self);');
    program('compiled-class.js', `const callSuper = require('./${helper}');
function Web(...args) { return callSuper(HardenedDeployment, args, Web); }
Object.setPrototypeOf(Web, HardenedDeployment).prototype = Object.create(HardenedDeployment.prototype);
print(sourceOfConstruct(Reflect.construct(Web, [chart, "Web", props])));`);
    expect(project.run(['compiled-class.js'])).toEqual(place('compiled-class.js', 9));
  });
});

describe('no line is told', () => {
  const DEPLOYMENT = 'print(sourceOfConstruct(new HardenedDeployment(chart, "Web", props)));';

  test('for nothing', () => {
    expect(lineOfCode(undefined)).toBeUndefined();
  });

  test('in a bundle without a map, where ours cannot be told from the others', () => {
    bundle('bundle/unmapped.js');
    const lines = Object.keys(IN_TYPESCRIPT).map(name => [name, null]);
    expect(project.run(['bundle/unmapped.js'])).toEqual(Object.fromEntries(lines));
  });

  test('of a program on the command line', () => {
    expect(project.run(['--eval', asking(DEPLOYMENT)])).toBeNull();
  });

  test.each([
    ['the calls themselves', '(_, calls) => calls'],
    ['text of its own', '() => "here and there"'],
    ['an error', '() => { throw new Error("none"); }'],
  ])('where the stacks of the program are %s', (_, prepareStackTrace) => {
    project.write('own-stacks.js', asking(`Error.prepareStackTrace = ${prepareStackTrace};\n${DEPLOYMENT}`));
    expect(project.run(['own-stacks.js'])).toBeNull();
  });

  test.each(['HardenedDeployment', 'HardenedNamespace', 'HardenedServiceAccount', 'DefaultDenyNetworkPolicy'])(
    'of a %s in a program in another language, though the program that runs it has one', name => {
      project.write('guest.js', guestProgram(`cdk8s-hardened.${name}`));
      expect(project.run(['guest.js'], { env: { KERNEL: installed('@jsii/kernel') } })).toEqual({ marked: true, lines: [] });
    },
  );

  test('when the program is in another language, and the one file of jsii runs it', () => {
    project.write('lib/program.js', asking(DEPLOYMENT));
    expect(project.run(['lib/program.js'], { env: { JSII_AGENT: 'Python/3.13.1' } })).toBeNull();
  });
});

test('a building block has its line in a program in another language as well', () => {
  project.write('lib/program.js', asking('print(sourceOfConstruct(require("@acme/blocks").web(chart, "Web", props)));'));
  expect(project.run(['lib/program.js'], { env: { JSII_AGENT: 'Python/3.13.1' } }))
    .toEqual({ file: 'node_modules/@acme/blocks/index.js', line: lineOfMark(BLOCKS, 'block') });
});

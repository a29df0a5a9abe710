import { cdk, cdk8s, javascript, JsonFile, TextFile } from 'projen';
import { ruleCatalogue, singleObjectRules } from './projenrc/rule-catalogue';
import { ruleDocs } from './projenrc/rule-docs';
import { rulesIndex } from './projenrc/rules-index';

const project = new cdk8s.ConstructLibraryCdk8s({
  name: 'cdk8s-hardened',
  description: 'Hardened Kubernetes constructs for cdk8s, and an Aspect that judges the whole synthesised app before anything is written.',
  author: 'The cdk8s-hardened authors',
  authorAddress: 'authors@cdk8s-hardened.invalid',
  authorOrganization: true,
  repositoryUrl: 'https://cdk8s-hardened.invalid/cdk8s-hardened.git',
  license: 'Apache-2.0',
  copyrightOwner: 'The cdk8s-hardened authors',
  stability: cdk.Stability.EXPERIMENTAL,
  keywords: ['cdk8s', 'kubernetes', 'k8s', 'security', 'hardening', 'pod-security-standards'],
  defaultReleaseBranch: 'main',

  // npm is said aloud: the default is whichever package manager ran projen.
  packageManager: javascript.NodePackageManager.NPM,
  addPackageManagerToDevEngines: false,
  minNodeVersion: '20.18.0',
  projenVersion: '0.103.25',
  projenrcTs: true,
  sampleCode: false,

  // The floors of the peer ranges; projen installs exactly these for development.
  cdk8sVersion: '2.70.0',
  constructsVersion: '10.3.0',
  peerDeps: ['cdk8s-plus-28@^2.5.6'],
  bundledDeps: ['@dagrejs/dagre@3.1.3'], // lays out the drawing of a network: synchronous, CommonJS, one small dependency of its own
  devDeps: [
    '@jsii/kernel@1.22.0', // drives the library as Python, Java or Go would, inside Node (the newest that the registry has)
    'cdk8s-cli@2.207.60', // the real `cdk8s synth` in tests and examples
    'cdk8s-plus-32@2.5.92', // classes of another cdk8s-plus, for the bypass tests
    'cspell@9.8.0', // cspell 10 needs Node 22
    'eslint-plugin-jest@^29', // an assertion that cannot fail is a lint error
    'ajv@^8', // holds reports to the schema that is shipped
    'esbuild@0.28.2', // bundles the command line, so that it starts fast; nothing of it is shipped
    'playwright-core@1.65.1', // opens the drawings in the browser that the machine has
    'js-yaml@5.5.0', // what bench/check is compared with
    'fast-check@^4', // property tests for the algebra and the parsers
  ],

  jsiiVersion: '~6.0.0',
  typescriptVersion: '~6.0.0',
  validateTsconfig: cdk.ValidateTsconfig.STRICT,
  docgen: true,
  docgenFilePath: 'API.md',

  jestOptions: {
    jestVersion: '^30',
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    junitReporting: false,
    jestConfig: {
      testTimeout: 120_000, // the tests that run the real CLI are slow, not flaky
      collectCoverage: false,
    },
  },
  eslintOptions: { dirs: ['src', 'projenrc'], devdirs: ['test', 'examples', 'conformance'], commandOptions: { fix: false } },
  gitignore: ['.jsii.tabl.json', '.DS_Store', '/examples/*/dist/', '/bench/results/'],
  prettier: false,

  publishToPypi: { distName: 'cdk8s-hardened', module: 'cdk8s_hardened' },

  github: false,
  release: false,
  depsUpgrade: false,
  buildWorkflow: false,
  pullRequestTemplate: false,
});

// A newer unrs-resolver has platform packages that the registry lacks: `npm ci` then calls the lock out of sync.
project.package.addPackageResolutions('unrs-resolver@1.12.2');

// Examples and tests import the package by its own name.
project.package.addField('exports', {
  '.': { types: './lib/index.d.ts', default: './lib/index.js' },
  './schema/report.schema.json': './schema/report.schema.json',
  './schema/waivers.schema.json': './schema/waivers.schema.json',
  './.jsii': './.jsii',
  './package.json': './package.json',
});

for (const path of ['/examples/', '/bench/', '/docs/', '/conformance/', '/.ci/', '/cspell.json', '.jsii.tabl.json']) {
  project.npmignore?.exclude(path);
}

new JsonFile(project, 'examples/tsconfig.json', {
  marker: false,
  obj: {
    extends: '../tsconfig.json',
    // An example that is a package of its own does not find the library by its name otherwise.
    compilerOptions: { noEmit: true, rootDir: '..', paths: { 'cdk8s-hardened': ['../lib/index.d.ts'] } },
    include: ['**/*.ts'],
    exclude: ['node_modules', '**/dist'],
  },
});

new JsonFile(project, 'conformance/tsconfig.json', {
  marker: false,
  obj: {
    extends: '../tsconfig.json',
    compilerOptions: { noEmit: true, rootDir: '..' },
    include: ['**/*.ts'],
  },
});

// ---- the house: who may import whom -------------------------------------------------------------------------------------------

/** Rooms of the pure wing, in order: a room imports itself and rooms above it. */
const PURE_WING = ['source', 'kubernetes', 'waivers', 'requirements', 'frameworks', 'network', 'rules', 'engine', 'report', 'projections', 'admission'];
/** Rooms of the tree wing, in order. From the pure wing it takes `source/`, `kubernetes/` and `waivers/` alone. */
const TREE_WING = ['scope', 'synth', 'constructs'];
const ROOF = ['clock', 'aspects', 'expectations', 'check', 'cli'];

const zones = [
  ...PURE_WING.map((room, i) => ({
    target: `./src/${room}`,
    from: ['./src/index.ts', ...[...PURE_WING.slice(i + 1), ...TREE_WING, ...ROOF].map(other => `./src/${other}`)],
    message: 'A room of the pure wing imports only itself and the rooms above it (CONTRIBUTING.md, "The house").',
  })),
  ...TREE_WING.map((room, i) => ({
    target: `./src/${room}`,
    from: ['./src/index.ts', ...[...PURE_WING.slice(3), ...TREE_WING.slice(i + 1), ...ROOF].map(other => `./src/${other}`)],
    message: 'The tree wing takes source/, kubernetes/ and waivers/ from the pure wing, and the rooms above it (CONTRIBUTING.md, "The house").',
  })),
];
project.eslint?.addRules({
  'import/no-restricted-paths': ['error', { zones }],
  'import/no-cycle': ['error'],
  'import/order': ['error', {
    groups: ['builtin', 'external', 'parent', 'sibling'],
    alphabetize: { order: 'asc', caseInsensitive: true },
    // Examples import the package by its name.
    pathGroups: [{ pattern: 'cdk8s-hardened', group: 'external' }],
    pathGroupsExcludedImportTypes: ['builtin'],
  }],
  'max-len': ['error', { code: 150, ignoreUrls: true, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreComments: true, ignoreRegExpLiterals: true }],
});
project.eslint?.addOverride({
  files: PURE_WING.map(room => `src/${room}/**/*.ts`),
  rules: {
    'no-restricted-imports': ['error', {
      patterns: [{ group: ['cdk8s', 'cdk8s-plus-*', 'constructs', 'fs', 'node:fs', 'child_process'], message: 'The pure wing knows no construct tree and no file.' }],
    }],
  },
});
project.eslint?.addOverride({
  files: ['src/cli/*.ts'],
  // Commands and formats are loaded when asked for: a check of one file starts as fast as it can.
  rules: { '@typescript-eslint/no-require-imports': ['off'] },
});
project.eslint?.addPlugins('jest');
project.eslint?.addOverride({
  files: ['test/**/*.ts'],
  rules: {
    'jest/expect-expect': ['error', { assertFunctionNames: ['expect', 'expect*', 'fc.assert'] }],
    'jest/valid-expect': ['error'],
    'jest/no-focused-tests': ['error'],
    'jest/no-identical-title': ['error'],
  },
});

// ---- tasks ----------------------------------------------------------------------------------------------------------------------

const quiet = { JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20', JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION: '1' };

const typecheck = project.addTask('typecheck', {
  description: 'Type-checks tests and examples (jest only transpiles).',
  exec: 'tsc -p test/tsconfig.json && tsc -p examples/tsconfig.json && tsc -p conformance/tsconfig.json',
});
const spell = project.addTask('spell', {
  description: 'Checks the spelling of public names, messages and docs.',
  exec: 'cspell lint --no-progress --quiet',
});
const rosetta = project.addTask('rosetta', {
  description: 'Compiles the code blocks of the README and of the docstrings.',
  exec: 'jsii-rosetta extract . --strict',
});
project.testTask.prependSpawn(spell);
project.testTask.prependSpawn(typecheck);
project.postCompileTask.spawn(rosetta);

const bundle = project.addTask('bundle', {
  description: 'Bundles the command line into one file: opening a hundred takes longer than what they do.',
  exec: 'node projenrc/bundle-command.mjs .',
});
project.compileTask.spawn(bundle);
for (const task of [project.compileTask, project.packageTask, rosetta]) {
  for (const [name, value] of Object.entries(quiet)) task.env(name, value);
}

const demo = project.addTask('demo', {
  description: 'Compiles the library, synthesises examples/online-boutique with the real cdk8s CLI, and shows the result.',
  env: quiet,
});
demo.exec('jsii --silence-warnings=reserved-word');
demo.exec('node examples/demo.mjs');

const verify = project.addTask('verify', {
  description: 'Everything that CI checks: compile, API.md, README snippets, type-check, spelling, jest, lint.',
  env: { CI: 'true', ...quiet },
});
verify.spawn(project.compileTask);
verify.spawn(project.postCompileTask);
verify.spawn(project.testTask);

project.addTask('report', {
  description: 'Writes the report of examples/adopt and the drawing of examples/online-boutique into the README, after their wording changed.',
  env: quiet,
  steps: [{ exec: 'jsii --silence-warnings=reserved-word' }, { spawn: 'bundle' }, { exec: 'node projenrc/show-report.mjs' }],
});

project.addTask('new:rule', {
  description: 'Makes the file of a new rule and puts it into the index: npx projen new:rule kernel/no-bpf',
  exec: 'node projenrc/new-rule.mjs',
  receiveArgs: true,
});

project.addTask('bench', {
  description: 'Runs bench/synth and prints the ratios of the README.',
  env: quiet,
  exec: 'node bench/synth/run.mjs',
  receiveArgs: true,
});

project.addTask('bench:check', {
  description: 'Runs bench/check and prints the ratios of the README; node bench/check/peers.mjs installs the peers.',
  env: quiet,
  exec: 'node bench/check/run.mjs',
  receiveArgs: true,
});

project.addTask('bench:network', {
  description: 'Runs bench/network and prints the table of the README; bench/network/README.md says how to install the peer.',
  env: quiet,
  exec: 'node bench/network/run.mjs',
  receiveArgs: true,
});

project.addTask('conformance', {
  description: 'Asks the API server\'s own libraries (needs Go) for the recorded verdicts again: npx projen conformance --check compares only.',
  exec: 'ts-node -T conformance/record.ts',
  receiveArgs: true,
});

// The index of the rules: one file a rule, found by `npx projen`.
new TextFile(project, 'src/rules/all-rules.ts', { lines: rulesIndex('src/rules') });
// What runs: the rules without their examples, in two files.
new TextFile(project, 'src/rules/single-object-rules.ts', { lines: singleObjectRules('src/rules') });
new TextFile(project, 'src/rules/catalogue.ts', { lines: ruleCatalogue('src/rules') });
new TextFile(project, 'docs/rules.md', { marker: false, lines: ruleDocs('src/rules') });
project.eslint?.addIgnorePattern('src/rules/single-object-rules.ts');

new TextFile(project, '.ci/run', {
  marker: false,
  executable: true,
  lines: [
    '#!/usr/bin/env bash',
    '# Runs the README\'s test command, then fails if it changed the tree: what is generated is committed.',
    'set -euo pipefail',
    'cd "$(dirname "$0")/.."',
    'npm ci && npm run verify',
    'if [ -n "$(git status --porcelain)" ]; then',
    '  git status --short',
    '  git diff | head -n 100',
    '  echo "The build changed the tree. Run \'npx projen && npm run verify\' and commit what changed."',
    '  exit 1',
    'fi',
  ],
});

project.synth();

import { refused, run, workInEmptyFolder, write } from './command-line';

const NODE = process.execPath;

/** A command that writes the locks that are given, and ends as an app does whose synth is stopped. */
function writes(...locks: readonly object[]): string[] {
  const lines = locks.map(lock => `${JSON.stringify(lock)}\n`).join('');
  write({ 'app.js': `require('fs').appendFileSync(process.env.CDK8S_HARDENED_NETWORK_LOCK, ${JSON.stringify(lines)}); console.error('stopped'); process.exit(1);` });
  return ['network', 'lock', '--', NODE, 'app.js'];
}

workInEmptyFolder();

const lockAt = (name: string) => `${process.cwd()}/${name}`;

test('tells of a lock that is new, and passes though the command was stopped', () => {
  expect(run(...writes({ file: lockAt('network.lock'), isNew: true, connections: 12, changes: '' }))).toEqual({
    code: 0, stdout: 'network.lock: written with 12 connections. Read it, and commit it with the app.\n', stderr: '',
  });
});

test('tells what was opened and closed, for each lock once', () => {
  const one = { file: lockAt('network.lock'), isNew: false, connections: 1, changes: 'This change opens 1 connection.\n\nopened  a/b[Pod] => a/c[Pod] : TCP 1\n' };
  const two = { file: lockAt('other.lock'), isNew: true, connections: 1, changes: '' };
  expect(run(...writes(one, two, one)).stdout).toBe([
    'network.lock: written. This change opens 1 connection.',
    '',
    'opened  a/b[Pod] => a/c[Pod] : TCP 1',
    'other.lock: written with 1 connection. Read it, and commit it with the app.',
    '',
  ].join('\n'));
});

test('leaves the options of the command alone', () => {
  const lock = '{ file: process.argv[2], isNew: true, connections: 0 }';
  write({ 'app.js': `require('fs').appendFileSync(process.env.CDK8S_HARDENED_NETWORK_LOCK, JSON.stringify(${lock}) + '\\n');` });
  expect(run('network', 'lock', '--', NODE, 'app.js', '--help').stdout).toBe('--help: written with 0 connections. Read it, and commit it with the app.\n');
});

test('shows what a command printed that failed before', () => {
  write({ 'app.js': 'console.log("out"); console.error("no such module"); process.exit(3);' });
  expect(run('network', 'lock', '--', NODE, 'app.js')).toEqual({
    code: 2,
    stdout: '',
    stderr: `out\nno such module\ncdk8s-hardened: '${NODE} app.js' ended with exit code 3 before a network lock was written: see above why\n`,
  });
});

test('tells that no aspect has a lock', () => {
  write({ 'app.js': '' });
  expect(run('network', 'lock', '--', NODE, 'app.js')).toEqual(refused(
    `'${NODE} app.js' wrote no network lock: no HardeningAspect of the app has one. Give it one: new HardeningAspect({ networkLock: 'network.lock' })`,
  ));
});

test('tells that there is no such command', () => {
  const { code, stderr } = run('network', 'lock', '--', 'no-such-command');
  expect([code, stderr]).toEqual([2, expect.stringMatching(/^cdk8s-hardened: 'no-such-command' cannot be run, and no network lock was written: .*ENOENT\n$/)]);
});

test.each([
  ['no command', [], 'network lock needs the command that synthesises the app: cdk8s-hardened network lock -- npx cdk8s synth'],
  ['nothing behind --', ['--'], 'network lock needs the command that synthesises the app: cdk8s-hardened network lock -- npx cdk8s synth'],
  ['a command without --', ['npx', 'cdk8s', 'synth'],
    'network lock takes the command behind --, so that its options stay its own: cdk8s-hardened network lock -- npx cdk8s synth'],
  ['words in front of --', ['now', '--', 'npx'], "network lock knows no 'now': write nothing but the command, behind --: cdk8s-hardened network lock -- npx cdk8s synth"],
  ['an option', ['--check'], 'there is no option --check: see cdk8s-hardened --help'],
])('refuses %s', (_, args, message) => {
  expect(run('network', 'lock', ...args)).toEqual(refused(message));
});

import { spawnSync } from 'child_process';

/**
 * Runs a Go command of this folder and gives the lines of its output, each parsed as JSON.
 *
 * @param input a line of JSON each.
 */
export function goCommand(name: string, flags: readonly string[], input: readonly unknown[]): unknown[] {
  const run = spawnSync('go', ['run', `./${name}`, ...flags], {
    cwd: __dirname,
    input: input.map(line => `${JSON.stringify(line)}\n`).join(''),
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  if (run.error) throw new Error(`go run ./${name}: ${run.error.message}. Recording needs Go, see README.md.`);
  if (run.status !== 0) throw new Error(`go run ./${name} ended with ${run.status}:\n${run.stderr}`);
  return run.stdout.trimEnd().split('\n').map(line => JSON.parse(line) as unknown);
}

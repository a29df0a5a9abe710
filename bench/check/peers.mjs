// Installs the tools that a user would pick instead, by the package manager of Go, and says which cannot be had.
// node bench/check/peers.mjs

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../results/peers', import.meta.url));
const WINDOWS = process.platform === 'win32';

/**
 * `mostDeployments`: beyond it the peer would take longer than the whole rest of the benchmark.
 * `passes`: the exit codes of a run that did its work, findings or not.
 */
export const PEERS = [
  {
    name: 'kube-linter',
    module: 'golang.stackrox.io/kube-linter/cmd/kube-linter',
    args: file => ['lint', file],
    passes: [0, 1],
    mostDeployments: 10000,
  },
  {
    name: 'kube-score',
    module: 'github.com/zegl/kube-score/cmd/kube-score',
    args: file => ['score', file],
    passes: [0, 1],
    mostDeployments: 10000,
  },
  {
    name: 'polaris',
    module: 'github.com/fairwindsops/polaris',
    args: file => ['audit', '--audit-path', file, '--format', 'json'],
    passes: [0],
    mostDeployments: 1000,
  },
];

/** The program of a peer: as installed here, or else as found on the PATH. Undefined where there is none. */
export function programOf({ name }) {
  const file = WINDOWS ? `${name}.exe` : name;
  return [FOLDER, ...(process.env.PATH ?? '').split(delimiter)].map(folder => join(folder, file)).find(existsSync);
}

/** The module and the version that a program was built from, or why that is not known. */
export function versionOf(program) {
  const { stdout } = spawnSync('go', ['version', '-m', program], { encoding: 'utf8' });
  const [, module, version] = /^\s*mod\s+(\S+)\s+(\S+)/m.exec(stdout ?? '') ?? [];
  return module === undefined ? 'unknown version' : `${module} ${version}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) installAll();

function installAll() {
  mkdirSync(FOLDER, { recursive: true });
  for (const peer of PEERS) {
    const env = { ...process.env, GOBIN: FOLDER };
    const { error, status, stderr } = spawnSync('go', ['install', `${peer.module}@latest`], { env, encoding: 'utf8' });
    if (status === 0) console.log(`${peer.name}: installed, ${versionOf(join(FOLDER, peer.name))}`);
    else console.log(`${peer.name}: COULD NOT BE INSTALLED. ${error ? `go could not be started: ${error.message}` : reasonIn(stderr)}`);
    if (status !== 0) process.exitCode = 1;
  }
}

/** What go said beside its progress, in one line. */
function reasonIn(stderr) {
  return stderr.split('\n').map(line => line.trim()).filter(line => line !== '' && !line.startsWith('go: downloading ')).join(' ');
}

// Installs netpol-analyzer, the one other tool that answers the same, by the package manager of Go.
// node bench/network/peer.mjs

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MODULE = 'github.com/np-guard/netpol-analyzer';
const VERSION = 'v1.4.4';
const PROGRAM = process.platform === 'win32' ? 'netpolicy.exe' : 'netpolicy';
const FOLDER = fileURLToPath(new URL('../results/peers', import.meta.url));

export const PEER = `netpol-analyzer ${VERSION}`;

/** The program, as installed here, or else as found on the PATH. Undefined where there is none. */
export function peerProgram() {
  return [FOLDER, ...(process.env.PATH ?? '').split(delimiter)].map(folder => join(folder, PROGRAM)).find(existsSync);
}

/** The command that lists every connection of a folder of manifests. */
export function peerCommand(program, folder) {
  return [program, 'list', '--quiet', '--dirpath', folder];
}

/** What the program was built from, or why that is not known. */
export function peerVersion(program) {
  const { stdout } = spawnSync('go', ['version', '-m', program], { encoding: 'utf8' });
  return new RegExp(`^\\s*(?:mod|dep)\\s+${MODULE}\\s+(\\S+)`, 'm').exec(stdout ?? '')?.[1] ?? 'unknown version';
}

/**
 * A line of the peer as we write it: v1.4.4 does not yet put a label behind ranges of addresses, the next version does.
 *
 * @param line `10.0.0.0-10.255.255.255 => shop/web[Deployment] : TCP 443`, of ours or of the peer
 */
export function withoutLabel(line) {
  return line.replaceAll('[External]', '');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) install();

/** A module of its own asks for this one version: `go install MODULE@VERSION` would refuse what a module replaces or leaves out. */
function install() {
  const module = join(FOLDER, 'netpol-analyzer');
  rmSync(module, { recursive: true, force: true });
  mkdirSync(module, { recursive: true });
  writeFileSync(join(module, 'go.mod'), `module peer\n\ngo 1.24\n\nrequire ${MODULE} ${VERSION}\n`);
  const { error, status, stderr } = spawnSync('go', ['install', '-mod=mod', `${MODULE}/cmd/netpolicy`], {
    cwd: module, env: { ...process.env, GOBIN: FOLDER }, encoding: 'utf8',
  });
  if (status === 0) {
    console.log(`netpol-analyzer: installed, ${peerVersion(join(FOLDER, PROGRAM))}`);
    return;
  }
  console.log(`netpol-analyzer: COULD NOT BE INSTALLED. ${error ? `go could not be started: ${error.message}` : stderr.trim()}`);
  process.exitCode = 1;
}

// Asks netpol-analyzer about the cases of test/network/agreement, and writes down what it says, to which a test holds `network list`.
// node bench/network/record-agreement.mjs [--check]

import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { PEER, peerCommand, peerProgram, withoutLabel } from './peer.mjs';

const CASES = resolve(import.meta.dirname, '../../test/network/agreement');
const RECORD = join(CASES, 'netpol-analyzer.recorded.json');

const program = peerProgram();
if (program === undefined) throw new Error('netpol-analyzer is not there: node bench/network/peer.mjs installs it');

const files = ['alike', 'different'].flatMap(folder => readdirSync(join(CASES, folder)).sort().map(file => join(folder, file)));
const answers = Object.fromEntries(files.map(file => [file.replaceAll('\\', '/').replace(/\.yaml$/, ''), answerTo(join(CASES, file))]));
const text = `${JSON.stringify({ peer: PEER, answers }, undefined, 2)}\n`;
if (!process.argv.includes('--check')) {
  writeFileSync(RECORD, text);
  console.log(`${PEER}: ${files.length} cases recorded`);
} else if (text === readFileSync(RECORD, 'utf8')) {
  console.log(`${PEER}: ${files.length} cases, as recorded`);
} else {
  console.log(`${PEER} says something else than what was recorded: node bench/network/record-agreement.mjs, and git diff ${RECORD}`);
  process.exitCode = 1;
}

/** The peer takes folders alone. */
function answerTo(file) {
  const folder = mkdtempSync(join(tmpdir(), 'agreement-'));
  try {
    copyFileSync(file, join(folder, basename(file)));
    const [command, ...args] = peerCommand(program, folder);
    const { error, status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
    if (error) throw error;
    const lines = stdout.split('\n').filter(line => line !== '').map(withoutLabel);
    return { exitCode: status, lines, ...status !== 0 && { error: stderr.trim().split('\n')[0].replaceAll(folder, 'FOLDER') } };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

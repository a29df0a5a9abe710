// Measures what `network list` costs beside netpol-analyzer, compares what they say, and prints the table of the README. See README.md.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { measure } from '../check/measure.mjs';
import { answerIn } from './answers.mjs';
import { manifests, namespacesOf, policiesOf } from './manifests.mjs';
import { optionsFrom } from './options.mjs';
import { PEER, peerCommand, peerProgram, peerVersion } from './peer.mjs';
import { record, recordedFor } from './recorded.mjs';

const REPOSITORY = resolve(import.meta.dirname, '../..');
const RESULTS = join(REPOSITORY, 'bench/results/network');
/** It is there once somebody has synthesised that example. */
const SHOP = 'examples/online-boutique/dist/online-boutique.k8s.yaml';

const args = process.argv.slice(2);
const { sizes, smallRuns, packageFolder, records } = optionsFrom(args);
const program = peerProgram();
const cli = (...words) => [process.execPath, join(packageFolder, 'bin/cdk8s-hardened'), ...words];

mkdirSync(RESULTS, { recursive: true });
console.log(provenance());
if (existsSync(join(REPOSITORY, SHOP))) await benchShop(join(REPOSITORY, SHOP));
else console.log(`${SHOP} is not there: the example was not synthesised.\n`);
const rows = [];
for (const size of sizes) rows.push(await benchSet(size));
printTable(['workloads', 'policies', 'connections', 'network list', 'peak MB', 'netpol-analyzer', 'peak MB', 'ratio', 'answers'], rows);

/** A small real app: what matters is what it costs beside the start of the command. */
async function benchShop(file) {
  const subjects = [
    { name: 'node', title: 'node -e 0', command: [process.execPath, '-e', '0'] },
    { name: 'start', title: 'the start of the command', command: cli('--version') },
    { name: 'list', title: 'network list', command: cli('network', 'list', file) },
    ...program === undefined ? [] : [{ name: 'peer', title: 'netpol-analyzer', command: peerCommand(program, dirname(file)) }],
  ];
  const { cpuMs, memoryMb, output } = rounds(SHOP, subjects.map(subject => ({ ...subject, runs: smallRuns })));
  const { lines } = await answerIn(output.list);
  console.log(`${SHOP}: ${counted(lines)} connections, ${smallRuns} runs each`);
  printTable(['', 'CPU ms', 'beyond the start', 'peak MB'], subjects.map(({ name, title }) => [
    title, cpuMs[name].toFixed(0), name === 'list' ? (cpuMs.list - cpuMs.start).toFixed(0) : '', memoryMb[name].toFixed(0),
  ]));
}

async function benchSet({ workloads, runs, peerRuns }) {
  const { folder, manifestsSha256 } = write(workloads);
  const asksPeer = program !== undefined && peerRuns > 0;
  const subjects = [
    { name: 'list', title: 'network list', command: cli('network', 'list', folder), runs },
    ...asksPeer ? [{ name: 'peer', title: 'netpol-analyzer', command: peerCommand(program, folder), runs: peerRuns }] : [],
  ];
  const { cpuMs, memoryMb, output } = rounds(`${counted(workloads)} workloads`, subjects);
  const ours = await answerIn(output.list);
  const asked = asksPeer ? { cpuMs: Math.round(cpuMs.peer), memoryMb: Math.round(memoryMb.peer), ...await answerIn(output.peer) } : undefined;
  if (asked && records) record(workloads, { peer: PEER, manifestsSha256, ...asked });
  const peer = asked ?? recordedFor(workloads, manifestsSha256);
  if (peer && peer.sha256 !== ours.sha256) {
    throw new Error(`Of ${workloads} workloads, network list says ${ours.lines} lines, netpol-analyzer ${peer.lines} others: see ${output.list}.`);
  }
  const size = [`${counted(workloads)} in ${namespacesOf(workloads)} namespaces`, counted(policiesOf(workloads)), counted(ours.lines)];
  const cost = [seconds(cpuMs.list), memoryMb.list.toFixed(0)];
  if (!peer) return [...size, ...cost, peerRuns === 0 ? 'not run, for its time' : 'not installed', '', '', ''];
  const ofPeer = `${seconds(peer.cpuMs)}${asked ? '' : ', recorded'}`;
  return [...size, ...cost, ofPeer, peer.memoryMb.toFixed(0), `${counted(peer.cpuMs / cpuMs.list)}x`, 'equal'];
}

/** Medians of runs that take turns, so that whatever else the machine does meets all of them alike. */
function rounds(title, subjects) {
  const measured = new Map(subjects.map(({ name }) => [name, []]));
  for (let run = 1; run <= Math.max(...subjects.map(({ runs }) => runs)); run++) {
    for (const subject of subjects.filter(({ runs }) => run <= runs)) {
      process.stderr.write(`${title}: run ${run} of ${subject.runs}, ${subject.title}\n`);
      measured.get(subject.name).push(measure(subject, RESULTS));
    }
  }
  const each = of => Object.fromEntries([...measured].map(([name, all]) => [name, of(all)]));
  return {
    cpuMs: each(all => middle(all.map(one => one.cpuMs))),
    memoryMb: each(all => middle(all.map(one => one.memoryMb))),
    output: each(all => all[0].output),
  };
}

function write(workloads) {
  const folder = join(RESULTS, `workloads-${workloads}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const hash = createHash('sha256');
  for (const { name, text } of manifests(workloads)) {
    writeFileSync(join(folder, name), text);
    hash.update(`${name}\n${text}`);
  }
  return { folder, manifestsSha256: hash.digest('hex') };
}

function counted(number) {
  return number.toLocaleString('en', { maximumFractionDigits: 0 });
}

function seconds(ms) {
  const digits = ms < 10_000 ? 2 : 0;
  return `${(ms / 1000).toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })} s`;
}

function middle(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[at] : (sorted[at - 1] + sorted[at]) / 2;
}

/** As Markdown. */
function printTable(head, cells) {
  const widths = head.map((cell, column) => Math.max(cell.length, 3, ...cells.map(row => row[column].length)));
  const line = row => `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  console.log([line(head), rule, ...cells.map(line), ''].join('\n'));
}

function provenance() {
  const peer = program === undefined ? 'not installed; node bench/network/peer.mjs does it' : peerVersion(program);
  return [
    `Node ${process.versions.node}; ${cpus().length} cores, load ${loadavg()[0].toFixed(1)} at the start; netpol-analyzer: ${peer}`,
    `CPU is user and system time of the whole process, the median. ${['node bench/network/run.mjs', ...args].join(' ')}`,
    '',
  ].join('\n');
}

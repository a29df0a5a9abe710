// Measures what `check` costs beside reading the same bytes and beside its peers, and prints tables. See README.md.

import { closeSync, existsSync, mkdirSync, openSync, readFileSync, readSync, statSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { manifests, objectsOf, SORTS } from './manifests.mjs';
import { measure } from './measure.mjs';
import { optionsFrom } from './options.mjs';
import { PEERS, programOf, versionOf } from './peers.mjs';
import { BASELINE, checks, NODE, parsers } from './subjects.mjs';

const REPOSITORY = resolve(import.meta.dirname, '../..');
const RESULTS = join(REPOSITORY, 'bench/results/check');
/** Real files of many documents. The first is there once somebody has synthesised that example. */
const REAL_FILES = ['examples/online-boutique/dist/online-boutique.k8s.yaml', 'examples/adopt/legacy.yaml'];

const args = process.argv.slice(2);
const { sizes, smallRuns, packageFolder, withPeers } = optionsFrom(args);
const peers = withPeers ? PEERS.map(peer => ({ ...peer, program: programOf(peer) })) : [];

mkdirSync(RESULTS, { recursive: true });
console.log(provenance());
printTable(
  'One small file, against the start of Node',
  benchOne(write('clean', 1), { runs: smallRuns, baseline: NODE.name, expects: { sort: 'clean', objects: objectsOf(1) } }),
);
const realFile = REAL_FILES.find(path => existsSync(join(REPOSITORY, path)));
printTable(`${realFile}, a real file of many documents`, benchOne(join(REPOSITORY, realFile), { runs: smallRuns, expects: {} }));
for (const sort of SORTS) {
  for (const { deployments, runs } of sizes) {
    const expects = { sort, objects: objectsOf(deployments) };
    printTable(
      `${counted(deployments)} Deployments, ${sort}: ${counted(expects.objects)} objects`,
      benchOne(write(sort, deployments), { runs, deployments, expects }),
    );
  }
}

/** Medians of runs that take turns, so that whatever else the machine does meets all of them alike. */
function benchOne(file, { runs, deployments = 0, baseline = BASELINE, expects }) {
  const readers = parsers(file, packageFolder).filter(({ reader }) => reader === 'own' || isInstalled(reader));
  const rivals = peers.filter(({ program, mostDeployments }) => program !== undefined && deployments <= mostDeployments)
    .map(({ name, program, args: argsFor, passes }) => ({ name, title: name, command: [program, ...argsFor(file)], passes }));
  const subjects = [NODE, ...readers, ...checks(file, packageFolder, RESULTS), ...rivals];
  const measured = new Map(subjects.map(({ name }) => [name, []]));
  for (let run = 1; run <= runs; run++) {
    for (const subject of subjects) {
      process.stderr.write(`${file}: run ${run} of ${runs}, ${subject.title}\n`);
      const one = measure(subject, RESULTS);
      refuseOtherWork(subject, one, expects);
      measured.get(subject.name).push(one);
    }
  }
  const median = of => name => middle(measured.get(name).map(of));
  const [cpuMs, memoryMb] = [median(one => one.cpuMs), median(one => one.memoryMb)];
  return {
    note: `${counted(statSync(file).size / 1000)} kB, ${runs} runs each; the ratio is over ${subjects.find(({ name }) => name === baseline).title}`,
    rows: subjects.map(({ name, title }) => {
      const ratio = `${(cpuMs(name) / cpuMs(baseline)).toFixed(2)}x`;
      return [title, cpuMs(name).toFixed(0), ratio, memoryMb(name).toFixed(0)];
    }),
    left: peers.filter(({ name }) => !measured.has(name)).map(({ name, program, mostDeployments }) => {
      const tooSlow = `not run beyond ${counted(mostDeployments)} Deployments, for its time`;
      return [name, program === undefined ? 'not installed: see README.md' : tooSlow];
    }),
  };
}

/** A command that did less than it should would look fast. */
function refuseOtherWork({ title, reader, format, report }, { code, output }, { sort, objects }) {
  const wants = (what, wanted, found) => {
    if (wanted !== found) throw new Error(`${title} must come to ${what} ${wanted}, came to ${found}.`);
  };
  if (sort === undefined) return;
  if (reader !== undefined) wants('documents', objects, Number(readFileSync(output, 'utf8')));
  if (format === undefined) return;
  wants('exit code', sort === 'clean' ? 0 : 1, code);
  if (format === 'text') return;
  const head = startOf(report);
  wants('objects', objects, Number(/"objects":(\d+)/.exec(head)?.[1]));
  if (sort === 'clean') wants('findings', '[]', /"findings": (\[\]?)/.exec(head)?.[1]);
}

/** The summary stands there; the whole report may have a hundred megabytes. */
function startOf(file) {
  const descriptor = openSync(file, 'r');
  try {
    const start = Buffer.alloc(1000);
    return start.toString('utf8', 0, readSync(descriptor, start));
  } finally {
    closeSync(descriptor);
  }
}

function write(sort, deployments) {
  const file = join(RESULTS, `${sort}-${deployments}.yaml`);
  const descriptor = openSync(file, 'w');
  for (const piece of manifests(sort, deployments)) writeSync(descriptor, piece);
  closeSync(descriptor);
  return file;
}

function isInstalled(reader) {
  try {
    createRequire(join(packageFolder, 'package.json')).resolve(reader);
    return true;
  } catch {
    return false;
  }
}

function counted(number) {
  return number.toLocaleString('en', { maximumFractionDigits: 0 });
}

function middle(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[at] : (sorted[at - 1] + sorted[at]) / 2;
}

function printTable(title, { note, rows, left }) {
  const head = ['', 'CPU ms', 'ratio', 'peak MB'];
  const widths = head.map((cell, column) => Math.max(cell.length, ...rows.map(row => row[column].length)));
  const line = cells => cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join('  ');
  console.log([
    title,
    `(${note})`,
    ...[head, ...rows].map(cells => `  ${line(cells)}`),
    ...left.map(([name, why]) => `  ${name.padEnd(widths[0])}  ${why}`),
    '',
  ].join('\n'));
}

function provenance() {
  const version = name => `${name} ${createRequire(join(packageFolder, 'package.json'))(`${name}/package.json`).version}`;
  const versions = [`Node ${process.versions.node}`, ...['js-yaml', 'yaml'].filter(isInstalled).map(version)].join(', ');
  return [
    `${versions}; ${cpus().length} cores, load ${loadavg()[0].toFixed(1)} at the start`,
    ...peers.map(({ name, program }) => {
      const missing = 'not installed; node bench/check/peers.mjs installs what can be had';
      return `${name}: ${program === undefined ? missing : versionOf(program)}`;
    }),
    `CPU is user and system time of the whole process, the median. ${['node bench/check/run.mjs', ...args].join(' ')}`,
    '',
  ].join('\n');
}

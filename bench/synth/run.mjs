// Measures what judging and hardening cost beside plain cdk8s-plus-28, and prints a Markdown table. See README.md.

import { createRequire } from 'node:module';
import { measure } from './measure.mjs';
import { optionsFrom } from './options.mjs';

const BASELINE = 'plain';
const VARIANTS = ['judged', 'hardened'];

const args = process.argv.slice(2);
const { runs, sizes } = optionsFrom(args);
const results = sizes.map(size => ({ size, costs: costsOf(size) }));

for (const variant of VARIANTS) console.log(table(variant));
console.log(provenance());

/** Medians of runs that take turns, so that whatever else the machine does meets all of them alike. */
function costsOf(size) {
  const measured = { plain: [], judged: [], hardened: [] };
  for (let run = 1; run <= runs; run++) {
    process.stderr.write(`${size.objects} Deployments in ${size.charts} charts: run ${run} of ${runs}\n`);
    const baseline = measure(BASELINE, size);
    measured.plain.push(baseline);
    for (const variant of VARIANTS) {
      const one = measure(variant, size);
      refuseDifference(variant, baseline.written, one.written);
      measured[variant].push(one);
    }
  }
  return Object.fromEntries(Object.entries(measured).map(([variant, ofVariant]) => [variant, {
    cpuMs: median(ofVariant.map(({ cpuMs }) => cpuMs)),
    memoryMb: median(ofVariant.map(({ memoryMb }) => memoryMb)),
  }]));
}

function refuseDifference(variant, plain, other) {
  if (plain === other) return;
  const [wanted, found] = [plain.split('\n'), other.split('\n')];
  const line = wanted.findIndex((text, index) => text !== found[index]);
  throw new Error(`The ${variant} app must write what the plain app writes. Line ${line + 1}:\n  plain     ${wanted[line]}\n  ${variant.padEnd(9)} ${found[line]}`);
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function table(variant) {
  const rows = results.map(({ size, costs: { plain, [variant]: other } }) => [
    size.objects.toLocaleString('en'),
    size.charts.toLocaleString('en'),
    plain.cpuMs.toFixed(0),
    other.cpuMs.toFixed(0),
    `**${(other.cpuMs / plain.cpuMs).toFixed(2)}×**`,
    `${(other.memoryMb / plain.memoryMb).toFixed(2)}×`,
  ]);
  const head = ['Deployments', 'charts', 'plain, CPU ms', `${variant}, CPU ms`, 'CPU', 'peak memory'];
  return [head, head.map(() => '--:'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n') + '\n';
}

function provenance() {
  const version = name => `${name} ${createRequire(import.meta.url)(`${name}/package.json`).version}`;
  const versions = [`Node ${process.versions.node}`, ...['cdk8s', 'cdk8s-plus-28', 'constructs'].map(version)].join(', ');
  return `Medians of ${runs} alternating runs, each a process of its own; ${versions}.\n\`${['npx projen bench', ...args].join(' ')}\``;
}

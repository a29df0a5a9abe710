// One process of the benchmark: builds one app, synthesises it, and says what the whole process has cost.
// node synth-once.mjs <plain|judged|hardened> <objects> <charts> <outdir>

import { createRequire } from 'node:module';
import { writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [variant, objects, charts, outdir] = process.argv.slice(2);
const { buildApp } = await import(`./${variant}-app.mjs`);

buildApp({ outdir }, { objects: Number(objects), charts: Number(charts) }).synth();

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  writeSync(1, JSON.stringify({
    cpuMs: (user + system) / 1000,
    memoryMb: process.resourceUsage().maxRSS / 1024,
    loadsLibrary: modules().some(file => file.startsWith(LIBRARY)),
  }));
});

const LIBRARY = fileURLToPath(new URL('../../lib/', import.meta.url));

function modules() {
  return Object.keys(createRequire(import.meta.url).cache);
}

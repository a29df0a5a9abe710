// Records what kubectl reads in the files of cases.mjs.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { cases } from './cases.mjs';

const conformance = fileURLToPath(new URL('..', import.meta.url));
const recording = join(conformance, '../test/kubernetes/yaml/yaml-reading.recorded.json');

const input = cases.map(file => JSON.stringify(file)).join('\n');
const oracle = spawnSync('go', ['run', './yaml-text'], { cwd: conformance, input, encoding: 'utf8', maxBuffer: 1 << 28 });
if (oracle.status !== 0) throw new Error(oracle.stderr);
const readings = oracle.stdout.trimEnd().split('\n').map(line => JSON.parse(line));

/** The documents, or null where kubectl refuses the file. Its words are not kept: which of two mistakes it names varies. */
const rows = cases.map((file, index) => [file, readings[index].error === undefined ? readings[index].documents ?? [] : null]);
const ascii = json => json.replace(/[\x7f-\uffff]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
writeFileSync(recording, [
  '{',
  '  "columns": ["file", "documents"],',
  '  "rows": [',
  rows.map(row => `    ${ascii(JSON.stringify(row))}`).join(',\n'),
  '  ]',
  '}',
  '',
].join('\n'));

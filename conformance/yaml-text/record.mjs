// Records what kubectl reads where cdk8s has written a tricky string. Arguments: folders of more copies of cdk8s to write with.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';

import { trickyStrings } from './tricky-strings.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const recording = join(here, '../../test/kubernetes/yaml-text.recorded.json');
const require = createRequire(import.meta.url);

const copies = [join(here, '../../node_modules/cdk8s'), ...process.argv.slice(2)];
const asValue = text => ({ first: text, list: [text, [text]], last: 1 });
const asKey = text => ({ first: { [text]: { privileged: true } }, list: [{ [text]: 1, z: 2 }] });

function readByKubectl(files) {
  const input = files.map(file => JSON.stringify(file)).join('\n');
  const oracle = spawnSync('go', ['run', '.'], { cwd: here, input, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (oracle.status !== 0) throw new Error(oracle.stderr);
  return oracle.stdout.trimEnd().split('\n').map(line => JSON.parse(line));
}

/** 'same', or what the string became, in the words of the first copy of cdk8s that shows it. */
function verdicts(place) {
  const documents = trickyStrings.map(place);
  const readings = copies.map(copy => readByKubectl(documents.map(document => require(copy).Yaml.stringify(document))));
  return documents.map((document, index) => readings.map(reading => verdict(document, reading[index])).find(it => it !== 'same') ?? 'same');
}

function verdict(document, reading) {
  if (reading.error) return `refused: ${reading.error}`;
  return isDeepStrictEqual(reading.documents, [document]) ? 'same' : `read: ${JSON.stringify(reading.documents?.[0]?.first)}`;
}

const values = verdicts(asValue);
const keys = verdicts(asKey);
const ascii = json => json.replace(/[\x7f-\uffff]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
const rows = trickyStrings.map((text, index) => ascii(`    ${JSON.stringify([text, values[index], keys[index]])}`));
const versions = copies.map(copy => JSON.parse(readFileSync(join(copy, 'package.json'), 'utf8')).version);
writeFileSync(recording, [
  '{',
  `  "cdk8s": ${JSON.stringify(versions)},`,
  '  "columns": ["string", "as a value", "as a key"],',
  '  "rows": [',
  rows.join(',\n'),
  '  ]',
  '}',
  '',
].join('\n'));

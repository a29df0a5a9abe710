// One process that reads a file of manifests with one reader, does nothing with it, and prints how many documents it had.
// node parse-once.cjs <own|js-yaml|yaml> FILE PACKAGE
// CommonJS, as the command is: the loader of ECMAScript modules alone would cost a tenth of a small check.

'use strict';
const { readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { join } = require('node:path');

const [, , reader, file, packageFolder] = process.argv;
const load = createRequire(join(packageFolder, 'package.json'));

const READERS = {
  'own': () => {
    const { readYaml } = load('./lib/kubernetes/yaml/read-yaml');
    const { chunksOf } = load('./lib/check/manifest-files');
    let documents = 0;
    for (const _ of readYaml(chunksOf(file))) documents++;
    return documents;
  },
  'js-yaml': () => load('js-yaml').loadAll(readFileSync(file, 'utf8')).length,
  'yaml': () => load('yaml').parseAllDocuments(readFileSync(file, 'utf8')).map(document => document.toJS()).length,
};

process.stdout.write(`${READERS[reader]()}\n`);

// The commands that are measured on one file.

import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

const PARSE_ONCE = fileURLToPath(new URL('./parse-once.cjs', import.meta.url));

/** The start of Node, which every command below it pays. */
export const NODE = { name: 'node', title: 'node -e 0', command: [process.execPath, '-e', '0'] };

/** What the ratios are over. */
export const BASELINE = 'parse-own';

export function parsers(file, packageFolder) {
  const parse = (reader, title) => ({
    name: `parse-${reader}`, title, reader, command: [process.execPath, PARSE_ONCE, reader, file, packageFolder],
  });
  return [
    parse('own', 'parsing alone, our reader'),
    parse('js-yaml', 'parsing alone, js-yaml'),
    parse('yaml', 'parsing alone, yaml'),
  ];
}

export function checks(file, packageFolder, results) {
  return ['text', 'json'].map(format => {
    const report = join(results, `report.${format}`);
    const command = [process.execPath, join(packageFolder, 'bin/cdk8s-hardened'), 'check', file, '--format', format, '--output', report];
    return { name: `check-${format}`, title: `check, ${format}`, command, passes: [0, 1], format, report };
  });
}

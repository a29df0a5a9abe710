// What the benchmark is asked to do.

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** How often each command runs: the larger the file, the less often. */
const RUNS = new Map([[100, 9], [1000, 7], [10000, 3]]);
const QUICK_SIZES = [100, 1000];
const QUICK_RUNS = 3;
const REPOSITORY = resolve(import.meta.dirname, '../..');

/** @returns {{ sizes: Array<{ deployments: number, runs: number }>, smallRuns: number, packageFolder: string, withPeers: boolean }} */
export function optionsFrom(args) {
  const { values } = parseArgs({
    args,
    options: {
      runs: { type: 'string' },
      only: { type: 'string', multiple: true },
      quick: { type: 'boolean', default: false },
      package: { type: 'string', default: REPOSITORY },
      'no-peers': { type: 'boolean', default: false },
    },
  });
  const asked = values.runs === undefined ? undefined : wholeNumber('--runs', values.runs);
  const deployments = values.only?.map(text => wholeNumber('--only', text)) ?? (values.quick ? QUICK_SIZES : [...RUNS.keys()]);
  const runsOf = size => asked ?? (values.quick ? QUICK_RUNS : RUNS.get(size) ?? 3);
  return {
    sizes: deployments.map(size => ({ deployments: size, runs: runsOf(size) })),
    smallRuns: asked ?? (values.quick ? 5 : 15),
    packageFolder: resolve(values.package),
    withPeers: !values['no-peers'],
  };
}

function wholeNumber(option, text) {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Error(`${option} must be a whole number above 0, is ${text}`);
  return number;
}

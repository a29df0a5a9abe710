// What the benchmark is asked to do.

import { parseArgs } from 'node:util';

const SIZES = ['100/1', '100/50', '1000/1', '1000/50', '1000/1000', '5000/1', '5000/50', '5000/1000'];
const QUICK_SIZES = ['100/1', '1000/1', '1000/50'];

/** @returns {{ runs: number, sizes: Array<{ objects: number, charts: number }> }} */
export function optionsFrom(args) {
  const { values } = parseArgs({
    args,
    options: {
      runs: { type: 'string' },
      only: { type: 'string', multiple: true },
      quick: { type: 'boolean', default: false },
    },
  });
  const runs = Number(values.runs ?? (values.quick ? 3 : 7));
  if (!Number.isInteger(runs) || runs < 1) throw new Error(`--runs must be a whole number above 0, is ${values.runs}`);
  return { runs, sizes: (values.only ?? (values.quick ? QUICK_SIZES : SIZES)).map(sizeOf) };
}

function sizeOf(text) {
  const [, objects, charts] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  if (!(Number(objects) > 0 && Number(charts) > 0)) throw new Error(`--only must be Deployments/charts such as 1000/50, is ${text}`);
  return { objects: Number(objects), charts: Number(charts) };
}

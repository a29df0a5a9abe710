// What the benchmark is asked to do.

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** How often each command runs: the larger the set, the less often. */
const RUNS = new Map([[100, 9], [1000, 7], [5000, 3]]);
const QUICK_RUNS = 3;
/** Beyond it the peer takes many minutes, or never ends. */
const MOST_FOR_PEER = 100;
/** The peer takes so much longer that it needs fewer runs. */
const MOST_PEER_RUNS = 3;
const REPOSITORY = resolve(import.meta.dirname, '../..');

/**
 * @returns {{ sizes: Array<{ workloads: number, runs: number, peerRuns: number }>, smallRuns: number, packageFolder: string, records: boolean }}
 * where peerRuns is 0, the peer is not asked
 */
export function optionsFrom(args) {
  const { values } = parseArgs({
    args,
    options: {
      'runs': { type: 'string' },
      'only': { type: 'string', multiple: true },
      'quick': { type: 'boolean', default: false },
      'package': { type: 'string', default: REPOSITORY },
      'peer-up-to': { type: 'string', default: String(MOST_FOR_PEER) },
      'record': { type: 'boolean', default: false },
    },
  });
  const asked = values.runs === undefined ? undefined : wholeNumber('--runs', values.runs, 1);
  const mostForPeer = wholeNumber('--peer-up-to', values['peer-up-to'], 0);
  const workloads = values.only?.map(text => wholeNumber('--only', text, 1)) ?? [...RUNS.keys()];
  const runsOf = size => asked ?? (values.quick ? QUICK_RUNS : RUNS.get(size) ?? QUICK_RUNS);
  const peerRunsOf = size => (size > mostForPeer ? 0 : size > MOST_FOR_PEER ? 1 : Math.min(MOST_PEER_RUNS, runsOf(size)));
  return {
    sizes: workloads.map(size => ({ workloads: size, runs: runsOf(size), peerRuns: peerRunsOf(size) })),
    smallRuns: asked ?? (values.quick ? 5 : 15),
    packageFolder: resolve(values.package),
    records: values.record,
  };
}

function wholeNumber(option, text, least) {
  const number = Number(text);
  if (text === '' || !Number.isInteger(number) || number < least) throw new Error(`${option} must be a whole number, ${least} at least, is ${text}`);
  return number;
}

import * as fc from 'fast-check';
import { ConnectionSet } from '../../../src/network/connections/connection-set';
import { Crowd, folded, FoldedEdge } from '../../../src/network/pictures/fold';

const SETS = ['TCP 80', 'TCP 443', 'TCP 80,443', 'UDP 53', 'All Connections'].map(text => ConnectionSet.parse(text)!);
const COUNT = 9;
const ALL: Crowd = { name: 'all', members: Array.from({ length: COUNT - 1 }, (_, i) => i) };
const CROWDS = [ALL, { name: 'low', members: [0, 1, 2, 3] }, { name: 'high', members: [4, 5, 6, 7] }];

const anyRows = fc.record({
  base: fc.array(fc.option(fc.constantFrom(...SETS), { nil: undefined }), { minLength: COUNT, maxLength: COUNT }),
  cells: fc.array(fc.tuple(fc.nat(COUNT - 1), fc.nat(COUNT - 1), fc.constantFrom(...SETS)), { maxLength: 30 }),
  several: fc.uniqueArray(fc.nat(COUNT - 2)),
});

function ends(end: number | Crowd): readonly number[] {
  return typeof end === 'number' ? [end] : end.members;
}

/** What edges say, pair by pair. */
function expanded(edges: readonly FoldedEdge[], isSeveral: (index: number) => boolean): Map<string, ConnectionSet> {
  const found = new Map<string, ConnectionSet>();
  for (const { from, to, set } of edges) {
    for (const caller of ends(from)) {
      for (const called of ends(to)) {
        if (caller === called && !isSeveral(caller)) continue;
        const key = `${caller} ${called}`;
        found.set(key, set.union(found.get(key) ?? ConnectionSet.NONE));
      }
    }
  }
  return found;
}

test('folded edges say exactly what the rows say', () => {
  fc.assert(fc.property(anyRows, ({ base, cells, several }) => {
    const isSeveral = (index: number): boolean => several.includes(index);
    const rows = Array.from({ length: COUNT }, () => new Map<number, ConnectionSet>());
    rows.forEach((row, from) => base.forEach((set, to) => { if (set && (from !== to || isSeveral(from))) row.set(to, set); }));
    for (const [from, to, set] of cells) if (from !== to || isSeveral(from)) rows[from].set(to, set.union(rows[from].get(to) ?? ConnectionSet.NONE));
    const told = new Map(rows.flatMap((row, from) => [...row].map(([to, set]) => [`${from} ${to}`, set] as const)));

    const edges = folded(rows, { crowds: CROWDS, isSeveral, isImplied: () => false });

    const found = expanded(edges, isSeveral);
    expect([...found].sort()).toEqual([...told].sort());
  }), { numRuns: 500 });
});

test('what all of a namespace may do is one edge', () => {
  const [web] = SETS;
  const rows = Array.from({ length: COUNT }, (_, from) => new Map(from < 4 ? [[8, web]] : []));

  expect(folded(rows, { crowds: CROWDS, isSeveral: () => false, isImplied: () => false })).toEqual([{ from: CROWDS[1], to: 8, set: web }]);
});

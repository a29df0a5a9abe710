import * as fc from 'fast-check';
import { compareWorkloads, expectPossible, expectSamePairByPair } from '../comparisons';
import { randomCluster } from '../random-cluster';

// Networks that are small enough to be asked pair by pair have no selection that would be shared otherwise.
jest.mock('../../../src/network/analysis/few-groups', () => ({ FEW_GROUPS: 1 }));

describe('selections that are shared, as those of very many pods are', () => {
  const clusters = fc.boolean().chain(withFaults => randomCluster({ withFaults }));

  test('give what an evaluator says that asks every pair', () => {
    fc.assert(fc.property(clusters, compareWorkloads), { numRuns: 300 });
  });

  test('are listed once, in order, as they are for the pair', () => {
    fc.assert(fc.property(clusters, expectSamePairByPair), { numRuns: 500 });
  });

  test('are possible where they are certain', () => {
    fc.assert(fc.property(clusters, expectPossible), { numRuns: 100 });
  });
});

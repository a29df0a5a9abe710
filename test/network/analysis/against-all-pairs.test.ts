import * as fc from 'fast-check';
import { comparedPairs, compareAddresses, compareWorkloads, expectExplained, expectPossible, expectSamePairByPair } from '../comparisons';
import { randomCluster } from '../random-cluster';

describe('the network and an evaluator that asks every pair', () => {
  test('agree on pods', () => {
    fc.assert(fc.property(randomCluster({ withFaults: false }), compareWorkloads), { numRuns: 900 });
  });

  test('agree on pods where policies cannot be read', () => {
    fc.assert(fc.property(randomCluster({ withFaults: true }), compareWorkloads), { numRuns: 500 });
  });

  test('agree on addresses', () => {
    fc.assert(fc.property(randomCluster({ withFaults: false }), compareAddresses), { numRuns: 120 });
  });

  test('agree on addresses where policies cannot be read', () => {
    fc.assert(fc.property(randomCluster({ withFaults: true }), compareAddresses), { numRuns: 80 });
  });

  test('have been asked for tens of thousands of pairs', () => {
    expect(comparedPairs()).toBeGreaterThan(30_000);
  });
});

describe('every answer about a network', () => {
  const clusters = fc.boolean().chain(withFaults => randomCluster({ withFaults }));

  test('is listed once, in order, as it is for the pair', () => {
    fc.assert(fc.property(clusters, expectSamePairByPair), { numRuns: 400 });
  });

  test('is explained as it is given', () => {
    fc.assert(fc.property(clusters, expectExplained), { numRuns: 300 });
  });

  test('is possible where it is certain', () => {
    fc.assert(fc.property(clusters, expectPossible), { numRuns: 300 });
  });
});

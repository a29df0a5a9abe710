import * as fc from 'fast-check';
import { ConnectionSet, PortProtocol, PROTOCOLS } from '../../../src/network/connections/connection-set';

const { ALL, NONE } = ConnectionSet;
const ports = (...args: Parameters<typeof ConnectionSet.ports>): ConnectionSet => ConnectionSet.ports(...args);

describe('a set of connections', () => {
  test.each([
    [ALL, 'All Connections'],
    [NONE, 'No Connections'],
    [ports('TCP', 80), 'TCP 80'],
    [ports('TCP', 80, 90), 'TCP 80-90'],
    [ports('TCP', 90).union(ports('TCP', 80)).union(ports('UDP', 53)).union(ports('SCTP', 1)), 'SCTP 1,TCP 80,90,UDP 53'],
    [ports('TCP', 80).union(ports('TCP', 81)), 'TCP 80-81'],
    [ConnectionSet.protocol('TCP'), 'TCP 1-65535'],
    [ConnectionSet.protocol('TCP').union(ConnectionSet.protocol('UDP')), 'TCP 1-65535,UDP 1-65535'],
    [ALL.difference(ports('TCP', 443)), 'SCTP 1-65535,TCP 1-442,444-65535,UDP 1-65535'],
    [ports('UDP', 53).intersection(ports('TCP', 53)), 'No Connections'],
  ])('is written such that people read it: %s', (set, text) => {
    expect(set.text).toBe(text);
    expect(`${set}`).toBe(text);
  });

  test('is the same object as its equal', () => {
    expect(PROTOCOLS.map(protocol => ConnectionSet.protocol(protocol)).reduce((a, b) => a.union(b))).toBe(ALL);
    expect(ports('TCP', 80).difference(ports('TCP', 1, 100))).toBe(NONE);
    expect(ports('TCP', 1, 80).union(ports('TCP', 81, 65535))).toBe(ConnectionSet.protocol('TCP'));
  });

  test('knows its ports', () => {
    const set = ports('TCP', 80, 90);
    expect([set.has('TCP', 79), set.has('TCP', 80), set.has('TCP', 90), set.has('TCP', 91), set.has('UDP', 80)]).toEqual([false, true, true, false, false]);
    expect([set.portsOf('TCP'), set.portsOf('UDP')]).toEqual([[80, 90], []]);
    expect([set.isEmpty, set.isAll, NONE.isEmpty, ALL.isAll]).toEqual([false, false, true, true]);
  });

  test.each([
    ['TCP 80', 'TCP 80'],
    ['TCP 90,80', 'TCP 80,90'],
    ['UDP 53,TCP 80-90,85-95', 'TCP 80-95,UDP 53'],
    ['TCP 80,TCP 81', 'TCP 80-81'],
    ['SCTP 1-65535,TCP 1-65535,UDP 1-65535', 'All Connections'],
  ])('is read from %j', (text, written) => {
    expect(ConnectionSet.parse(text)?.text).toBe(written);
  });

  test.each(['', '80', 'tcp 80', 'TCP', 'TCP 0', 'TCP 65536', 'TCP 90-80', 'TCP 80-', 'TCP 80, 90', 'TCP 80 ', 'ICMP 1', 'TCP 80,,90', 'All', 'TCP 999999'])('is not read from %j', text => {
    expect(ConnectionSet.parse(text)).toBeUndefined();
  });

  test('is read as it was written', () => {
    fc.assert(fc.property(someSet, set => expect(ConnectionSet.parse(set.text)).toBe(set)));
  });

  test('is combined as sets of ports are', () => {
    fc.assert(fc.property(someSet, someSet, (a, b) => {
      const [union, both, without] = [a.union(b), a.intersection(b), a.difference(b)];
      for (const protocol of PROTOCOLS) {
        for (const port of PROBES) {
          const [inA, inB] = [a.has(protocol, port), b.has(protocol, port)];
          expect([union.has(protocol, port), both.has(protocol, port), without.has(protocol, port)]).toEqual([inA || inB, inA && inB, inA && !inB]);
        }
      }
    }), { numRuns: 300 });
  });

  test('obeys the laws of sets', () => {
    fc.assert(fc.property(someSet, someSet, someSet, (a, b, c) => {
      expect(a.union(b)).toBe(b.union(a));
      expect(a.intersection(b)).toBe(b.intersection(a));
      expect(a.union(b).union(c)).toBe(a.union(b.union(c)));
      expect(a.intersection(b.union(c))).toBe(a.intersection(b).union(a.intersection(c)));
      expect(a.difference(b).union(a.intersection(b))).toBe(a);
      expect(a.difference(b).intersection(b)).toBe(NONE);
      expect(ALL.difference(ALL.difference(a))).toBe(a);
    }), { numRuns: 300 });
  });
});

/** Around where the ranges that are drawn begin and end. */
const EDGES = [1, 2, 3, 80, 81, 82, 90, 65533, 65534, 65535];
const PROBES = [...new Set(EDGES.flatMap(port => [port - 1, port, port + 1]))].filter(port => port >= 1 && port <= 65535);

const someEdge = fc.constantFrom(...EDGES);
const someSet = fc.array(fc.tuple(fc.constantFrom<PortProtocol>(...PROTOCOLS), someEdge, someEdge), { maxLength: 6 })
  .map(drawn => drawn.reduce((set, [protocol, a, b]) => set.union(ports(protocol, Math.min(a, b), Math.max(a, b))), NONE));

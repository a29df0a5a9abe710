import * as fc from 'fast-check';
import {
  ALL_PORTS, differenceOfPorts, formatPorts, hasPort, intersectionOfPorts, NO_PORTS, PortRanges, unionOfPorts,
} from '../../../src/network/connections/port-ranges';

describe('ranges of ports', () => {
  test.each<[string, PortRanges, string]>([
    ['next to each other become one', unionOfPorts([80, 80], [81, 90]), '80-90'],
    ['apart stay apart', unionOfPorts([80, 80], [82, 82]), '80,82'],
    ['within each other become the wider one', unionOfPorts([1, 100], [80, 90]), '1-100'],
    ['have in common what is in both', intersectionOfPorts([1, 80, 90, 100], [80, 95]), '80,90-95'],
    ['are cut by what is taken out of them', differenceOfPorts(ALL_PORTS, [80, 90, 443, 443]), '1-79,91-442,444-65535'],
    ['are none without all', differenceOfPorts([80, 90], ALL_PORTS), ''],
    ['are all with all', unionOfPorts(NO_PORTS, ALL_PORTS), '1-65535'],
  ])('%s', (_, found, text) => {
    expect(formatPorts(found)).toBe(text);
  });

  test('are combined as sets of ports are', () => {
    fc.assert(fc.property(somePorts, somePorts, (a, b) => {
      const found = [unionOfPorts(a, b), intersectionOfPorts(a, b), differenceOfPorts(a, b)];
      for (let port = 1; port <= HIGHEST; port++) {
        const [inA, inB] = [hasPort(a, port), hasPort(b, port)];
        expect(found.map(ranges => hasPort(ranges, port))).toEqual([inA || inB, inA && inB, inA && !inB]);
      }
      found.forEach(expectFew);
    }), { numRuns: 300 });
  });
});

const HIGHEST = 20;

const somePorts = fc.array(fc.tuple(fc.integer({ min: 1, max: 15 }), fc.nat(4)), { maxLength: 4 })
  .map(drawn => drawn.reduce<PortRanges>((ranges, [first, length]) => unionOfPorts(ranges, [first, first + length]), NO_PORTS));

/** In order, and no two could be one. */
function expectFew(ranges: PortRanges): void {
  for (let i = 0; i < ranges.length; i += 2) {
    expect(ranges[i]).toBeLessThanOrEqual(ranges[i + 1]);
    if (i > 0) expect(ranges[i]).toBeGreaterThan(ranges[i - 1] + 1);
  }
}

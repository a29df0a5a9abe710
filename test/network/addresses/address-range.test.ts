import * as fc from 'fast-check';
import {
  AddressRange, differenceOf, formatRange, intersectionOf, overlap, unionOf, wholeFamily,
} from '../../../src/network/addresses/address-range';
import { addressesOf } from '../../../src/network/addresses/cidr';
import { IpFamily } from '../../../src/network/addresses/ip-address';

const texts = (ranges: readonly AddressRange[]): string[] => ranges.map(formatRange);
const blocks = (...cidrs: readonly string[]): AddressRange[] => cidrs.map(addressesOf);

describe('ranges of addresses', () => {
  test('that touch become one', () => {
    expect(texts(unionOf(blocks('10.128.0.0/9', '10.0.0.0/9', '12.0.0.0/8', '10.1.0.0/16')))).toEqual(['10.0.0.0-10.255.255.255', '12.0.0.0-12.255.255.255']);
  });

  test('of IPv4 and IPv6 never touch', () => {
    expect(texts(unionOf(blocks('::/128', '255.255.255.255/32', '0.0.0.0/32')))).toEqual(['0.0.0.0-0.0.0.0', '255.255.255.255-255.255.255.255', '::-::']);
    expect(overlap(blocks('0.0.0.0/0'), blocks('::/0'))).toBe(false);
  });

  test('are cut in two by what is taken out of their middle', () => {
    expect(texts(differenceOf(blocks('10.0.0.0/8'), blocks('10.1.0.0/16')))).toEqual(['10.0.0.0-10.0.255.255', '10.2.0.0-10.255.255.255']);
  });

  test('may all be taken out', () => {
    expect(differenceOf(blocks('10.0.0.0/8'), blocks('10.0.0.0/9', '10.128.0.0/9'))).toEqual([]);
    expect(differenceOf(blocks('0.0.0.0/0'), [wholeFamily(4)])).toEqual([]);
    expect(differenceOf(blocks('::/0'), [wholeFamily(6)])).toEqual([]);
  });

  test('have in common what is in both', () => {
    expect(texts(intersectionOf(blocks('10.0.0.0/8', '2001:db8::/32'), blocks('10.1.0.0/16', '10.2.0.0/16', '::/0')))).toEqual([
      '10.1.0.0-10.2.255.255', '2001:db8::-2001:db8:ffff:ffff:ffff:ffff:ffff:ffff',
    ]);
  });

  test('are combined as sets of addresses are', () => {
    fc.assert(fc.property(someRanges, someRanges, (a, b) => {
      const [inA, inB] = [a, b].map(membersOf);
      const sets: ReadonlyArray<readonly [AddressRange[], (member: string) => boolean]> = [
        [unionOf([...a, ...b]), member => inA.has(member) || inB.has(member)],
        [intersectionOf(a, b), member => inA.has(member) && inB.has(member)],
        [differenceOf(a, b), member => inA.has(member) && !inB.has(member)],
      ];
      for (const [found, isIn] of sets) {
        expect([...membersOf(found)].sort()).toEqual([...new Set([...inA, ...inB])].filter(isIn).sort());
        expectFew(found);
      }
      expect(overlap(a, b)).toBe([...inA].some(member => inB.has(member)));
    }), { numRuns: 500 });
  });
});

const someRanges = fc.array(fc.tuple(fc.constantFrom<IpFamily>(4, 6), fc.nat(12), fc.nat(5)), { maxLength: 4 })
  .map(drawn => drawn.map(([family, first, length]): AddressRange => ({ family, first: BigInt(first), last: BigInt(first + length) })));

function membersOf(ranges: readonly AddressRange[]): Set<string> {
  return new Set(ranges.flatMap(({ family, first, last }) => Array.from({ length: Number(last - first) + 1 }, (_, i) => `${family}:${first + BigInt(i)}`)));
}

/** In order, and no two could be one. */
function expectFew(ranges: readonly AddressRange[]): void {
  ranges.slice(1).forEach((range, i) => {
    const before = ranges[i];
    expect(before.family < range.family || (before.family === range.family && before.last + 1n < range.first)).toBe(true);
  });
}

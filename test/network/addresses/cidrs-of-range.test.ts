import * as fc from 'fast-check';
import { unionOf, wholeFamily } from '../../../src/network/addresses/address-range';
import { addressesOf, parseCidr } from '../../../src/network/addresses/cidr';
import { cidrsOfRange } from '../../../src/network/addresses/cidrs-of-range';

test.each([
  ['10.0.0.0', '10.255.255.255', ['10.0.0.0/8']],
  ['10.0.0.1', '10.0.0.1', ['10.0.0.1/32']],
  ['10.0.0.1', '10.0.0.6', ['10.0.0.1/32', '10.0.0.2/31', '10.0.0.4/31', '10.0.0.6/32']],
  ['255.255.255.254', '255.255.255.255', ['255.255.255.254/31']],
  ['2001:db8::', '2001:db8::1:ffff', ['2001:db8::/111']],
])('%s to %s is %p', (first, last, cidrs) => {
  const [from, to] = [first, last].map(addressesOf);
  expect(cidrsOfRange({ family: from.family, first: from.first, last: to.last })).toEqual(cidrs);
});

test('a whole family is one block', () => {
  expect([wholeFamily(4), wholeFamily(6)].map(cidrsOfRange)).toEqual([['0.0.0.0/0'], ['::/0']]);
});

test('the blocks hold the addresses of the range, touch none twice, and no two of them are one', () => {
  const address = fc.bigInt({ min: 0n, max: 2n ** 32n - 1n });
  fc.assert(fc.property(address, address, (a, b) => {
    const range = { family: 4, first: a < b ? a : b, last: a < b ? b : a } as const;
    const blocks = cidrsOfRange(range).map(text => parseCidr(text)!);
    expect(blocks.every(({ canonical }) => canonical === undefined)).toBe(true);
    expect(unionOf(blocks).map(({ first, last }) => [first, last])).toEqual([[range.first, range.last]]);
    expect(blocks.reduce((size, { first, last }) => size + last - first + 1n, 0n)).toBe(range.last - range.first + 1n);
    // Two neighbours of one size, the first at an even place, would be one block.
    const siblings = blocks.filter(({ prefix, first }, i) => blocks[i + 1]?.prefix === prefix && (first / 2n ** BigInt(32 - prefix)) % 2n === 0n);
    expect(siblings).toEqual([]);
  }));
});

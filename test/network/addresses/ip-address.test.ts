import * as fc from 'fast-check';
import { formatAddress, parseAddress } from '../../../src/network/addresses/ip-address';

function again(text: string): string | undefined {
  const address = parseAddress(text);
  return address && formatAddress(address.family, address.value);
}

describe('an address', () => {
  test.each([
    ['0.0.0.0', '0.0.0.0'],
    ['10.1.2.3', '10.1.2.3'],
    ['255.255.255.255', '255.255.255.255'],
    ['::', '::'],
    ['::1', '::1'],
    ['1::', '1::'],
    ['2001:DB8::A', '2001:db8::a'],
    ['2001:0db8:0000:0000:0000:0000:0000:0001', '2001:db8::1'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8'],
    ['1:0:3:4:5:6:7:8', '1:0:3:4:5:6:7:8'],
    ['::10.0.0.1', '::a00:1'],
    ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
    ['1:2:3:4:5:6:10.0.0.1', '1:2:3:4:5:6:a00:1'],
  ])('%s is read, and written as %s', (text, written) => {
    expect(again(text)).toBe(written);
  });

  test.each([
    '', ' ', '10', '10.0.0', '10.0.0.0.0', '10.0.0.256', '10.0.0.-1', '010.0.0.1', '10.0.0.01', '10.0.0.1 ', '0x0a.0.0.1', '10.0.0.1%eth0', 'localhost',
    ':', ':::', '1:2', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8:9', '1::2::3', ':1:2:3:4:5:6:7', '1:2:3:4:5:6:7:', '1:2:3:4::5:6:7:8', '12345::', 'g::', 'fe80::1%eth0',
    '1.2.3.4::', '1.2.3.4::1', '::1.2.3.4:5', '::1.2.3', '::1.2.3.256', '1:2:3:4:5:6:7:1.2.3.4',
  ])('%j is none', text => {
    expect(parseAddress(text)).toBeUndefined();
  });

  test('is the same after it was written and read', () => {
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: 2n ** 32n - 1n }), value => {
      expect(parseAddress(formatAddress(4, value))).toEqual({ family: 4, value });
    }));
    fc.assert(fc.property(sparseIpv6, value => {
      expect(parseAddress(formatAddress(6, value))).toEqual({ family: 6, value });
    }), { numRuns: 500 });
  });

  test('is read however it is written', () => {
    fc.assert(fc.property(fc.ipV4(), text => expect(again(text)).toBe(text)));
    fc.assert(fc.property(fc.ipV6(), text => expect(again(again(text)!)).toBe(again(text))), { numRuns: 500 });
  });

  test('of IPv6 leaves out the longest run of zeros', () => {
    fc.assert(fc.property(sparseIpv6, value => {
      const text = formatAddress(6, value);
      const groups = Array.from({ length: 8 }, (_, i) => (value / 0x10000n ** BigInt(7 - i) % 0x10000n).toString(16));
      const runs = groups.map((_, from) => groups.slice(from).findIndex(group => group !== '0')).map((run, from) => (run < 0 ? 8 - from : run));
      const longest = Math.max(...runs);
      expect(text.split(':').filter(group => group !== '')).toHaveLength(longest < 2 ? 8 : 8 - longest);
      expect(text.includes('::')).toBe(longest >= 2);
      expect(text).toBe(text.toLowerCase());
    }), { numRuns: 500 });
  });
});

/** Most groups are zero. */
const sparseIpv6 = fc.array(fc.oneof(fc.constant(0n), fc.constant(0n), fc.bigInt({ min: 0n, max: 0xffffn })), { minLength: 8, maxLength: 8 })
  .map(groups => groups.reduce((value, group) => value * 0x10000n + group, 0n));

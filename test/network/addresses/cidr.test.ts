import * as fc from 'fast-check';
import { formatRange } from '../../../src/network/addresses/address-range';
import { addressesOf, formatCidr, mappedIpv4, parseCidr } from '../../../src/network/addresses/cidr';
import { BITS, formatAddress } from '../../../src/network/addresses/ip-address';

describe('a CIDR', () => {
  test.each([
    ['10.0.0.0/8', '10.0.0.0-10.255.255.255'],
    ['0.0.0.0/0', '0.0.0.0-255.255.255.255'],
    ['192.0.2.1/32', '192.0.2.1-192.0.2.1'],
    ['10.0.0.128/25', '10.0.0.128-10.0.0.255'],
    ['2001:DB8::/32', '2001:db8::-2001:db8:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['::/0', '::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['::1/128', '::1-::1'],
  ])('%s is %s', (text, range) => {
    const cidr = parseCidr(text)!;
    expect(formatRange(cidr)).toBe(range);
    expect(cidr.canonical).toBeUndefined();
  });

  test.each([
    ['10.0.0.5/8', '10.0.0.0/8'],
    ['10.255.255.255/0', '0.0.0.0/0'],
    ['2001:db8::1/32', '2001:db8::/32'],
  ])('with bits beyond its prefix, %s, is the block %s', (text, canonical) => {
    const { canonical: found, ...cidr } = parseCidr(text)!;
    expect(found).toBe(canonical);
    expect(cidr).toEqual(parseCidr(canonical));
  });

  test.each([
    '', '/', '/8', '10.0.0.0', '10.0.0.0/', '10.0.0.0/33', '10.0.0.0/-1', '10.0.0.0/+8', '10.0.0.0/08', '10.0.0.0/8 ', ' 10.0.0.0/8', '10/8', '10.0.0.0/8/8',
    '10.0.0.0/8.0', '::/129', '::%eth0/64', '010.0.0.0/8', '10.0.0.0/255.0.0.0', 'all',
  ])('is not %j', text => {
    expect(parseCidr(text)).toBeUndefined();
  });

  test('holds as many addresses as its prefix leaves, the one that it is written with among them', () => {
    fc.assert(fc.property(fc.constantFrom<4 | 6>(4, 6), fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }), fc.nat(128), (family, drawn, length) => {
      const value = drawn % 2n ** BigInt(BITS[family]);
      const prefix = Math.min(length, BITS[family]);
      const cidr = parseCidr(`${formatAddress(family, value)}/${prefix}`)!;
      expect([cidr.family, cidr.prefix]).toEqual([family, prefix]);
      expect(cidr.last - cidr.first + 1n).toBe(2n ** BigInt(BITS[family] - prefix));
      expect(cidr.first <= value && value <= cidr.last).toBe(true);
      expect(parseCidr(formatCidr(cidr))).toEqual({ ...cidr, canonical: undefined });
      expect(cidr.canonical).toBe(cidr.first === value ? undefined : formatCidr(cidr));
    }), { numRuns: 500 });
  });
});

describe('a block of IPv4 that is written as IPv6', () => {
  test.each([
    ['::ffff:10.0.0.0/104', '10.0.0.0/8'],
    ['::ffff:a00:0/104', '10.0.0.0/8'],
    ['::ffff:0:0/96', '0.0.0.0/0'],
    ['::ffff:255.255.255.255/128', '255.255.255.255/32'],
  ])('%s is %s', (text, meant) => {
    const { canonical, ...cidr } = parseCidr(meant)!;
    expect(canonical).toBeUndefined();
    expect(mappedIpv4(parseCidr(text)!)).toEqual(cidr);
  });

  test.each(['::ffff:0:0/95', '::/0', '::10.0.0.0/104', '::1:0:0:0/96', '::ff:0:0/96', '10.0.0.0/8'])('%s is what it looks like', text => {
    expect(mappedIpv4(parseCidr(text)!)).toBeUndefined();
  });
});

describe('the addresses of a text', () => {
  test.each([
    ['10.0.0.1', '10.0.0.1-10.0.0.1'],
    ['10.0.0.1/31', '10.0.0.0-10.0.0.1'],
    ['2001:db8::1', '2001:db8::1-2001:db8::1'],
  ])('%s are %s', (text, range) => {
    expect(formatRange(addressesOf(text))).toBe(range);
  });

  test.each(['internet', '10.0.0.0/40', ''])('are none of %j', text => {
    expect(() => addressesOf(text)).toThrow(new Error(`'${text}' is neither an address nor a CIDR: write it as 10.0.0.1, 10.0.0.0/8 or 2001:db8::/32`));
  });
});

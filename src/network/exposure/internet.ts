import { AddressRange, differenceOf, unionOf, wholeFamily } from '../addresses/address-range';
import { addressesOf } from '../addresses/cidr';

/** IPv4 that the IANA special-purpose address registry (RFC 6890, 8190) says is not globally reachable, and multicast (RFC 5771). */
const SPECIAL_IPV4 = [
  '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.2/32',
  '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4',
];
/** Within them, what is reachable after all: anycast of PCP (RFC 7723) and of TURN (RFC 8155). */
const REACHABLE_IPV4 = ['192.0.0.9/32', '192.0.0.10/32'];

/** What is allocated of IPv6, and the prefix by which it names IPv4 addresses (RFC 6052). */
const ALLOCATED_IPV6 = ['2000::/3', '64:ff9b::/96'];
/** Within it, what the registry says is not globally reachable: protocol assignments, documentation, 6to4. */
const SPECIAL_IPV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];
/** Within them, what is reachable after all (RFC 7723, 8155, 9665, 7450, 7535, 7343, 9374). */
const REACHABLE_IPV6 = ['2001:1::1/128', '2001:1::2/128', '2001:1::3/128', '2001:3::/32', '2001:4:112::/48', '2001:20::/28', '2001:30::/28'];

/** Every address of the internet, IPv4 first: what is in no private, local, reserved, documentation or multicast range. */
export const INTERNET: readonly AddressRange[] = unionOf([
  ...differenceOf([wholeFamily(4)], SPECIAL_IPV4.map(addressesOf)), ...REACHABLE_IPV4.map(addressesOf),
  ...differenceOf(ALLOCATED_IPV6.map(addressesOf), SPECIAL_IPV6.map(addressesOf)), ...REACHABLE_IPV6.map(addressesOf),
]);

import { AddressRange, differenceOf, wholeFamily } from './address-range';
import { addressesOf } from './cidr';

/** What no node has as its own address: this host, loopback, link-local, multicast and reserved. */
const NOT_OF_NODES = ['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/4', '240.0.0.0/4', '::/127', 'fe80::/10', 'ff00::/8'].map(addressesOf);

/** The addresses that a node may have, of IPv4 and of IPv6. */
export const NODE_ADDRESSES: readonly AddressRange[] = [4, 6].flatMap(family => differenceOf([wholeFamily(family as 4 | 6)], NOT_OF_NODES));

import { AddressRange } from './address-range';
import { BITS, formatAddress, parseAddress } from './ip-address';

/** A CIDR as it was read. */
export interface Cidr extends AddressRange {
  /** The number behind the slash. */
  readonly prefix: number;
  /** How it is written such that no bit of the address is beyond the prefix, where it was written otherwise: `10.0.0.0/8` for `10.0.0.5/8`. */
  readonly canonical?: string;
}

const PREFIX = /^(?:0|[1-9]\d{0,2})$/;
/** IPv4 addresses written as IPv6: `::ffff:10.0.0.1`. */
const MAPPED = { prefix: 96, first: 0xffff_0000_0000n };

/** Reads `10.0.0.0/8` or `2001:db8::/32`; undefined where it is no CIDR. */
export function parseCidr(text: string): Cidr | undefined {
  const [written, length, ...rest] = text.split('/');
  const address = parseAddress(written);
  if (address === undefined || length === undefined || rest.length > 0) return undefined;
  if (!PREFIX.test(length) || Number(length) > BITS[address.family]) return undefined;
  const { family, value } = address;
  const prefix = Number(length);
  const size = 2n ** BigInt(BITS[family] - prefix);
  const first = value - value % size;
  return { family, prefix, first, last: first + size - 1n, ...first !== value && { canonical: `${formatAddress(family, first)}/${prefix}` } };
}

/** The block of IPv4 that Kubernetes takes a block of IPv6 for: `10.0.0.0/8` for `::ffff:10.0.0.0/104`. Undefined where it is what it looks like. */
export function mappedIpv4({ family, prefix, first, last }: Cidr): Cidr | undefined {
  if (family === 4 || prefix < MAPPED.prefix || first < MAPPED.first || last >= MAPPED.first + 2n ** BigInt(BITS[4])) return undefined;
  return { family: 4, prefix: prefix - MAPPED.prefix, first: first - MAPPED.first, last: last - MAPPED.first };
}

/** How a block is written: `10.0.0.0/8`. */
export function formatCidr({ family, prefix, first }: Cidr): string {
  return `${formatAddress(family, first)}/${prefix}`;
}

/**
 * The addresses of a CIDR, or of a single address.
 *
 * @throws when it is neither.
 */
export function addressesOf(text: string): AddressRange {
  const address = parseAddress(text);
  if (address !== undefined) return { family: address.family, first: address.value, last: address.value };
  const cidr = parseCidr(text);
  if (cidr === undefined) throw new Error(`'${text}' is neither an address nor a CIDR: write it as 10.0.0.1, 10.0.0.0/8 or 2001:db8::/32`);
  return { family: cidr.family, first: cidr.first, last: cidr.last };
}

/**
 * The addresses that somebody means who writes a CIDR or a single address: IPv4 written as IPv6 is IPv4, as Kubernetes reads it.
 *
 * @throws when it is neither.
 */
export function addressesMeant(text: string): AddressRange {
  const range = addressesOf(text);
  const size = range.last - range.first + 1n;
  const { family, first, last } = mappedIpv4({ ...range, prefix: BITS[range.family] - (size.toString(2).length - 1) }) ?? range;
  return { family, first, last };
}

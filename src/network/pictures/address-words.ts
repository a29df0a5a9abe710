import { AddressRange, differenceOf, unionOf, wholeFamily } from '../addresses/address-range';
import { BITS, formatAddress, IpFamily } from '../addresses/ip-address';
import { INTERNET } from '../exposure/internet';
import { METADATA_ADDRESSES } from '../exposure/metadata';

/** So many ranges are spelled out. */
const SHOWN_RANGES = 3;

/** The part of the internet that may be missing such that people still call it the internet: one of so many addresses. */
const MISSING_PART = 256n;

/** How much of the internet is among some ranges. */
export interface InternetWords {
  /** `the internet`, `the internet (IPv4)`, `the internet (IPv4), 2001:db8::/32` */
  readonly title: string;
  /** What of it is not: `without 168.63.129.16`. */
  readonly lines: readonly string[];
}

/**
 * What ranges are called that hold the internet, or all but little of it; undefined where they do not.
 *
 * @param families those that the policies speak of
 */
export function internetWords(ranges: readonly AddressRange[], families: readonly IpFamily[]): InternetWords | undefined {
  const missing = differenceOf(INTERNET, ranges);
  const held = families.filter(family => {
    const of = (all: readonly AddressRange[]): bigint => countOf(all.filter(range => range.family === family));
    return of(missing) * MISSING_PART <= of(INTERNET);
  });
  if (held.length === 0) return undefined;
  const others = ranges.filter(({ family }) => !held.includes(family));
  const without = missing.filter(({ family }) => held.includes(family));
  return {
    title: held.length === families.length ? 'the internet' : [`the internet (IPv${held[0]})`, ...rangeWords(others)].join(', '),
    lines: without.length === 0 ? [] : [`without ${rangeWords(without).join(', ')}`],
  };
}

/** Ranges for a reader: `10.0.0.0/8`, `any IPv4 address`, `169.254.169.254: the metadata of …`. */
export function rangeWords(ranges: readonly AddressRange[]): string[] {
  const union = unionOf(ranges);
  const words = union.slice(0, SHOWN_RANGES).map(rangeWord);
  return union.length > SHOWN_RANGES ? [...words, `and ${union.length - SHOWN_RANGES} more ranges`] : words;
}

/** What a cloud has at ranges that are nothing but one of its metadata addresses. */
export function metadataWords(ranges: readonly AddressRange[]): string | undefined {
  const words = rangeWords(ranges).join();
  return METADATA_ADDRESSES.find(known => rangeWords(known.ranges).join() === words)?.provider;
}

/** One range in as few words as it needs: a CIDR where it is one. */
export function rangeWord({ family, first, last }: AddressRange): string {
  const whole = wholeFamily(family);
  if (first === whole.first && last === whole.last) return `any IPv${family} address`;
  if (first === last) return formatAddress(family, first);
  const size = last - first + 1n;
  const bits = size.toString(2).length - 1;
  const isCidr = size === 2n ** BigInt(bits) && first % size === 0n;
  return `${formatAddress(family, first)}${isCidr ? `/${BITS[family] - bits}` : ` - ${formatAddress(family, last)}`}`;
}

function countOf(ranges: readonly AddressRange[]): bigint {
  return ranges.reduce((count, { first, last }) => count + last - first + 1n, 0n);
}

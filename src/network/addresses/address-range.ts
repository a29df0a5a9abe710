import { BITS, formatAddress, IpFamily } from './ip-address';

/** Addresses of one family from the first to the last, both included. */
export interface AddressRange {
  readonly family: IpFamily;
  readonly first: bigint;
  readonly last: bigint;
}

/** Every address of a family. */
export function wholeFamily(family: IpFamily): AddressRange {
  return { family, first: 0n, last: 2n ** BigInt(BITS[family]) - 1n };
}

/** The same addresses as few ranges that do not touch each other, in order, IPv4 first. */
export function unionOf(ranges: readonly AddressRange[]): AddressRange[] {
  const union: AddressRange[] = [];
  for (const range of [...ranges].sort(inOrder)) {
    const before = union[union.length - 1];
    if (before === undefined || before.family !== range.family || range.first > before.last + 1n) union.push(range);
    else if (range.last > before.last) union[union.length - 1] = { ...before, last: range.last };
  }
  return union;
}

/** The addresses that are in both. */
export function intersectionOf(ranges: readonly AddressRange[], others: readonly AddressRange[]): AddressRange[] {
  return unionOf(ranges.flatMap(({ family, first, last }) => others
    .filter(other => other.family === family && other.first <= last && other.last >= first)
    .map(other => ({ family, first: first > other.first ? first : other.first, last: last < other.last ? last : other.last }))));
}

/** The addresses that are not among the others. */
export function differenceOf(ranges: readonly AddressRange[], others: readonly AddressRange[]): AddressRange[] {
  let left = unionOf(ranges);
  for (const cut of unionOf(others)) left = left.flatMap(range => cutOut(range, cut));
  return left;
}

/** Whether an address of one is also in the other. */
export function overlap(ranges: readonly AddressRange[], others: readonly AddressRange[]): boolean {
  return ranges.some(({ family, first, last }) => others.some(other => other.family === family && other.first <= last && other.last >= first));
}

/** `10.0.0.0-10.255.255.255`, for a single address as well: `10.0.0.1-10.0.0.1`. */
export function formatRange({ family, first, last }: AddressRange): string {
  return `${formatAddress(family, first)}-${formatAddress(family, last)}`;
}

function cutOut(range: AddressRange, cut: AddressRange): AddressRange[] {
  const { family, first, last } = range;
  if (cut.family !== family || cut.first > last || cut.last < first) return [range];
  return [
    ...cut.first > first ? [{ family, first, last: cut.first - 1n }] : [],
    ...cut.last < last ? [{ family, first: cut.last + 1n, last }] : [],
  ];
}

function inOrder(a: AddressRange, b: AddressRange): number {
  if (a.family !== b.family) return a.family - b.family;
  return a.first < b.first ? -1 : a.first > b.first ? 1 : 0;
}

import { AddressRange } from './address-range';
import { BITS, formatAddress } from './ip-address';

/** The fewest CIDRs that hold the addresses of a range and no other. */
export function cidrsOfRange({ family, first, last }: AddressRange): string[] {
  const cidrs: string[] = [];
  for (let start = first; start <= last;) {
    let prefix = BITS[family];
    let size = 1n;
    // As large as its start allows, and as what is left holds.
    while (prefix > 0 && start % (2n * size) === 0n && start + 2n * size - 1n <= last) {
      prefix--;
      size *= 2n;
    }
    cidrs.push(`${formatAddress(family, start)}/${prefix}`);
    start += size;
  }
  return cidrs;
}

import { AddressRange, wholeFamily } from '../addresses/address-range';
import { IpFamily } from '../addresses/ip-address';

/** All addresses, cut into ranges within which nothing tells one from another, in order. */
export class AddressAtoms {
  public readonly ranges: readonly AddressRange[];

  /** @param blocks what is told from everything else */
  constructor(blocks: readonly AddressRange[], private readonly families: readonly IpFamily[]) {
    this.ranges = families.flatMap(family => cut(family, blocks));
  }

  /** The indexes of the atoms that a range is made of: from the first up to, and without, the last. */
  public within({ family, first, last }: AddressRange): readonly [from: number, to: number] {
    if (!this.families.includes(family)) return [0, 0];
    return [this.indexOf(family, first), this.indexOf(family, last) + 1];
  }

  private indexOf(family: IpFamily, address: bigint): number {
    let low = 0;
    let high = this.ranges.length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const range = this.ranges[middle];
      if (range.family < family || (range.family === family && range.last < address)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function cut(family: IpFamily, blocks: readonly AddressRange[]): AddressRange[] {
  const whole = wholeFamily(family);
  const starts = new Set([whole.first]);
  for (const block of blocks) {
    if (block.family !== family) continue;
    starts.add(block.first);
    if (block.last < whole.last) starts.add(block.last + 1n);
  }
  const sorted = [...starts].sort((a, b) => (a < b ? -1 : 1));
  return sorted.map((first, i) => ({ family, first, last: i + 1 < sorted.length ? sorted[i + 1] - 1n : whole.last }));
}

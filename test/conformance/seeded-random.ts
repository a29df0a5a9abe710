/* eslint-disable no-bitwise -- the arithmetic of 32 bits is what the generator is made of */

/**
 * Random choices that are the same on every machine and in every version of Node and of every dependency: mulberry32, on 32-bit integers
 * alone.
 */
export class SeededRandom {
  private state: number;

  constructor(seed: number) {
    this.state = seed | 0;
  }

  /** A whole number of at least 0 and below the limit. */
  below(limit: number): number {
    return this.next() % limit;
  }

  /** True that many times in a hundred. */
  chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)];
  }

  /** A list of at most so many picks, in the order in which they were made; picks may repeat. */
  picks<T>(choices: readonly T[], most: number): T[] {
    return Array.from({ length: this.below(most + 1) }, () => this.pick(choices));
  }

  private next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }
}

/** Where two judges differ: the first difference in full, the others counted. */
export class Differences {
  private first = '';
  private count = 0;

  add(tell: () => string): void {
    if (this.count === 0) this.first = tell();
    this.count++;
  }

  /** `none`, or what a developer needs to look into the first. */
  toString(): string {
    if (this.count === 0) return 'none';
    return `${this.first}\n${this.count === 1 ? 'There is no other difference.' : `There are ${this.count - 1} more differences.`}`;
  }
}

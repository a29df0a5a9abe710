import { isObject } from './json';
import { selects } from './label-selector';

/** Label selectors and what they belong to, such that few of many have to be tried for the labels of one object. */
export class SelectorIndex<T> {
  /** By the first of the labels that the selector names. */
  private readonly byLabel = new Map<string, Array<Entry<T>>>();
  /** Those that name no label, such as `{}`. */
  private readonly others: Array<Entry<T>> = [];
  private size = 0;

  /**
   * @throws when the API server would refuse the selector.
   */
  public add(selector: unknown, item: T): void {
    selects(selector, {});
    const label = firstLabelOf(selector);
    const entry = { selector, item, order: this.size++ };
    if (label === undefined) {
      this.others.push(entry);
      return;
    }
    const known = this.byLabel.get(label);
    if (known) known.push(entry);
    else this.byLabel.set(label, [entry]);
  }

  /** What belongs to the selectors that select an object with these labels, in the order in which it was added. */
  public selecting(labels: Readonly<Record<string, string>>): T[] {
    const candidates = Object.entries(labels).flatMap(([name, value]) => this.byLabel.get(labelKey(name, value)) ?? []);
    return [...this.others, ...candidates]
      .filter(({ selector }) => selects(selector, labels))
      .sort((a, b) => a.order - b.order)
      .map(({ item }) => item);
  }
}

interface Entry<T> {
  readonly selector: unknown;
  readonly item: T;
  readonly order: number;
}

function firstLabelOf(selector: unknown): string | undefined {
  if (!isObject(selector) || !isObject(selector.matchLabels)) return undefined;
  for (const name of Object.keys(selector.matchLabels)) return labelKey(name, selector.matchLabels[name]);
  return undefined;
}

function labelKey(name: string, value: unknown): string {
  return JSON.stringify([name, value]);
}

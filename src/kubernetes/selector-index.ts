import { isObject, isUnset } from './json';
import { selects } from './label-selector';

type Labels = Readonly<Record<string, string>>;

/** Label selectors and what they belong to, such that few of many have to be tried for the labels of one object. */
export class SelectorIndex<T> {
  /** By name and value of the first of the labels that the selector names. */
  private readonly byLabel = new Map<string, Map<unknown, Array<Entry<T>>>>();
  /** Those that name no label, such as `{}`. */
  private readonly others: Array<Entry<T>> = [];
  private size = 0;

  /**
   * @throws when the API server would refuse the selector.
   */
  public add(selector: unknown, item: T): void {
    selects(selector, {});
    this.entriesFor(selector).push({ selector, item, order: this.size++ });
  }

  /** What belongs to the selectors that select an object with these labels, in the order in which it was added. */
  public selecting(labels: Labels): T[] {
    const found = this.others.filter(({ selector }) => selects(selector, labels));
    for (const name of Object.keys(labels)) {
      for (const entry of this.byLabel.get(name)?.get(labels[name]) ?? []) {
        if (selectsLabels(entry.selector, labels)) found.push(entry);
      }
    }
    return found.sort((a, b) => a.order - b.order).map(({ item }) => item);
  }

  private entriesFor(selector: unknown): Array<Entry<T>> {
    const matchLabels = matchLabelsOf(selector);
    const [name] = Object.keys(matchLabels);
    if (name === undefined) return this.others;
    let byValue = this.byLabel.get(name);
    if (!byValue) this.byLabel.set(name, byValue = new Map());
    let entries = byValue.get(matchLabels[name]);
    if (!entries) byValue.set(matchLabels[name], entries = []);
    return entries;
  }
}

interface Entry<T> {
  readonly selector: unknown;
  readonly item: T;
  readonly order: number;
}

function matchLabelsOf(selector: unknown): { readonly [name: string]: unknown } {
  return isObject(selector) && isObject(selector.matchLabels) ? selector.matchLabels : {};
}

/** As {@link selects}, without reading again what was read when the selector came: most ask for labels alone. */
function selectsLabels(selector: unknown, labels: Labels): boolean {
  if (isObject(selector) && !isUnset(selector.matchExpressions)) return selects(selector, labels);
  const matchLabels = matchLabelsOf(selector);
  return Object.keys(matchLabels).every(name => Object.hasOwn(labels, name) && labels[name] === matchLabels[name]);
}

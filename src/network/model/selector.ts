import { isObject } from '../../kubernetes/json';
import { labelRequirements, LabelSelectorRequirement, meets } from '../../kubernetes/label-selector';
import { isLabelKey, isLabelValue } from './label-syntax';

const known = new Map<string, Selector>();

/** A label selector that was read; there is one of each, so that equal selectors are the same object. */
export class Selector {
  public static readonly EVERYTHING = Selector.of({});

  /**
   * Reads the selector of a policy, which selects everything where it is absent.
   *
   * @throws when the API server would refuse it.
   */
  public static of(json: unknown): Selector {
    const isAbsent = json === undefined || json === null;
    const read = isAbsent ? [] : labelRequirements(withEmptyLabels(json)).map(checked).map(inOrder);
    const byText = new Map(read.map(requirement => [textOf(requirement), requirement]));
    const texts = [...byText.keys()].sort();
    const text = texts.join(',');
    let selector = known.get(text);
    if (!selector) known.set(text, selector = new Selector(texts.map(one => byText.get(one)!), text));
    return selector;
  }

  /** @param text as people write it: `app=web,tier in (api, db),!legacy`; empty for everything */
  private constructor(public readonly requirements: readonly LabelSelectorRequirement[], public readonly text: string) {}

  public get isEmpty(): boolean {
    return this.requirements.length === 0;
  }

  public selects(labels: Readonly<Record<string, string>>): boolean {
    return this.requirements.every(requirement => meets(labels, requirement));
  }
}

/** Kubernetes reads the value null of a label as an empty one. */
function withEmptyLabels(json: unknown): unknown {
  if (!isObject(json) || !isObject(json.matchLabels) || !Object.values(json.matchLabels).includes(null)) return json;
  return { ...json, matchLabels: Object.fromEntries(Object.entries(json.matchLabels).map(([key, value]) => [key, value ?? ''])) };
}

function checked(requirement: LabelSelectorRequirement): LabelSelectorRequirement {
  const { key, values = [] } = requirement;
  const value = values.find(one => !isLabelValue(one));
  if (!isLabelKey(key)) throw new Error(`Malformed label selector: ${JSON.stringify(key)} is no key of a label.`);
  if (value !== undefined) throw new Error(`Malformed label selector: ${JSON.stringify(value)}, for ${key}, is no value of a label.`);
  return requirement;
}

function inOrder({ key, operator, values = [] }: LabelSelectorRequirement): LabelSelectorRequirement {
  return { key, operator, values: [...new Set(values)].sort() };
}

function textOf({ key, operator, values = [] }: LabelSelectorRequirement): string {
  switch (operator) {
    case 'In': return values.length === 1 ? `${key}=${values[0]}` : `${key} in (${values.join(', ')})`;
    case 'NotIn': return values.length === 1 ? `${key}!=${values[0]}` : `${key} not in (${values.join(', ')})`;
    case 'Exists': return key;
    case 'DoesNotExist': return `!${key}`;
  }
}

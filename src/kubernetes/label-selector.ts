import { FieldPath, formatPath } from './field-path';
import { isObject, JsonObject } from './json';

/** What selects by labels: every entry of both fields has to match. */
export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly LabelSelectorRequirement[];
}

export interface LabelSelectorRequirement {
  readonly key: string;
  readonly operator: LabelSelectorOperator;
  readonly values?: readonly string[];
}

export type LabelSelectorOperator = 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';

/**
 * Whether the selector selects an object with these labels: an absent selector selects nothing, an empty one everything.
 *
 * @throws when the API server would refuse the selector.
 */
export function selects(selector: unknown, labels: Readonly<Record<string, string>>): boolean {
  if (isAbsent(selector)) return false;
  return labelRequirements(selector).every(requirement => meets(labels, requirement));
}

/**
 * Whether the selector is there and selects everything.
 *
 * @throws when the API server would refuse the selector.
 */
export function isEmptySelector(selector: unknown): boolean {
  return !isAbsent(selector) && labelRequirements(selector).length === 0;
}

/** Whether an object with these labels is one that the requirement asks for. */
export function meets(labels: Readonly<Record<string, string>>, { key, operator, values = [] }: LabelSelectorRequirement): boolean {
  const isPresent = Object.hasOwn(labels, key);
  switch (operator) {
    case 'In': return isPresent && values.includes(labels[key]);
    case 'NotIn': return !isPresent || !values.includes(labels[key]);
    case 'Exists': return isPresent;
    case 'DoesNotExist': return !isPresent;
  }
}

/**
 * What a selector that is there asks for, none of it for one that selects everything. It reads the whole selector, so that a malformed entry
 * never hides behind one that does not match.
 *
 * @throws when the API server would refuse the selector.
 */
export function labelRequirements(selector: unknown): LabelSelectorRequirement[] {
  const { matchLabels, matchExpressions } = fieldsAt([], selector, ['matchLabels', 'matchExpressions']);
  return [
    ...requirementsOfLabels(matchLabels),
    ...listAt(['matchExpressions'], matchExpressions).map(requirementOf),
  ];
}

function requirementsOfLabels(matchLabels: unknown): LabelSelectorRequirement[] {
  if (isAbsent(matchLabels)) return [];
  return Object.entries(objectAt(['matchLabels'], matchLabels))
    .map(([key, value]) => ({ key: keyAt(['matchLabels', key], key), operator: 'In', values: [stringAt(['matchLabels', key], value)] }));
}

function requirementOf(expression: unknown, index: number): LabelSelectorRequirement {
  const path = ['matchExpressions', index];
  const fields = fieldsAt(path, expression, ['key', 'operator', 'values']);
  const key = keyAt([...path, 'key'], fields.key);
  const operator = operatorAt([...path, 'operator'], fields.operator);
  const values = listAt([...path, 'values'], fields.values).map((value, at) => stringAt([...path, 'values', at], value));

  const comparesValues = operator === 'In' || operator === 'NotIn';
  if (comparesValues && values.length === 0) throw malformed([...path, 'values'], fields.values, `${operator} needs at least one value`);
  if (!comparesValues && values.length > 0) throw malformed([...path, 'values'], fields.values, `${operator} takes no values`);
  return { key, operator, values };
}

function operatorAt(path: FieldPath, value: unknown): LabelSelectorOperator {
  switch (value) {
    case 'In':
    case 'NotIn':
    case 'Exists':
    case 'DoesNotExist':
      return value;
    default:
      throw malformed(path, value, 'it must be In, NotIn, Exists or DoesNotExist');
  }
}

/** A field that Kubernetes does not know is refused: were `matchLabel` passed over, the selector would select everything. */
function fieldsAt(path: FieldPath, value: unknown, known: readonly string[]): JsonObject {
  const fields = objectAt(path, value);
  const unknownField = Object.keys(fields).find(field => !known.includes(field));
  if (unknownField !== undefined) throw malformed([...path, unknownField], fields[unknownField], `the only fields are ${known.join(', ')}`);
  return fields;
}

function objectAt(path: FieldPath, value: unknown): JsonObject {
  if (!isObject(value)) throw malformed(path, value, 'it must be an object');
  return value;
}

function listAt(path: FieldPath, value: unknown): readonly unknown[] {
  if (isAbsent(value)) return [];
  if (!Array.isArray(value)) throw malformed(path, value, 'it must be a list');
  return value;
}

function keyAt(path: FieldPath, value: unknown): string {
  if (typeof value !== 'string' || value === '') throw malformed(path, value, 'it must be a label key');
  return value;
}

function stringAt(path: FieldPath, value: unknown): string {
  if (typeof value !== 'string') throw malformed(path, value, 'it must be a string');
  return value;
}

function isAbsent(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

function malformed(path: FieldPath, value: unknown, rule: string): Error {
  const place = path.length === 0 ? 'the selector' : formatPath(path);
  const found = value === undefined ? 'absent' : JSON.stringify(value);
  return new Error(`Malformed label selector: ${place} is ${found}; ${rule}.`);
}

import { ContainerRole } from '../kubernetes/container';
import { parsePath } from '../kubernetes/field-path';
import { Requirement, Scalar } from './requirement';

/**
 * The words that rules are written in. Each makes one requirement and refuses a malformed one where it is declared.
 */

export function isPresent(field: string): Requirement {
  return { op: 'present', field: path(field) };
}

export function isAbsent(field: string): Requirement {
  return { op: 'absent', field: path(field) };
}

/** The field is there, if only as `{}`: for structs that the API server keeps as pointers. */
export function isDeclared(field: string): Requirement {
  return { op: 'declared', field: path(field) };
}

export function isNotDeclared(field: string): Requirement {
  return { op: 'undeclared', field: path(field) };
}

export function declaresOnly(field: string, ...names: string[]): Requirement {
  return { op: 'declares-only', field: path(field), names };
}

export function equals(field: string, value: Scalar): Requirement {
  return { op: 'equals', field: path(field), value };
}

export function isTrue(field: string): Requirement {
  return equals(field, true);
}

export function isFalse(field: string): Requirement {
  return equals(field, false);
}

/** Unset is fine. */
export function isNot(field: string, value: Scalar): Requirement {
  return { op: 'not-equals', field: path(field), value };
}

/** Unset is fine. */
export function isNotTrue(field: string): Requirement {
  return isNot(field, true);
}

export function isOneOf(field: string, ...values: Scalar[]): Requirement {
  return { op: 'one-of', field: path(field), values, orUnset: false };
}

export function isOneOfOrUnset(field: string, ...values: Scalar[]): Requirement {
  return { op: 'one-of', field: path(field), values, orUnset: true };
}

export function isAtLeast(field: string, min: number): Requirement {
  return { op: 'in-range', field: path(field), min, orUnset: false };
}

export function isAtLeastOrUnset(field: string, min: number): Requirement {
  return { op: 'in-range', field: path(field), min, orUnset: true };
}

export function quantityIsAtMost(field: string, other: string): Requirement {
  return { op: 'quantity-at-most', field: path(field), other: path(other) };
}

/**
 * @param pattern matched against the whole text, in the subset that JavaScript and RE2 share: no lookaround, no
 *   back-references, no `\A`, `\z` or `\C`.
 */
export function matches(field: string, pattern: string): Requirement {
  return { op: 'matches', field: path(field), pattern: sharedPattern(pattern), orUnset: false };
}

export function matchesOrUnset(field: string, pattern: string): Requirement {
  return { op: 'matches', field: path(field), pattern: sharedPattern(pattern), orUnset: true };
}

export function imageIsPinnedBy(field: string, pinnedBy: 'tag-or-digest' | 'digest'): Requirement {
  return { op: 'image', field: path(field), pinnedBy };
}

export function allOf(...parts: Requirement[]): Requirement {
  return { op: 'all-of', parts };
}

/** One of the parts holds. The first is what people are told to mend. */
export function anyOf(...parts: Requirement[]): Requirement {
  if (parts.length === 0) throw new Error('anyOf needs at least one part: nothing could ever meet it.');
  return { op: 'any-of', parts };
}

export function noneOf(...parts: Requirement[]): Requirement {
  return { op: 'none-of', parts };
}

/** The part, unless the condition holds. */
export function unless(condition: Requirement, part: Requirement): Requirement {
  return { op: 'unless', condition, part };
}

export function every(field: string, each: Requirement): Requirement {
  return { op: 'every', field: path(field), each };
}

export function some(field: string, each: Requirement): Requirement {
  return { op: 'some', field: path(field), each };
}

/** The list of texts or numbers has this item. */
export function contains(field: string, item: Scalar): Requirement {
  return worded(some(field, equals('', item)), `must contain ${JSON.stringify(item)}`);
}

/** The entry of a map of texts under this key; there may be none. */
export function entryOrUnset(field: string, key: string, each: Requirement): Requirement {
  return { op: 'every-entry', field: path(field), keyPrefix: key, whole: true, each };
}

export function everyEntry(field: string, keyPrefix: string, each: Requirement): Requirement {
  return { op: 'every-entry', field: path(field), keyPrefix, each };
}

/** Within a container: the entry of its pod's map under this prefix and its name, such as an annotation of old. */
export function entryOfContainer(field: string, keyPrefix: string, each: Requirement): Requirement {
  return { op: 'entry-of-container', field: path(field), keyPrefix, each };
}

export function everyContainer(...parts: Requirement[]): Requirement {
  return { op: 'every-container', each: parts.length === 1 ? parts[0] : allOf(...parts) };
}

export function everyContainerOf(roles: readonly ContainerRole[], ...parts: Requirement[]): Requirement {
  return { op: 'every-container', roles, each: allOf(...parts) };
}

/** Within a container: judged at its pod. */
export function inPod(part: Requirement): Requirement {
  return { op: 'in-pod', part };
}

/** What holds from which minor of Kubernetes on. */
export function bySince(...variants: Array<{ readonly since: number; readonly part: Requirement }>): Requirement {
  variants.forEach(({ since }, i) => {
    if (i > 0 && since <= variants[i - 1].since) throw new Error(`bySince: minor ${since} must come after ${variants[i - 1].since}.`);
  });
  return { op: 'by-since', variants };
}

/** A Windows pod knows none of the Linux-only fields. */
export function unlessWindows(part: Requirement): Requirement {
  return unless(inPod(equals('spec.os.name', 'windows')), part);
}

/** As the restricted standard excuses Windows: from 1.25 on, where the pod must say so itself. Before, nobody is excused. */
export function unlessWindowsSince25(part: Requirement): Requirement {
  return bySince({ since: 0, part }, { since: 25, part: unlessWindows(part) });
}

/** Nobody asks for a user id where the platform gives one, as OpenShift does. */
export function unlessPlatformAssignsUserIds(part: Requirement): Requirement {
  return { op: 'unless-platform-assigns-user-ids', part };
}

/** Says a requirement in words of its own, which follow the field's name: `must …`. */
export function worded(part: Requirement, expectation: string): Requirement {
  if (!/^must /.test(expectation)) throw new Error(`'${expectation}' should read 'must …': it follows the name of a field.`);
  return { op: 'worded', part, expectation };
}

function path(field: string): string {
  parsePath(field);
  return field;
}

const NOT_SHARED = /\(\?[=!<]|\\[1-9AzZC]|\\k</;

function sharedPattern(pattern: string): string {
  if (NOT_SHARED.test(pattern)) throw new Error(`The pattern ${pattern} uses what JavaScript and RE2 do not share.`);
  new RegExp(pattern, 'u');
  return pattern;
}

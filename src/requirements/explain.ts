import { FieldPath, formatPath, parsePath } from '../kubernetes/field-path';
import { isObject } from '../kubernetes/json';
import { expectationOf, negatedExpectationOf } from './expectation';
import { fieldReader } from './field-reader';
import { Place, placeOfPod } from './place';
import { isMeant, nameOf, Predicate, predicateOf, variantFor } from './predicate';
import { EveryEntry, Requirement } from './requirement';
import { TargetFacts } from './target-facts';
import { Violation } from './violation';

/** Says where and why a requirement does not hold: the slow path, walked only after the fast one said no. */
export function explain(requirement: Requirement, place: Place, target: TargetFacts): Violation[] {
  const descend = (part: Requirement, at: Place = place) => explain(part, at, target);
  if (compiled(requirement, target)(place.value, place)) return [];

  switch (requirement.op) {
    case 'all-of': return requirement.parts.flatMap(part => descend(part));
    case 'any-of': return descend(requirement.parts[0]);
    case 'none-of': return requirement.parts
      .filter(part => compiled(part, target)(place.value, place))
      .map(part => violationAt(part, place, negatedExpectationOf(part)));
    case 'unless': return descend(requirement.part);
    case 'every': return everyItem(requirement.field, place, requirement, item => descend(requirement.each, item));
    case 'every-entry': return everyEntry(requirement, place, entry => descend(requirement.each, entry));
    case 'entry-of-container': {
      const key = requirement.keyPrefix + nameOf(place.value);
      const map = fieldReader(requirement.field)(place.pod!.template);
      if (!isObject(map)) return [violationAt(requirement, placeOfPod(place.pod!), 'must be a map')];
      return descend(requirement.each, { ...placeOfPod(place.pod!), value: map[key] ?? '', path: [...place.pod!.path, ...parsePath(requirement.field), key] });
    }
    case 'every-container': return place.pod!.containers
      .filter(({ role }) => requirement.roles?.includes(role) ?? true)
      .flatMap(container => descend(requirement.each, {
        value: container.json,
        path: [...place.pod!.path, ...container.path],
        knownUpTo: place.pod!.path.length + container.path.length,
        pod: place.pod,
        container,
      }));
    case 'in-pod': return descend(requirement.part, placeOfPod(place.pod!));
    case 'by-since': return descend(variantFor(requirement.variants, target.minor)!.part);
    case 'unless-platform-assigns-user-ids': return descend(requirement.part);
    case 'worded': return reworded(descend(requirement.part), requirement.expectation);
    default: return [violationAt(requirement, place, expectationOf(requirement))];
  }
}

const compiledFor = new WeakMap<TargetFacts, WeakMap<Requirement, Predicate>>();

/** Every part of a requirement is asked again on the way to the violations: each is compiled once for a run. */
function compiled(requirement: Requirement, target: TargetFacts): Predicate {
  let known = compiledFor.get(target);
  if (!known) compiledFor.set(target, known = new WeakMap());
  let predicate = known.get(requirement);
  if (!predicate) known.set(requirement, predicate = predicateOf(requirement, target));
  return predicate;
}

function everyItem(field: string, place: Place, whole: Requirement, judge: (item: Place) => Violation[]): Violation[] {
  const items = fieldReader(field)(place.value);
  if (!Array.isArray(items)) return [violationAt(whole, place, 'must be a list')];
  return items.flatMap((value, index) => judge({ ...place, value, path: [...place.path, ...parsePath(field), index] }));
}

function everyEntry(requirement: EveryEntry, place: Place, judge: (entry: Place) => Violation[]): Violation[] {
  const map = fieldReader(requirement.field)(place.value);
  if (!isObject(map)) return [violationAt(requirement, place, 'must be a map')];
  return Object.keys(map)
    .filter(key => isMeant(key, requirement))
    .flatMap(key => judge({ ...place, value: map[key] ?? '', path: [...place.path, ...parsePath(requirement.field), key] }));
}

/** Several violations of one worded requirement at one place are one: the words say it all. */
function reworded(violations: Violation[], expectation: string): Violation[] {
  return violations.map(violation => ({ ...violation, message: withFinding(expectation, violation.value) }));
}

function violationAt(requirement: Requirement, place: Place, expectation: string): Violation {
  const field = fieldOf(requirement);
  const path = [...place.path, ...parsePath(field)];
  const value = fieldReader(field)(place.value);
  return {
    path,
    field: formatPath(fieldFromHere(path, place)),
    message: withFinding(expectation, value),
    ...place.container && { container: place.container.name },
    ...value !== undefined && { value },
  };
}

/** The part of the path that a reader is not told otherwise. */
function fieldFromHere(path: FieldPath, place: Place): FieldPath {
  const rest = path.slice(place.knownUpTo);
  return rest.length === 0 ? path : rest;
}

function fieldOf(requirement: Requirement): string {
  return 'field' in requirement ? requirement.field : '';
}

/** Adds what was found, where that is one value. */
function withFinding(expectation: string, value: unknown): string {
  if (value === undefined) return /^must not /.test(expectation) ? expectation : `${expectation}, is unset`;
  if (typeof value === 'object') return expectation;
  if (expectation === `must not be ${JSON.stringify(value)}`) return expectation;
  return `${expectation}, is ${JSON.stringify(value)}`;
}

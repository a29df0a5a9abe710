import { parsePath } from '../kubernetes/field-path';
import { ImageReference } from '../kubernetes/image-reference';
import { isObject } from '../kubernetes/json';
import { Quantity } from '../kubernetes/quantity';
import { fieldReader } from './field-reader';
import { Place } from './place';
import { EveryEntry, Requirement } from './requirement';
import { TargetFacts } from './target-facts';

/** Whether a requirement holds at a place: the fast path, which says nothing but yes or no. */
export type Predicate = (value: unknown, place: Place) => boolean;

/** Compiles a requirement for a target. */
export function predicateOf(requirement: Requirement, target: TargetFacts): Predicate {
  const compile = (part: Requirement) => predicateOf(part, target);
  switch (requirement.op) {
    case 'present': return reading(requirement.field, found => found !== undefined);
    case 'absent': return reading(requirement.field, found => found === undefined);
    case 'declared': return declared(requirement.field);
    case 'undeclared': {
      const isThere = declared(requirement.field);
      return (value, place) => !isThere(value, place);
    }
    case 'declares-only': {
      const read = fieldReader(requirement.field);
      return value => {
        const fields = read(value);
        return fields === undefined || (isObject(fields)
          && Object.keys(fields).every(name => requirement.names.includes(name) || fields[name] === null || fields[name] === undefined));
      };
    }
    case 'equals': return reading(requirement.field, found => found === requirement.value);
    case 'not-equals': return reading(requirement.field, found => found !== requirement.value);
    case 'one-of': return reading(requirement.field, found =>
      found === undefined ? requirement.orUnset : (requirement.values as readonly unknown[]).includes(found));
    case 'in-range': return reading(requirement.field, found =>
      found === undefined ? requirement.orUnset : Number.isInteger(found) && (found as number) >= requirement.min);
    case 'matches': {
      const pattern = new RegExp(`^(?:${requirement.pattern})$`, 'u');
      return reading(requirement.field, found =>
        found === undefined ? requirement.orUnset : typeof found === 'string' && pattern.test(found));
    }
    case 'image': return reading(requirement.field, found => {
      const image = ImageReference.parse(found);
      return image !== undefined && (requirement.pinnedBy === 'digest' ? image.isPinned : !image.hasMovingTag);
    });
    case 'quantity-at-most': {
      const read = fieldReader(requirement.field);
      const readOther = fieldReader(requirement.other);
      return value => {
        const quantity = Quantity.parse(read(value));
        const other = Quantity.parse(readOther(value));
        return quantity === undefined || other === undefined || !other.isLessThan(quantity);
      };
    }
    case 'all-of': {
      const parts = requirement.parts.map(compile);
      return (value, place) => parts.every(part => part(value, place));
    }
    case 'any-of': {
      const parts = requirement.parts.map(compile);
      return (value, place) => parts.some(part => part(value, place));
    }
    case 'none-of': {
      const parts = requirement.parts.map(compile);
      return (value, place) => !parts.some(part => part(value, place));
    }
    case 'unless': {
      const condition = compile(requirement.condition);
      const part = compile(requirement.part);
      return (value, place) => condition(value, place) || part(value, place);
    }
    case 'every': {
      const each = compile(requirement.each);
      return list(requirement.field, true, (items, place) => items.every(item => each(item, place)));
    }
    case 'some': {
      const each = compile(requirement.each);
      return list(requirement.field, false, (items, place) => items.some(item => each(item, place)));
    }
    case 'every-entry': {
      const each = compile(requirement.each);
      const read = fieldReader(requirement.field);
      return (value, place) => {
        const map = read(value);
        if (map === undefined) return true;
        return isObject(map) && Object.keys(map).every(key => !isMeant(key, requirement) || each(map[key] ?? '', place));
      };
    }
    case 'entry-of-container': {
      const each = compile(requirement.each);
      const read = fieldReader(requirement.field);
      return (value, place) => {
        const map = read(place.pod!.template);
        const key = requirement.keyPrefix + nameOf(value);
        if (map === undefined) return true;
        return isObject(map) && (!Object.hasOwn(map, key) || each(map[key] ?? '', place));
      };
    }
    case 'every-container': {
      const each = compile(requirement.each);
      const { roles } = requirement;
      return (_, place) => {
        for (const container of place.pod!.containers) {
          if ((roles === undefined || roles.includes(container.role)) && !each(container.json, place)) return false;
        }
        return true;
      };
    }
    case 'in-pod': {
      const part = compile(requirement.part);
      return (_, place) => part(place.pod!.template, place);
    }
    case 'by-since': {
      const variant = variantFor(requirement.variants, target.minor);
      return variant ? compile(variant.part) : () => true;
    }
    case 'unless-platform-assigns-user-ids': return target.platformAssignsUserIds ? () => true : compile(requirement.part);
    case 'worded': return compile(requirement.part);
  }
}

/** Whether a requirement about the entries of a map means this one. */
export function isMeant(key: string, { keyPrefix, whole }: EveryEntry): boolean {
  return whole ? key === keyPrefix : key.startsWith(keyPrefix);
}

/** The name of a container, empty where it has none. */
export function nameOf(container: unknown): string {
  return isObject(container) && typeof container.name === 'string' ? container.name : '';
}

/** The variant in force for a minor. */
export function variantFor<V extends { readonly since: number }>(variants: readonly V[], minor: number): V | undefined {
  return variants.filter(({ since }) => since <= minor).pop();
}

function declared(field: string): Predicate {
  const path = parsePath(field);
  return value => {
    let current = value;
    for (const step of path) {
      if (typeof current !== 'object' || current === null || !Object.hasOwn(current, step)) return false;
      current = (current as Record<string | number, unknown>)[step];
    }
    return current !== undefined && current !== null;
  };
}

function reading(field: string, test: (found: unknown) => boolean): Predicate {
  const read = fieldReader(field);
  return value => test(read(value));
}

/** A value where a list belongs meets nothing: the API server refuses it, and so do we. */
function list(field: string, whenUnset: boolean, test: (items: readonly unknown[], place: Place) => boolean): Predicate {
  const read = fieldReader(field);
  return (value, place) => {
    const items = read(value);
    if (items === undefined) return whenUnset;
    return Array.isArray(items) && test(items, place);
  };
}

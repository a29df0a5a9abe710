import { createHash } from 'node:crypto';
import { Waiver } from './waiver';

/** The key of every annotation by which an object tells of a waiver begins like this. */
const PREFIX = 'cdk8s-hardened/waiver.';

/** So long the part of a key after the slash may be. */
const LONGEST_NAME = 63;
const NAME_PREFIX = PREFIX.slice(PREFIX.indexOf('/') + 1);

/** Characters that YAML, or a terminal that shows it, would not leave as they are. */
const DELICATE = /[^\u0020-\u007e\u00a1-\u1fff\u2070-\ud7ff\ue000-\ufdff]/gu;

export interface WaiverAnnotation {
  readonly key: string;
  readonly value: string;
}

/**
 * How an object tells that a waiver was used on it: the key is made of the rule and of what the waiver is narrowed to, so that it stays the same as
 * long as the waiver is for the same; the value is a line of JSON with the reason, and expiry, ticket and owner where there are any.
 */
export function waiverAnnotation({ control, ruleIds: [ruleId], container, values, path, reason, expires, ticket, owner }: Waiver): WaiverAnnotation {
  const narrowed = [...container === undefined ? placeOfContainer(control, values) : [container], ...values, ...path === undefined ? [] : [path]];
  return { key: PREFIX + keyName([ruleId, ...narrowed]), value: asciiJson({ reason, expires, ticket, owner }) };
}

/** A value that could be the name of a container must not be taken for one. */
function placeOfContainer(control: string, values: readonly string[]): string[] {
  return control !== 'podSecurityLevel' && values.some(value => /^[a-z0-9-]+$/.test(value)) ? ['-'] : [];
}

/** Parts that no key may hold, or too many of them, are told apart by a hash. */
function keyName(parts: readonly string[]): string {
  const plain = parts.join('.');
  const name = plain.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/[^A-Za-z0-9]+$/, '');
  const longest = LONGEST_NAME - NAME_PREFIX.length;
  if (name === plain && name.length <= longest) return name;
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 8);
  return `${name.slice(0, longest - hash.length - 1).replace(/[^A-Za-z0-9]+$/, '')}-${hash}`;
}

/** JSON, with everything escaped that is not plainly visible. */
function asciiJson(value: object): string {
  return JSON.stringify(value).replace(DELICATE, characters => [...Array(characters.length).keys()]
    .map(i => `\\u${characters.charCodeAt(i).toString(16).padStart(4, '0')}`).join(''));
}

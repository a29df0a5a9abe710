import * as fc from 'fast-check';
import { ContainerRole } from '../../src/kubernetes/container';
import { formatPath } from '../../src/kubernetes/field-path';
import { Pod } from '../../src/kubernetes/pod';
import { explain } from '../../src/requirements/explain';
import { Place } from '../../src/requirements/place';
import { predicateOf } from '../../src/requirements/predicate';
import { Requirement } from '../../src/requirements/requirement';
import {
  allOf, anyOf, bySince, contains, equals, every, everyContainer, everyContainerOf, everyEntry, imageIsPinnedBy, inPod, isAbsent, isAtLeast,
  isAtLeastOrUnset, isFalse, isNot, isNotTrue, isOneOf, isOneOfOrUnset, isPresent, isTrue, matches, matchesOrUnset, noneOf, quantityIsAtMost, some,
  unless, unlessPlatformAssignsUserIds, unlessWindows, worded,
} from '../../src/requirements/vocabulary';

const TARGET = { minor: 31, platformAssignsUserIds: false };

function place(value: unknown): Place {
  return { value, path: [], knownUpTo: 0 };
}

function podPlace(template: object): Place {
  return { value: template, path: [], knownUpTo: 0, pod: new Pod(template as Record<string, unknown>, []) };
}

function holds(requirement: Requirement, at: Place, target = TARGET): boolean {
  return predicateOf(requirement, target)(at.value, at);
}

function said(requirement: Requirement, at: Place): string[] {
  return explain(requirement, at, TARGET).map(({ container, path, message }) => `${container ?? '-'} ${formatPath(path)} ${message}`);
}

describe('a leaf', () => {
  test.each<[string, Requirement, unknown, string[]]>([
    ['present', isPresent('a.b'), { a: { b: 0 } }, []],
    ['present, but null', isPresent('a.b'), { a: { b: null } }, ['- a.b must be set, is unset']],
    ['present, but an empty object', isPresent('a'), { a: {} }, ['- a must be set, is unset']],
    ['present, but an empty list', isPresent('a'), { a: [] }, ['- a must be set, is unset']],
    ['present, below a text', isPresent('a.b'), { a: 'text' }, ['- a.b must be set, is unset']],
    ['absent', isAbsent('a'), { a: 1 }, ['- a must not be set, is 1']],
    ['equals', equals('a', 'x'), { a: 'y' }, ['- a must be "x", is "y"']],
    ['true', isTrue('a'), {}, ['- a must be true, is unset']],
    ['true, but the text', isTrue('a'), { a: 'true' }, ['- a must be true, is "true"']],
    ['false', isFalse('a'), { a: true }, ['- a must be false, is true']],
    ['not', isNot('a', 0), { a: 0 }, ['- a must not be 0']],
    ['not, unset', isNot('a', 0), {}, []],
    ['not true', isNotTrue('a'), { a: true }, ['- a must not be true']],
    ['one of', isOneOf('a', 'x', 'y'), { a: 'z' }, ['- a must be one of "x", "y", is "z"']],
    ['one of, unset', isOneOf('a', 'x', 'y'), {}, ['- a must be one of "x", "y", is unset']],
    ['one of or unset', isOneOfOrUnset('a', 'x'), {}, []],
    ['at least', isAtLeast('a', 1), { a: 0 }, ['- a must be 1 or above, is 0']],
    ['at least, a text', isAtLeast('a', 1), { a: '1' }, ['- a must be 1 or above, is "1"']],
    ['at least or unset', isAtLeastOrUnset('a', 1), {}, []],
    ['matches the whole text', matches('a', 'v[0-9]+'), { a: 'xv1' }, ['- a must match v[0-9]+, is "xv1"']],
    ['matches no line of several', matches('a', 'v[0-9]+'), { a: 'v1\nx' }, ['- a must match v[0-9]+, is "v1\\nx"']],
    ['matches or unset', matchesOrUnset('a', 'x'), {}, []],
    ['a key with dots', isTrue("a['b.c/d']"), { a: { 'b.c/d': false } }, ["- a['b.c/d'] must be true, is false"]],
    ['an inherited property', isPresent('constructor'), {}, ['- constructor must be set, is unset']],
    ['a list that contains', contains('a', 'ALL'), { a: ['ALL'] }, []],
    ['a list that does not contain', contains('a', 'ALL'), { a: ['all'] }, ['- a must contain "ALL"']],
    ['a quantity', quantityIsAtMost('a', 'b'), { a: '1Gi', b: '1G' }, ['- a must not be above b, is "1Gi"']],
    ['an equal quantity in other words', quantityIsAtMost('a', 'b'), { a: 1, b: '1000m' }, []],
    ['an image without a tag', imageIsPinnedBy('a', 'tag-or-digest'), { a: 'r:5000/x' }, ['- a must name a tag other than latest, or a digest, is "r:5000/x"']],
    ['latest with a digest', imageIsPinnedBy('a', 'tag-or-digest'), { a: `x:latest@sha256:${'a'.repeat(64)}` }, []],
    ['an image without a digest', imageIsPinnedBy('a', 'digest'), { a: 'x:1' }, ['- a must name a digest, is "x:1"']],
  ])('%s', (_, requirement, value, expected) => {
    expect(said(requirement, place(value))).toEqual(expected);
  });
});

describe('a combination', () => {
  test.each<[string, Requirement, unknown, string[]]>([
    [
      'all of: each part that fails',
      allOf(isTrue('a'), isTrue('b'), isTrue('c')),
      { b: true },
      ['- a must be true, is unset', '- c must be true, is unset'],
    ],
    ['any of: the first is what people are told', anyOf(isTrue('a'), isTrue('b')), {}, ['- a must be true, is unset']],
    ['any of: one is enough', anyOf(isTrue('a'), isTrue('b')), { b: true }, []],
    ['none of: the part that holds', noneOf(isTrue('a'), isPresent('b')), { b: 1 }, ['- b must not be set, is 1']],
    ['unless: only the part is spoken of', unless(isTrue('a'), isTrue('b')), {}, ['- b must be true, is unset']],
    ['every item', every('a', isNotTrue('b')), { a: [{}, { b: true }] }, ['- a[1].b must not be true']],
    ['every item of what is no list', every('a', isNotTrue('b')), { a: 'x' }, ['- a must be a list, is "x"']],
    ['every item itself', every('a', isOneOf('', 'x')), { a: ['x', 'y'] }, ['- a[1] must be "x", is "y"']],
    ['some item', some('a', isTrue('b')), { a: [{ b: true }, {}] }, []],
    ['some item of nothing', worded(some('a', isTrue('b')), 'must have a b'), {}, ['- a must have a b, is unset']],
    ['every entry with the prefix', everyEntry('a', 'x/', equals('', 'y')), { a: { 'x/1': 'z', 'w': 'z' } }, ["- a['x/1'] must be \"y\", is \"z\""]],
  ])('%s', (_, requirement, value, expected) => {
    expect(said(requirement, place(value))).toEqual(expected);
  });

  test('a version decides: the greatest that is not above the target', () => {
    const requirement = bySince({ since: 19, part: isTrue('new') }, { since: 31, part: isTrue('newer') });
    const verdicts = [18, 19, 30, 31, 37].map(minor => holds(requirement, place({ new: true }), { ...TARGET, minor }));
    expect(verdicts).toEqual([true, true, true, false, false]);
  });

  test('what a platform assigns is not asked for there', () => {
    const requirement = unlessPlatformAssignsUserIds(isPresent('runAsUser'));
    expect([true, false].map(platformAssignsUserIds => holds(requirement, place({}), { minor: 31, platformAssignsUserIds }))).toEqual([true, false]);
  });
});

describe('over the containers of a pod', () => {
  const template = {
    spec: {
      securityContext: { runAsNonRoot: false },
      initContainers: [{ name: 'setup' }, { name: 'proxy', restartPolicy: 'Always' }],
      containers: [{ name: 'app', ok: true }, {}],
      ephemeralContainers: [{ name: 'debug' }],
    },
  };

  test('every container is asked: init, sidecar, app and ephemeral ones', () => {
    expect(said(everyContainer(isTrue('ok')), podPlace(template))).toEqual([
      'setup spec.initContainers[0].ok must be true, is unset',
      'proxy spec.initContainers[1].ok must be true, is unset',
      'spec.containers[1] spec.containers[1].ok must be true, is unset',
      'debug spec.ephemeralContainers[0].ok must be true, is unset',
    ]);
  });

  test('roles narrow it', () => {
    expect(said(everyContainerOf([ContainerRole.SIDECAR], isTrue('ok')), podPlace(template))).toEqual([
      'proxy spec.initContainers[1].ok must be true, is unset',
    ]);
  });

  test('within a container the pod is reached, and spoken of without the container', () => {
    expect(said(everyContainerOf([ContainerRole.SIDECAR], inPod(isTrue('spec.securityContext.runAsNonRoot'))), podPlace(template))).toEqual([
      '- spec.securityContext.runAsNonRoot must be true, is false',
    ]);
  });

  test('a Windows pod is spared what only Linux knows', () => {
    const windows = { spec: { os: { name: 'windows' }, containers: [{ name: 'app' }] } };
    expect(holds(everyContainer(unlessWindows(isTrue('ok'))), podPlace(windows))).toBe(true);
  });
});

describe('a malformed declaration is refused where it is made', () => {
  test.each<[string, () => unknown, string]>([
    ['a path', () => isTrue('a..b'), "'a..b' is not a field path: cannot read it from character 2 on."],
    ['a lookahead', () => matches('a', '(?=x)'), 'The pattern (?=x) uses what JavaScript and RE2 do not share.'],
    ['a back-reference', () => matches('a', '(x)\\1'), 'The pattern (x)\\1 uses what JavaScript and RE2 do not share.'],
    ['words', () => worded(isTrue('a'), 'should be'), "'should be' should read 'must …': it follows the name of a field."],
    ['versions out of order', () => bySince({ since: 31, part: isTrue('a') }, { since: 19, part: isTrue('b') }), 'bySince: minor 19 must come after 31.'],
    ['no alternative', () => anyOf(), 'anyOf needs at least one part: nothing could ever meet it.'],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(new Error(message));
  });
});

describe('for any requirement and any object', () => {
  const field = fc.constantFrom('a', 'b', 'a.b', 'c');
  const scalar = fc.constantFrom(true, false, 0, 1, 'x');
  const leaf: fc.Arbitrary<Requirement> = fc.oneof(
    field.map(isPresent), field.map(isAbsent),
    fc.tuple(field, scalar).map(([f, v]) => equals(f, v)), fc.tuple(field, scalar).map(([f, v]) => isNot(f, v)),
    fc.tuple(field, scalar).map(([f, v]) => isOneOf(f, v, 'y')), field.map(f => isAtLeastOrUnset(f, 1)),
  );
  const { requirement } = fc.letrec<{ requirement: Requirement }>(tie => ({
    requirement: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.array(tie('requirement'), { maxLength: 3 }).map(parts => allOf(...parts)),
      fc.array(tie('requirement'), { minLength: 1, maxLength: 3 }).map(parts => anyOf(...parts)),
      fc.array(leaf, { maxLength: 3 }).map(parts => noneOf(...parts)),
      fc.tuple(leaf, tie('requirement')).map(([condition, part]) => unless(condition, part)),
      fc.tuple(field, tie('requirement')).map(([f, each]) => every(f, each)),
    ),
  }));
  const value = fc.oneof(scalar, fc.constant(null), fc.constant({}), fc.constant([]));
  const object = fc.record({
    a: fc.oneof(value, fc.record({ b: value })),
    b: fc.oneof(value, fc.array(fc.record({ a: value }))),
    c: value,
  }, { requiredKeys: [] });

  test('the slow path finds something exactly where the fast one says no', () => {
    fc.assert(fc.property(requirement, object, (rule, json) => {
      expect(explain(rule, place(json), TARGET).length > 0).toBe(!holds(rule, place(json)));
    }), { numRuns: 2000 });
  });

  test('null, {} and [] are all the same', () => {
    const nulled = (json: any): any => {
      if (typeof json !== 'object' || json === null || Object.keys(json).length === 0) return typeof json === 'object' ? null : json;
      if (Array.isArray(json)) return json.map(nulled);
      return Object.fromEntries(Object.entries(json).map(([key, inner]) => [key, nulled(inner)]));
    };
    fc.assert(fc.property(requirement, object, (rule, json) => {
      expect(holds(rule, place(nulled(json)))).toBe(holds(rule, place(json)));
    }), { numRuns: 2000 });
  });

  test('noneOf is the opposite of anyOf', () => {
    fc.assert(fc.property(fc.array(leaf, { minLength: 1, maxLength: 3 }), object, (parts, json) => {
      expect(holds(noneOf(...parts), place(json))).toBe(!holds(anyOf(...parts), place(json)));
    }));
  });
});

import { ContainerRole, RESOURCED } from '../../src/kubernetes/container';
import { celOf, CelRoot } from '../../src/requirements/cel';
import { Requirement } from '../../src/requirements/requirement';
import {
  allOf, anyOf, bySince, contains, declaresOnly, entryOfContainer, equals, every, everyContainer, everyContainerOf, everyEntry, inPod, isAbsent,
  isAtLeast, isAtLeastOrUnset, isDeclared, isFalse, isNot, isNotDeclared, isNotTrue, isOneOf, isOneOfOrUnset, isPresent, isTrue, matches,
  matchesOrUnset, noneOf, quantityIsAtMost, some, unless, unlessPlatformAssignsUserIds, unlessWindows, worded,
} from '../../src/requirements/vocabulary';

const TARGET = { minor: 31, platformAssignsUserIds: false };

/** Judged at the object, whose name is short. */
function cel(requirement: Requirement, target = TARGET): string {
  return celOf(requirement, target, 'object');
}

function celOfPod(requirement: Requirement): string {
  return celOf(requirement, TARGET);
}

describe('a leaf reads its field by optional selection, so that nothing on the way needs to be there', () => {
  test.each<[string, Requirement, string]>([
    ['present', isPresent('a.b'), '!(object.?a.?b.orValue(null) in variables.unset)'],
    ['absent', isAbsent('a.b'), 'object.?a.?b.orValue(null) in variables.unset'],
    ['declared', isDeclared('a.b'), 'object.?a.?b.orValue(null) != null'],
    ['not declared', isNotDeclared('a.b'), 'object.?a.?b.orValue(null) == null'],
    ['declares only', declaresOnly('a', 'b', 'c'), 'object.?a.orValue(null) == null || object.a.all(key, key in [\'b\', \'c\'] || object.a[key] == null)'],
    ['declares nothing', declaresOnly('a'), 'object.?a.orValue(null) == null || object.a.all(key, object.a[key] == null)'],
    ['equals', equals('a', 'x'), 'object.?a.orValue(null) == \'x\''],
    ['true', isTrue('a'), 'object.?a.orValue(null) == true'],
    ['false', isFalse('a'), 'object.?a.orValue(null) == false'],
    ['not', isNot('a', 0), 'object.?a.orValue(null) != 0'],
    ['not true', isNotTrue('a'), 'object.?a.orValue(null) != true'],
    ['one of', isOneOf('a', 'x', 'y'), 'object.?a.orValue(null) in [\'x\', \'y\']'],
    ['one of one', isOneOf('a', 'x'), 'object.?a.orValue(null) == \'x\''],
    ['one of none', isOneOf('a'), 'false'],
    ['one of several types, a list for each', isOneOf('a', 1, 'x', 2, true), 'object.?a.orValue(null) == \'x\' || object.?a.orValue(null) in [1, 2] || object.?a.orValue(null) == true'],
    ['one of or unset', isOneOfOrUnset('a', 'x', 'y'), 'object.?a.orValue(null) == null || object.a in [\'x\', \'y\']'],
    ['at least', isAtLeast('a', 1), 'object.?a.orValue(null) != null && object.a >= 1'],
    ['at least or unset', isAtLeastOrUnset('a', -1), 'object.?a.orValue(null) == null || object.a >= -1'],
    ['matches, over the whole text', matches('a', 'v[0-9]+|x'), 'object.?a.orValue(null) != null && object.a.matches(\'^(?:v[0-9]+|x)$\')'],
    ['matches or unset', matchesOrUnset('a', 'v1\\.0'), 'object.?a.orValue(null) == null || object.a.matches(r\'^(?:v1\\.0)$\')'],
    [
      'a quantity, which raw YAML may write as a number',
      quantityIsAtMost('a', 'b'),
      'object.?a.orValue(null) == null || object.?b.orValue(null) == null || !isQuantity(string(object.a).trim()) || !isQuantity(string(object.b).trim())'
      + ' || !quantity(string(object.a).trim()).isGreaterThan(quantity(string(object.b).trim()))',
    ],
    ['a key that is no identifier', isTrue("a['b.c/d'].e"), 'object.?a[?\'b.c/d\'].?e.orValue(null) == true'],
    ['a key at the end, whose type the checker would guess', equals("a['b.c/d']", 'x'), 'object.?a[?\'b.c/d\'].orValue(dyn(null)) == \'x\''],
    ['a key that CEL keeps for itself', isTrue('a.in.b'), 'object.?a[?\'in\'].?b.orValue(null) == true'],
    ['an item of a list', isAtLeastOrUnset('a[0].b', 1), 'object.?a[?0].?b.orValue(null) == null || object.a[0].b >= 1'],
    ['a text with quotes and ends of lines', equals('a', 'it\'s\n\\'), 'object.?a.orValue(null) == \'it\\\'s\\u000a\\\\\''],
  ])('%s', (_, requirement, expected) => {
    expect(cel(requirement)).toBe(expected);
  });
});

describe('a combination', () => {
  const [a, b, c] = ['a', 'b', 'c'].map(isTrue);
  const [isA, isB, isC] = ['a', 'b', 'c'].map(field => `object.?${field}.orValue(null) == true`);
  const [isNotA, isNotB] = ['a', 'b'].map(field => `object.?${field}.orValue(null) != true`);

  test.each<[string, Requirement, string]>([
    ['all of', allOf(a, b, c), `${isA} && ${isB} && ${isC}`],
    ['all of nothing', allOf(), 'true'],
    ['all of all', allOf(allOf(a, b), c), `${isA} && ${isB} && ${isC}`],
    ['any of', anyOf(a, b), `${isA} || ${isB}`],
    ['all of any, in brackets', allOf(anyOf(a, b), c), `(${isA} || ${isB}) && ${isC}`],
    ['any of all, in brackets that CEL would not need', anyOf(allOf(a, b), c), `(${isA} && ${isB}) || ${isC}`],
    ['none of: the negation goes down', noneOf(a, allOf(isNot('b', true), b)), `${isNotA} && (${isB} || ${isNotB})`],
    ['none of nothing', noneOf(), 'true'],
    ['none of what has no opposite', noneOf(isAtLeastOrUnset('a', 1)), 'object.?a.orValue(null) != null && !(object.a >= 1)'],
    ['unless', unless(a, b), `${isA} || ${isB}`],
    ['what always holds vanishes', allOf(a, allOf(), unless(allOf(), b)), isA],
    ['what never holds vanishes', anyOf(a, isOneOf('b')), isA],
    ['words vanish', worded(a, 'must be so'), isA],
    ['what the platform assigns is asked for elsewhere', unlessPlatformAssignsUserIds(a), isA],
  ])('%s', (_, requirement, expected) => {
    expect(cel(requirement)).toBe(expected);
  });

  test('what the platform assigns is not asked for there', () => {
    expect(cel(allOf(unlessPlatformAssignsUserIds(a), b), { minor: 31, platformAssignsUserIds: true })).toBe(isB);
  });

  test('a version decides while the expression is written', () => {
    const requirement = bySince({ since: 19, part: a }, { since: 31, part: b });
    expect([18, 30, 31].map(minor => cel(requirement, { ...TARGET, minor }))).toEqual(['true', isA, isB]);
  });
});

describe('a walk over a list or a map', () => {
  test.each<[string, Requirement, string]>([
    ['every item', every('a', isNotTrue('b')), 'object.?a.orValue(null) == null || object.a.all(item, item.?b.orValue(null) != true)'],
    ['every item itself', every('a', isAtLeast('', 1)), 'object.?a.orValue(null) == null || object.a.all(item, item != null && item >= 1)'],
    ['every item of a condition that always holds', every('a', allOf()), 'true'],
    ['some item', some('a', isTrue('b')), 'object.?a.orValue(null) != null && object.a.exists(item, item.?b.orValue(null) == true)'],
    ['no item', noneOf(some('a', isTrue('b'))), 'object.?a.orValue(null) == null || !object.a.exists(item, item.?b.orValue(null) == true)'],
    ['a list that contains', contains('a', 'ALL'), 'object.?a.orValue(null) != null && object.a.exists(item, item == \'ALL\')'],
    [
      'items of items have a variable of their own',
      every('a', every('b', some('c', isTrue('')))),
      'object.?a.orValue(null) == null || object.a.all(item, item.?b.orValue(null) == null'
      + ' || item.b.all(item2, item2.?c.orValue(null) != null && item2.c.exists(item3, item3 == true)))',
    ],
    [
      'every entry with a prefix, where a null entry is the empty text',
      everyEntry('a', 'x/', matches('', 'y')),
      'object.?a.orValue(null) == null'
      + ' || object.a.all(key, !key.startsWith(\'x/\') || optional.ofNonZeroValue(object.a[key]).orValue(\'\').matches(\'^(?:y)$\'))',
    ],
    [
      'every entry',
      everyEntry('a', '', isOneOf('', 'y')),
      'object.?a.orValue(null) == null || object.a.all(key, optional.ofNonZeroValue(object.a[key]).orValue(\'\') == \'y\')',
    ],
  ])('%s', (_, requirement, expected) => {
    expect(cel(requirement)).toBe(expected);
  });
});

describe('over the containers of a pod', () => {
  const ok = isTrue('ok');
  const isOk = 'c.?ok.orValue(null) == true';

  test.each<[string, readonly ContainerRole[], string]>([
    ['all roles', Object.values(ContainerRole), `variables.containers.all(c, ${isOk})`],
    ['those with resources', RESOURCED, `(variables.initContainers + variables.appContainers).all(c, ${isOk})`],
    ['app containers', [ContainerRole.APP], `variables.appContainers.all(c, ${isOk})`],
    ['ephemeral containers', [ContainerRole.EPHEMERAL], `variables.ephemeralContainers.all(c, ${isOk})`],
    ['init containers that end', [ContainerRole.INIT], `variables.initContainers.all(c, c.?restartPolicy.orValue(null) == 'Always' || ${isOk})`],
    [
      'sidecars and app containers, which may have the same restart policy',
      [ContainerRole.SIDECAR, ContainerRole.APP],
      `variables.initContainers.all(c, c.?restartPolicy.orValue(null) != 'Always' || ${isOk}) && variables.appContainers.all(c, ${isOk})`,
    ],
    ['no role', [], 'true'],
  ])('%s', (_, roles, expected) => {
    expect(celOfPod(everyContainerOf(roles, ok))).toBe(expected);
  });

  test('every container, where no role is named', () => {
    expect(celOfPod(everyContainer(ok))).toBe(`variables.containers.all(c, ${isOk})`);
  });

  test('the pod is reached from a container, and from a walk within it', () => {
    expect(celOfPod(everyContainer(unlessWindows(every('ports', isNotTrue('x')))))).toBe(
      'variables.containers.all(c, variables.pod.?spec.?os.?name.orValue(null) == \'windows\''
      + ' || c.?ports.orValue(null) == null || c.ports.all(item, item.?x.orValue(null) != true))',
    );
    expect(celOfPod(everyContainer(every('ports', inPod(isTrue('spec.x')))))).toBe(
      'variables.containers.all(c, c.?ports.orValue(null) == null || c.ports.all(item, variables.pod.?spec.?x.orValue(null) == true))',
    );
  });

  test('the entry of a container is looked up by its name', () => {
    const entry = 'variables.pod.?metadata.?annotations[?\'x/\' + optional.ofNonZeroValue(c.?name.orValue(null)).orValue(\'\')]';
    expect(celOfPod(everyContainer(entryOfContainer('metadata.annotations', 'x/', equals('', 'y'))))).toBe(
      `variables.containers.all(c, !${entry}.hasValue() || optional.ofNonZeroValue(${entry}.orValue('')).orValue('') == 'y')`,
    );
  });

  test('an entry is never unset', () => {
    const parts = [isPresent(''), isAbsent(''), isDeclared(''), isNotDeclared('')];
    expect(parts.map(part => celOfPod(everyEntry('metadata.annotations', '', part)))).toEqual([
      'true',
      'variables.pod.?metadata.?annotations.orValue(null) == null || variables.pod.metadata.annotations.all(key, false)',
      'true',
      'variables.pod.?metadata.?annotations.orValue(null) == null || variables.pod.metadata.annotations.all(key, false)',
    ]);
  });
});

describe('what cannot be said in CEL is refused by name', () => {
  test.each<[string, Requirement, CelRoot, string]>([
    ['containers of no pod', everyContainer(isTrue('a')), 'object', 'every-container cannot be exported to CEL here: the object is no pod. Use it in a rule about pods.'],
    ['the pod of no pod', inPod(isTrue('a')), 'object', 'in-pod cannot be exported to CEL here: the object is no pod. Use it in a rule about pods.'],
    [
      'the entry of what is no container',
      everyContainer(every('ports', entryOfContainer('metadata.annotations', 'x/', isTrue('')))),
      'variables.pod',
      'entry-of-container cannot be exported to CEL here: only a container has such an entry. Use it in every-container.',
    ],
    [
      'a list of the pod for every container',
      everyContainer(inPod(every('spec.volumes', isTrue('a')))),
      'variables.pod',
      'every cannot be exported to CEL here: it walks variables.pod.spec.volumes for every item of another list, at more than linear cost.',
    ],
    [
      'every container for every container',
      everyContainer(everyContainer(isTrue('a'))),
      'variables.pod',
      'every-container cannot be exported to CEL here: it walks variables.containers for every item of another list, at more than linear cost.',
    ],
    ['a field of a text', everyEntry('a', '', isTrue('b')), 'object', 'The field \'b\' cannot be exported to CEL: an entry of a map of texts has no fields.'],
    ['half a number', isAtLeast('a', 0.5), 'object', 'The number 0.5 cannot be exported to CEL: fields are compared as integers. Compare with a whole number.'],
  ])('%s', (_, requirement, root, message) => {
    expect(() => celOf(requirement, TARGET, root)).toThrow(new Error(message));
  });
});

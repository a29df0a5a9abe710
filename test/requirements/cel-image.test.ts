import * as fc from 'fast-check';
import { ImageReference } from '../../src/kubernetes/image-reference';
import { celOf } from '../../src/requirements/cel';
import { IMAGE, IMAGE_NAME, LEGACY_HUB, OFFICIAL_IMAGE, REGISTRY, TAG_OR_DIGEST } from '../../src/requirements/cel-image';
import { imageIsPinnedBy } from '../../src/requirements/vocabulary';

const TARGET = { minor: 31, platformAssignsUserIds: false };
const IS_WELL_FORMED = `object.?image.orValue(null) != null && object.image.matches(r'${IMAGE}')`;
const NAME_IS_SHORT_ENOUGH = `(size(object.image) <= 237 || [object.image.find('${IMAGE_NAME}')].all(name, size(name) <= (name.matches(r'${LEGACY_HUB}') ? 261`
  + ` : name.matches('${REGISTRY}') ? 255 : 245) - (name.matches(r'${OFFICIAL_IMAGE}') ? 8 : 0)))`;

test('a tag or a digest', () => {
  expect(celOf(imageIsPinnedBy('image', 'tag-or-digest'), TARGET, 'object')).toBe(
    `${IS_WELL_FORMED} && object.image.matches('${TAG_OR_DIGEST}') && !object.image.endsWith(':latest') && ${NAME_IS_SHORT_ENOUGH}`,
  );
});

test('a digest', () => {
  expect(celOf(imageIsPinnedBy('image', 'digest'), TARGET, 'object')).toBe(
    `${IS_WELL_FORMED} && object.image.contains('@') && ${NAME_IS_SHORT_ENOUGH}`,
  );
});

/** What the expressions above say, in JavaScript: their patterns have nothing that RE2 reads otherwise, but for a flag. */
function holds(image: string, pinnedBy: 'tag-or-digest' | 'digest'): boolean {
  const matches = (text: string, pattern: string) => (pattern.includes('(?i:')
    ? new RegExp(pattern.replaceAll('(?i:', '(?:'), 'iu').test(text)
    : new RegExp(pattern, 'u').test(text));
  const name = new RegExp(IMAGE_NAME, 'u').exec(image)![0];
  const longest = matches(name, LEGACY_HUB) ? 261 : matches(name, REGISTRY) ? 255 : 245;
  return matches(image, IMAGE)
    && (pinnedBy === 'digest' ? image.includes('@') : matches(image, TAG_OR_DIGEST) && !image.endsWith(':latest'))
    && (image.length <= 237 || name.length <= longest - (matches(name, OFFICIAL_IMAGE) ? 8 : 0));
}

function isMeant(image: string, pinnedBy: 'tag-or-digest' | 'digest'): boolean {
  const reference = ImageReference.parse(image);
  return reference !== undefined && (pinnedBy === 'digest' ? reference.isPinned : !reference.hasMovingTag);
}

const segment = fc.oneof(
  fc.constantFrom(
    'app', 'a-b', 'a_b', 'a__b', 'a___b', 'a.b', 'a.b_c', 'a..b', 'A', 'a-', '-a', '', 'localhost', 'docker.io', 'Docker.io', 'index.docker.io', 'quay.io',
    '[::1]', '[abc]', '[ABC]', '[]', 'host:5000', '[abc]:5000', '[::1]:5000', 'host:', 'a:b',
  ),
  fc.integer({ min: 225, max: 256 }).map(length => 'a'.repeat(length)),
);
const tag = fc.oneof(fc.constantFrom('', ':1', ':latest', ':Latest', ':_', ':.', ':-', ':', ':1:2', `:${'t'.repeat(128)}`, `:${'t'.repeat(129)}`, ':ä', ':1\n'));
const digest = fc.constantFrom('', '', `@sha256:${'0'.repeat(64)}`, `@sha512:${'a'.repeat(128)}`, '@sha256:0', `@sha256:${'A'.repeat(64)}`, '@', '@@');
const image = fc.tuple(fc.array(segment, { minLength: 1, maxLength: 3 }), tag, digest).map(([segments, ...rest]) => segments.join('/') + rest.join(''));

test.each(['tag-or-digest', 'digest'] as const)('the patterns have the grammar of ImageReference: by %s', pinnedBy => {
  fc.assert(fc.property(fc.oneof(image, fc.string(), fc.constant('a'.repeat(64))), text => {
    expect(holds(text, pinnedBy)).toBe(isMeant(text, pinnedBy));
  }), { numRuns: 5000 });
});

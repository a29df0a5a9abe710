import { and, call, Cel, not, or, relation } from './cel-expression';
import { rawLiteral } from './cel-literal';
import { CelOperand } from './cel-operand';

// The grammar of ImageReference, as one regular expression; a test holds the two together.
const HOST = '[a-zA-Z0-9]+(?:(?:-+|\\.)[a-zA-Z0-9]+)*(?::[0-9]+)?';
/** Without a colon or a capital the brackets are no registry, and so no image. */
const ADDRESS = '\\[(?:[a-f0-9]*[A-F:][a-fA-F0-9:]*\\](?::[0-9]+)?|[a-f0-9]+\\]:[0-9]+)';
/** The first of several segments is a registry where it has a dot: only without one may it hold an underscore. */
const FIRST_SEGMENT = '[a-z0-9]+(?:(?:__?|-+)[a-z0-9]+)*';
const SEGMENT = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const NAME = `(?:(?:${HOST}|${ADDRESS}|${FIRST_SEGMENT})/(?:${SEGMENT}/)*)?${SEGMENT}`;
export const IMAGE = `^${NAME}(?::\\w[\\w.-]{0,127})?(?:@sha(?:256:[a-f0-9]{64}|512:[a-f0-9]{128}))?$`;

/** Neither a bare name, which means `latest`, nor the bare image id that a kubelet refuses, has one of the two. */
export const TAG_OR_DIGEST = '[:@][^/]*$';

// The name as it was written may be shorter than what the limit of 255 is for: `docker.io/library/app` for `app`.
export const IMAGE_NAME = '^(?:[^/@]+/)?[^:@]*';
export const LEGACY_HUB = '^(?i:index\\.docker\\.io)/';
export const REGISTRY = '^(?:[^/]*[.:A-Z][^/]*|localhost)/';
export const OFFICIAL_IMAGE = '^(?:(?i:(?:index\\.)?docker\\.io)/)?[^/]+$';

/** With 18 more, those of `docker.io/library/`, this is still within the limit. */
const SURELY_SHORT_ENOUGH = 237;

/** Whether an image reference is well formed and says which image it means. */
export function celOfImage(image: CelOperand, pinnedBy: 'tag-or-digest' | 'digest'): Cel {
  const { known } = image;
  return and(
    not(image.isNull),
    call(matches(known, IMAGE)),
    ...pinnedBy === 'digest'
      ? [call(`${known}.contains('@')`)]
      : [call(matches(known, TAG_OR_DIGEST)), not(call(`${known}.endsWith(':latest')`))],
    or(relation(`size(${known}) <= ${SURELY_SHORT_ENOUGH}`), call(`[${known}.find(${rawLiteral(IMAGE_NAME)})].all(name, ${nameIsShortEnough()})`)),
  );
}

function nameIsShortEnough(): string {
  const limit = `${matches('name', LEGACY_HUB)} ? 261 : ${matches('name', REGISTRY)} ? 255 : 245`;
  return `size(name) <= (${limit}) - (${matches('name', OFFICIAL_IMAGE)} ? 8 : 0)`;
}

function matches(text: string, pattern: string): string {
  return `${text}.matches(${rawLiteral(pattern)})`;
}

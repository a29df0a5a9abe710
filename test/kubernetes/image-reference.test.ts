import * as fc from 'fast-check';
import { ImageReference } from '../../src/kubernetes/image-reference';

const SHA256 = `sha256:${'a1'.repeat(32)}`;
const SHA512 = `sha512:${'b2'.repeat(64)}`;

function reference(text: string): ImageReference {
  const parsed = ImageReference.parse(text);
  if (parsed === undefined) throw new Error(`${text} is no image reference`);
  return parsed;
}

interface Parts {
  readonly registry?: string;
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

function partsOf({ registry, repository, tag, digest }: ImageReference): Parts {
  return { registry, repository, tag, digest };
}

describe('a reference is taken apart as the container runtimes do', () => {
  test.each<[string, Parts]>([
    ['app', { repository: 'app' }],
    ['app:1.2', { repository: 'app', tag: '1.2' }],
    [`app@${SHA256}`, { repository: 'app', digest: SHA256 }],
    [`app@${SHA512}`, { repository: 'app', digest: SHA512 }],
    [`app:1.2@${SHA256}`, { repository: 'app', tag: '1.2', digest: SHA256 }],
    ['team/app', { repository: 'team/app' }],
    ['registry:5000', { repository: 'registry', tag: '5000' }],
    ['registry:5000/app', { registry: 'registry:5000', repository: 'app' }],
    ['registry:5000/app:1', { registry: 'registry:5000', repository: 'app', tag: '1' }],
    [`registry:5000/team/app:1@${SHA256}`, { registry: 'registry:5000', repository: 'team/app', tag: '1', digest: SHA256 }],
    ['example.com/app', { registry: 'example.com', repository: 'app' }],
    ['example.com/a.b/c_d/e__f/g--h', { registry: 'example.com', repository: 'a.b/c_d/e__f/g--h' }],
    ['Example.COM/app', { registry: 'Example.COM', repository: 'app' }],
    ['Registry/app', { registry: 'Registry', repository: 'app' }],
    ['localhost', { repository: 'localhost' }],
    ['localhost/app', { registry: 'localhost', repository: 'app' }],
    ['localhost:5000/app', { registry: 'localhost:5000', repository: 'app' }],
    ['localhosts/app', { repository: 'localhosts/app' }],
    ['127.0.0.1:5000/app', { registry: '127.0.0.1:5000', repository: 'app' }],
    ['[::1]/app', { registry: '[::1]', repository: 'app' }],
    ['[2001:db8::1]:5000/app:1', { registry: '[2001:db8::1]:5000', repository: 'app', tag: '1' }],
    ['a.b', { repository: 'a.b' }],
    ['a.b:1', { repository: 'a.b', tag: '1' }],
    ['app:_1', { repository: 'app', tag: '_1' }],
    [`app:${'t'.repeat(128)}`, { repository: 'app', tag: 't'.repeat(128) }],
    [`team/${'f'.repeat(64)}`, { repository: `team/${'f'.repeat(64)}` }],
  ])('%s', (text, parts) => {
    expect(partsOf(reference(text))).toEqual(parts);
  });
});

describe('what a kubelet would refuse is refused', () => {
  test.each([
    '', ':', '@', '/', 'app:', 'app@', ':1', `@${SHA256}`, 'app:1:2', 'a/b:5000/c', '/app', 'app/', 'a//b', 'registry:5000/', 'registry:/app', 'registry:x/app',
    'example.com:80:80/app', 'https://example.com/app', 'user@example.com/app', 'example..com/app', 'example.com./app', '-example.com/app', 'example-.com/app',
    'App', 'team/App', 'example.com/App', 'example.com/team/App:1', 'a___b', 'a..b', 'a._b', '-a', 'a-', '_a', 'a/-b', 'app:-1', 'app:.1', 'äpp', 'app:ä',
    'a b', ' app', 'app ', 'app\n', 'app:1\n', 'app:1 2', '\tapp', 'app\u0000', `app@${SHA256}\n`,
    '[::1]', '[::1', '::1/app', '[]/app', '[fe80::1%eth0]/app', '[::ffff:10.0.0.1]/app',
    `app:${'t'.repeat(129)}`, 'f'.repeat(64),
  ])('%j', text => {
    expect(ImageReference.parse(text)).toBeUndefined();
  });

  test.each([
    'app@sha256', 'app@sha256:', `app@sha256:${'a'.repeat(63)}`, `app@sha256:${'a'.repeat(65)}`, `app@sha256:${'A'.repeat(64)}`, `app@sha256:${'g'.repeat(64)}`,
    `app@sha512:${'a'.repeat(64)}`, `app@md5:${'a'.repeat(32)}`, `app@sha1:${'a'.repeat(40)}`, `app@${SHA256}:1`, `app@@${SHA256}`, `app@${SHA256}@${SHA256}`,
    `app:1@${SHA256.toUpperCase()}`,
  ])('the digest of %s', text => {
    expect(ImageReference.parse(text)).toBeUndefined();
  });

  test.each([
    'app:${TAG}', '${IMAGE}', '${REGISTRY}/app:1', 'app:$TAG', '$(IMAGE)', 'app:{{ tag }}', 'app:{{tag}}', '{{ .Values.image }}', 'app:<tag>', 'app:%TAG%', 'app:${Token[TOKEN.1]}',
  ])('the unfilled template %s', text => {
    expect(ImageReference.parse(text)).toBeUndefined();
  });

  test('a first segment with a dot that can be no host: runtimes disagree about who is asked', () => {
    expect(ImageReference.parse('r_x.io/app')).toBeUndefined();
  });

  test.each([undefined, null, 1, true, [], ['app'], {}, { repository: 'app' }])('the value %p', value => {
    expect(ImageReference.parse(value)).toBeUndefined();
  });

  test.each([
    ['', 'docker.io/library/'],
    ['team/', 'docker.io/team/'],
    ['example.com/', 'example.com/'],
  ])('after %j, a name of more than 255 characters with everything that is implied', (written, implied) => {
    const fitting = written + 'a'.repeat(255 - implied.length);
    expect([ImageReference.parse(fitting)?.toString(), ImageReference.parse(`${fitting}a`)]).toEqual([fitting, undefined]);
  });
});

describe('a name is completed as the runtimes complete it', () => {
  test.each([
    ['app', 'docker.io', 'docker.io/library/app'],
    ['library/app', 'docker.io', 'docker.io/library/app'],
    ['docker.io/app', 'docker.io', 'docker.io/library/app'],
    ['index.docker.io/app', 'docker.io', 'docker.io/library/app'],
    ['Docker.IO/app', 'docker.io', 'docker.io/library/app'],
    ['team/app', 'docker.io', 'docker.io/team/app'],
    ['example.com/app', 'example.com', 'example.com/app'],
    ['Example.com:5000/app', 'example.com:5000', 'example.com:5000/app'],
    ['localhost/app', 'localhost', 'localhost/app'],
    ['docker.io.example.com/app', 'docker.io.example.com', 'docker.io.example.com/app'],
  ])('%s asks %s for %s', (text, registry, name) => {
    const { normalizedRegistry, normalizedName } = reference(text);
    expect({ normalizedRegistry, normalizedName }).toEqual({ normalizedRegistry: registry, normalizedName: name });
  });
});

describe('what may change under a reference is known', () => {
  test.each([
    ['app', { isPinned: false, hasMovingTag: true }],
    ['registry:5000/app', { isPinned: false, hasMovingTag: true }],
    ['app:latest', { isPinned: false, hasMovingTag: true }],
    ['app:1', { isPinned: false, hasMovingTag: false }],
    ['app:latest-1', { isPinned: false, hasMovingTag: false }],
    ['latest:1', { isPinned: false, hasMovingTag: false }],
    [`app@${SHA256}`, { isPinned: true, hasMovingTag: false }],
    [`app:1@${SHA512}`, { isPinned: true, hasMovingTag: false }],
    [`app:latest@${SHA256}`, { isPinned: true, hasMovingTag: false }],
  ])('%s: %j', (text, expected) => {
    const { isPinned, hasMovingTag } = reference(text);
    expect({ isPinned, hasMovingTag }).toEqual(expected);
  });
});

const ALPHANUMERIC = fc.string({ unit: fc.constantFrom(...'abcxyz0189'), minLength: 1, maxLength: 6 });
const HOST_LABEL = fc.tuple(ALPHANUMERIC, fc.constantFrom('', '-', '--'), ALPHANUMERIC).map(parts => parts.join(''));
const DOMAIN = fc.tuple(HOST_LABEL, HOST_LABEL).map(labels => labels.join('.'));
const PORT = fc.option(fc.integer({ min: 1, max: 65535 }).map(port => `:${port}`), { nil: '' });
const REGISTRY = fc.tuple(fc.oneof(DOMAIN, DOMAIN.map(domain => domain.toUpperCase()), fc.constantFrom('localhost', '10.0.0.1', '[::1]', '[2001:db8::F]')), PORT)
  .map(parts => parts.join(''));
const SEGMENT = fc.tuple(ALPHANUMERIC, fc.constantFrom('.', '_', '__', '-', '---'), ALPHANUMERIC).map(parts => parts.join(''));
const REPOSITORY = fc.array(SEGMENT, { minLength: 1, maxLength: 4 }).map(segments => segments.join('/'));
const TAG = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,20}$/);
const DIGEST = fc.oneof(fc.stringMatching(/^sha256:[a-f0-9]{64}$/), fc.stringMatching(/^sha512:[a-f0-9]{128}$/));

const WRITTEN_PARTS: fc.Arbitrary<Parts> = fc.record({
  registry: REGISTRY,
  repository: REPOSITORY,
  tag: fc.option(TAG, { nil: undefined }),
  digest: fc.option(DIGEST, { nil: undefined }),
});

function write({ registry, repository, tag, digest }: Parts): string {
  return [registry && `${registry}/`, repository, tag && `:${tag}`, digest && `@${digest}`].filter(part => part !== undefined).join('');
}

describe('for every reference', () => {
  test('what was built from parts is taken apart into these parts', () => {
    fc.assert(fc.property(WRITTEN_PARTS, parts => {
      expect(partsOf(reference(write(parts)))).toEqual(parts);
    }));
  });

  test('a repository of one segment needs no registry', () => {
    fc.assert(fc.property(SEGMENT, TAG, (repository, tag) => {
      expect(partsOf(reference(`${repository}:${tag}`))).toEqual({ registry: undefined, repository, tag, digest: undefined });
    }));
  });

  test('it is written back as it was written', () => {
    const lookalike = fc.string({ unit: fc.constantFrom(...'ab1A.:/-_@[]') });
    fc.assert(fc.property(fc.oneof(lookalike, WRITTEN_PARTS.map(write)), text => {
      const parsed = ImageReference.parse(text);
      fc.pre(parsed !== undefined);
      expect(parsed?.toString()).toBe(text);
    }));
  });

  test('its completed name is complete', () => {
    fc.assert(fc.property(WRITTEN_PARTS, parts => {
      const { normalizedName } = reference(write(parts));
      expect(reference(normalizedName).normalizedName).toBe(normalizedName);
    }));
  });

  test.each(['\n', ' ', '$', '{', '}', '\\', '"', '*', 'é'])('one %j anywhere makes it invalid', intruder => {
    fc.assert(fc.property(WRITTEN_PARTS, fc.nat(), (parts, seed) => {
      const text = write(parts);
      const place = seed % (text.length + 1);
      expect(ImageReference.parse(text.slice(0, place) + intruder + text.slice(place))).toBeUndefined();
    }));
  });
});

const DEFAULT_REGISTRY = 'docker.io';
const LEGACY_DEFAULT_REGISTRY = 'index.docker.io';
const NAME_LENGTH_LIMIT = 255;

/** A first segment with one of these cannot be a repository; so 'localhost' alone needs a word of its own. */
const LOOKS_LIKE_REGISTRY = /[.:A-Z]|^localhost$/;

const DOMAIN_LABEL = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?';
const REGISTRY = new RegExp(`^(?:${DOMAIN_LABEL}(?:\\.${DOMAIN_LABEL})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?$`);

const PATH_SEGMENT = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const REPOSITORY = new RegExp(`^${PATH_SEGMENT}(?:/${PATH_SEGMENT})*$`);

const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^(?:sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128})$/;

/** The kubelet takes a bare one for an image id and refuses it. */
const IMAGE_ID = /^[a-f0-9]{64}$/;

/** What a container's `image` says, by the grammar that the kubelet and the container runtimes share. */
export class ImageReference {

  /** @returns undefined for whatever a kubelet would refuse as InvalidImageName, unfilled templates included. */
  static parse(text: unknown): ImageReference | undefined {
    if (typeof text !== 'string' || IMAGE_ID.test(text)) return undefined;

    const [tagged, digest] = cutAt(text, text.indexOf('@'));
    if (digest !== undefined && !DIGEST.test(digest)) return undefined;

    const [name, tag] = cutAt(tagged, colonOfTag(tagged));
    if (tag !== undefined && !TAG.test(tag)) return undefined;

    const [registry, repository] = splitName(name);
    const reference = new ImageReference(registry, repository, tag, digest);
    if (reference.normalizedName.length > NAME_LENGTH_LIMIT) return undefined;
    if (registry !== undefined && !REGISTRY.test(registry)) return undefined;
    return REPOSITORY.test(repository) ? reference : undefined;
  }

  private constructor(
    /** As it was written, port included; undefined where none was. */
    readonly registry: string | undefined,
    /** As it was written. */
    readonly repository: string,
    readonly tag: string | undefined,
    readonly digest: string | undefined,
  ) {}

  /** The registry that is asked. Hosts know no case, so that `Docker.io` is no way around a rule. */
  get normalizedRegistry(): string {
    const registry = this.registry?.toLowerCase() ?? DEFAULT_REGISTRY;
    return registry === LEGACY_DEFAULT_REGISTRY ? DEFAULT_REGISTRY : registry;
  }

  /** The name without its shorthands: `docker.io/library/app` for `app`. */
  get normalizedName(): string {
    const isOfficial = this.normalizedRegistry === DEFAULT_REGISTRY && !this.repository.includes('/');
    return `${this.normalizedRegistry}/${isOfficial ? 'library/' : ''}${this.repository}`;
  }

  /** Whether the content can never change. */
  get isPinned(): boolean {
    return this.digest !== undefined;
  }

  /** Whether nothing but the tag `latest`, written or implied, names the image. Beside a digest the runtime ignores the tag. */
  get hasMovingTag(): boolean {
    return !this.isPinned && (this.tag ?? 'latest') === 'latest';
  }

  /** As it was written. */
  toString(): string {
    const registry = this.registry === undefined ? '' : `${this.registry}/`;
    const tag = this.tag === undefined ? '' : `:${this.tag}`;
    const digest = this.digest === undefined ? '' : `@${this.digest}`;
    return `${registry}${this.repository}${tag}${digest}`;
  }
}

/** The text before and after the character at this index, and all of it where there is none. */
function cutAt(text: string, index: number): [string, string | undefined] {
  return index < 0 ? [text, undefined] : [text.slice(0, index), text.slice(index + 1)];
}

/** The colon of a tag comes after the last slash; the colon of a port comes before it. */
function colonOfTag(tagged: string): number {
  const colon = tagged.lastIndexOf(':');
  return colon > tagged.lastIndexOf('/') ? colon : -1;
}

function splitName(name: string): [string | undefined, string] {
  const [first, rest] = cutAt(name, name.indexOf('/'));
  return rest !== undefined && LOOKS_LIKE_REGISTRY.test(first) ? [first, rest] : [undefined, name];
}

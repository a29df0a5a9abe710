import { FieldPath } from '../kubernetes/field-path';
import { AnnotationsAt, RenderedManifest } from './judge';

/** What is written of what was judged: the same, and the annotations that the judges put on it. */
export class WrittenManifests {
  private readonly written = new Map<unknown, unknown>();
  private byText?: ReadonlyMap<string, unknown>;

  /** @param added by manifest */
  constructor(added: ReadonlyMap<RenderedManifest, readonly AnnotationsAt[]>) {
    for (const [{ json }, annotations] of added) this.written.set(json, annotations.reduce(annotated, json));
  }

  /** What is written for the JSON of a manifest. */
  public of(json: unknown): unknown {
    return this.written.has(json) ? this.written.get(json) : json;
  }

  /** What is written for a document of a chart that gives the JSON of its objects word for word. */
  public ofDocument(document: unknown): unknown {
    if (this.written.size === 0 || this.written.has(document)) return this.of(document);
    this.byText ??= new Map(Array.from(this.written, ([json, written]) => [JSON.stringify(json), written]));
    return this.byText.get(JSON.stringify(document)) ?? document;
  }
}

/** What is around a changed part is copied, as an alias of YAML may stand for the same part in another place. */
function annotated(json: unknown, { at, annotations }: AnnotationsAt): unknown {
  return changedAt(json, [...at, 'metadata'], metadata => {
    if (!isMap(metadata) || !isMap(metadata.annotations ?? {})) return metadata;
    return sorted({ ...metadata, annotations: Object.freeze(sorted({ ...metadata.annotations as object, ...annotations })) });
  });
}

function changedAt(value: unknown, [key, ...rest]: FieldPath, change: (part: unknown) => unknown): unknown {
  if (key === undefined) return Object.freeze(change(value));
  if (Array.isArray(value)) return Object.freeze(value.map((item, i) => (i === key ? changedAt(item, rest, change) : item)));
  if (!isMap(value) || !Object.hasOwn(value, key)) return value;
  return Object.freeze(Object.fromEntries(Object.entries(value).map(([name, part]) => [name, name === key ? changedAt(part, rest, change) : part])));
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** In the order in which cdk8s writes keys. */
function sorted(map: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.keys(map).sort().map(key => [key, map[key]]));
}

import { SourceText } from './source-text';

/** Collects the entries of a mapping: a key that is written twice is an error, one that a merge brings as well is not. */
export class MappingBuilder {
  public readonly mapping: Record<string, unknown> = {};
  /** The keys that were written, from the first merge on: before it, all that are there. */
  private written: Set<string> | undefined;

  constructor(private readonly source: SourceText) {}

  public add(key: string, value: unknown, at: number): void {
    const isKnown = this.written?.has(key) ?? hasKey(this.mapping, key);
    if (isKnown) this.source.fail(`the key '${key}' stands twice in the same mapping: kubectl takes the last without a word, so remove one`, at);
    this.written?.add(key);
    setKey(this.mapping, key, value);
  }

  /** The keys of another mapping, over those that are there. */
  public merge(other: Readonly<Record<string, unknown>>): void {
    this.written ??= new Set(Object.keys(this.mapping));
    for (const key of Object.keys(other)) setKey(this.mapping, key, other[key]);
  }
}

function hasKey(mapping: object, key: string): boolean {
  // The first question is the cheap one, and it is answered by no for nearly every key.
  return (mapping as Record<string, unknown>)[key] !== undefined && Object.prototype.hasOwnProperty.call(mapping, key);
}

/** `__proto__` is a key like any other, but a mere assignment would take it for the prototype. */
function setKey(mapping: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(mapping, key, { value, enumerable: true, configurable: true, writable: true });
  else mapping[key] = value;
}

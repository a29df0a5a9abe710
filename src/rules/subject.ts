import { Manifest } from '../kubernetes/manifest';

/** What is remembered of an object after its JSON is gone: what people call it. */
export class Subject {
  public readonly apiVersion: string;
  /** The API group, empty for the core group. */
  public readonly group: string;
  public readonly kind: string;
  /** The namespace that it names, empty where it names none. */
  public readonly namespace: string;
  public readonly name: string;

  /**
   * @param constructPath where the construct is that made it; empty where none did.
   */
  constructor(manifest: Manifest, public readonly constructPath: string = '') {
    this.apiVersion = manifest.apiVersion;
    this.group = manifest.group;
    this.kind = manifest.kind;
    this.namespace = manifest.namespace;
    this.name = manifest.name;
  }

  /** `Deployment shop/web`, or `Namespace shop` for what has no namespace. */
  public toString(): string {
    return `${this.kind} ${this.namespace === '' ? '' : `${this.namespace}/`}${this.name || '(no name)'}`;
  }
}

import { isClusterScoped } from '../kubernetes/cluster-scoped-kinds';
import { Manifest } from '../kubernetes/manifest';

/** What is remembered of an object after its JSON is gone: what people call it. */
export class Subject {
  public readonly apiVersion: string;
  /** The API group, empty for the core group. */
  public readonly group: string;
  public readonly kind: string;
  /** The namespace that it names, or that it will be applied to; empty where there is none. */
  public readonly namespace: string;
  public readonly name: string;

  /**
   * @param constructPath where the construct is that made it; empty where none did.
   * @param defaultNamespace the namespace of what names none.
   */
  constructor(manifest: Manifest, public readonly constructPath: string = '', defaultNamespace: string = '') {
    this.apiVersion = manifest.apiVersion;
    this.group = manifest.group;
    this.kind = manifest.kind;
    this.namespace = manifest.namespace || (defaultNamespace === '' || isClusterScoped(this.group, this.kind) ? '' : defaultNamespace);
    this.name = manifest.name;
  }

  /** `Deployment shop/web`, or `Namespace shop` for what has no namespace. */
  public toString(): string {
    return `${this.kind} ${this.namespace === '' ? '' : `${this.namespace}/`}${this.name || '(no name)'}`;
  }
}

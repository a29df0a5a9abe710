import { isClusterScoped } from './cluster-scoped-kinds';
import { Manifest } from './manifest';
import { ObjectKind } from './object-kind';

/** What is remembered of an object after its JSON is gone: what people call it. */
export class Subject {
  private readonly type: ObjectKind;
  /** The namespace that it names, or that it will be applied to; empty where there is none. */
  public readonly namespace: string;
  public readonly name: string;

  /**
   * @param constructPath where the construct is that made it; empty where none did.
   * @param defaultNamespace the namespace of what names none.
   */
  constructor(manifest: Manifest, public readonly constructPath: string = '', defaultNamespace: string = '') {
    this.type = manifest.type;
    this.namespace = manifest.namespace || (defaultNamespace === '' || isClusterScoped(this.group, this.kind) ? '' : defaultNamespace);
    this.name = manifest.name;
  }

  public get apiVersion(): string {
    return this.type.apiVersion;
  }

  /** The API group, empty for the core group. */
  public get group(): string {
    return this.type.group;
  }

  public get kind(): string {
    return this.type.kind;
  }

  /** `Deployment shop/web`, or `Namespace shop` for what has no namespace. */
  public toString(): string {
    return `${this.kind} ${this.namespace === '' ? '' : `${this.namespace}/`}${this.name || '(no name)'}`;
  }
}

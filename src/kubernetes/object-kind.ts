import { TemplatePath, templatePathsOf } from './workload-kinds';

const known = new Map<string, Map<string, ObjectKind>>();

/** What objects of one apiVersion and kind have in common; there is one of each. */
export class ObjectKind {
  public static of(apiVersion: string, kind: string): ObjectKind {
    let ofVersion = known.get(apiVersion);
    if (!ofVersion) known.set(apiVersion, ofVersion = new Map());
    let found = ofVersion.get(kind);
    if (!found) ofVersion.set(kind, found = new ObjectKind(apiVersion, kind));
    return found;
  }

  /** The API group, empty for the core group. */
  public readonly group: string;
  /** Where its objects carry pods. */
  public readonly templatePaths: readonly TemplatePath[];

  private constructor(public readonly apiVersion: string, public readonly kind: string) {
    this.group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
    this.templatePaths = templatePathsOf(this.group, kind);
  }
}

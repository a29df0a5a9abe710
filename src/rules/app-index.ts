import { Manifest } from '../kubernetes/manifest';

/** The objects of an app, found by what rules about several objects ask for. */
export class AppIndex {
  private readonly byKind = new Map<string, Manifest[]>();
  /** The objects that carry a pod. */
  public readonly workloads: readonly Manifest[];

  constructor(public readonly manifests: readonly Manifest[]) {
    for (const manifest of manifests) {
      const key = `${manifest.group}/${manifest.kind}`;
      const known = this.byKind.get(key);
      if (known) known.push(manifest);
      else this.byKind.set(key, [manifest]);
    }
    this.workloads = manifests.filter(({ pods }) => pods.length > 0);
  }

  public ofKind(group: string, kind: string): readonly Manifest[] {
    return this.byKind.get(`${group}/${kind}`) ?? [];
  }
}

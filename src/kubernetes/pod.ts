import { Container, ContainerRole } from './container';
import { FieldPath, formatPath } from './field-path';
import { isObject, isUnset, JsonObject } from './json';

/** The lists of a pod that hold containers, in the order in which the Pod Security Standards visit them. */
const CONTAINER_LISTS = ['initContainers', 'containers', 'ephemeralContainers'] as const;

/** A read-only view of a pod: a Pod itself, or the template that a controller makes pods from. */
export class Pod {
  /** Every container, init containers first; the one walk over them in the whole library. */
  public readonly containers: readonly Container[];

  /**
   * @param template what has `metadata` and `spec`.
   * @param path from the manifest to the template.
   * @throws when its containers are not lists of objects: nothing could be said about them.
   */
  constructor(public readonly template: JsonObject, public readonly path: FieldPath) {
    this.containers = CONTAINER_LISTS.flatMap(list => containersOf(this.spec[list], ['spec', list], path));
  }

  public get spec(): JsonObject {
    return isObject(this.template.spec) ? this.template.spec : {};
  }

  public get labels(): { readonly [name: string]: string } {
    return this.mapAt('labels');
  }

  public get annotations(): { readonly [name: string]: string } {
    return this.mapAt('annotations');
  }

  /** Whether the pod says that it runs on Windows, where the Linux-only fields are refused. */
  public get isWindows(): boolean {
    return isObject(this.spec.os) && this.spec.os.name === 'windows';
  }

  private mapAt(field: 'labels' | 'annotations'): { readonly [name: string]: string } {
    const map = isObject(this.template.metadata) ? this.template.metadata[field] : undefined;
    return isObject(map) ? map as { [name: string]: string } : {};
  }
}

function containersOf(list: unknown, path: FieldPath, podPath: FieldPath): Container[] {
  if (isUnset(list)) return [];
  if (!Array.isArray(list)) throw new Error(`${formatPath([...podPath, ...path])} must be a list of containers, not ${kindOf(list)}.`);
  return list.map((json, index) => {
    const at = [...path, index];
    if (!isObject(json)) throw new Error(`${formatPath([...podPath, ...at])} must be a container, not ${kindOf(json)}.`);
    const name = typeof json.name === 'string' && json.name !== '' ? json.name : formatPath(at);
    return { role: roleOf(path[1] as string, json), name, json, path: at };
  });
}

function roleOf(list: string, json: JsonObject): ContainerRole {
  if (list === 'containers') return ContainerRole.APP;
  if (list === 'ephemeralContainers') return ContainerRole.EPHEMERAL;
  return json.restartPolicy === 'Always' ? ContainerRole.SIDECAR : ContainerRole.INIT;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `the ${typeof value} ${JSON.stringify(value)}`;
}

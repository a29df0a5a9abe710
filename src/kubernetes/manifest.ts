import { FieldPath, formatPath } from './field-path';
import { isObject, isUnset, JsonObject } from './json';
import { ObjectKind } from './object-kind';
import { Pod } from './pod';
import { EACH, TemplatePath } from './workload-kinds';

const NO_PODS: readonly Pod[] = [];

/** A read-only view of one Kubernetes object. */
export class Manifest {
  public readonly type: ObjectKind;
  public readonly name: string;
  /** The namespace that the object names, empty where it names none. */
  public readonly namespace: string;
  /** The pods that the object carries, one for most workloads. */
  public readonly pods: readonly Pod[];

  /**
   * @throws when this is no Kubernetes object, or its pods cannot be read: nothing could be said about it.
   */
  constructor(public readonly json: JsonObject) {
    const apiVersion = textAt(json, 'apiVersion');
    const kind = textAt(json, 'kind');
    if (apiVersion === '') throw new Error('apiVersion must be set: without it this is no Kubernetes object.');
    if (kind === '') throw new Error('kind must be set: without it this is no Kubernetes object.');
    this.type = ObjectKind.of(apiVersion, kind);

    const metadata = isObject(json.metadata) ? json.metadata : {};
    this.name = textAt(metadata, 'name') || textAt(metadata, 'generateName');
    this.namespace = textAt(metadata, 'namespace');
    const { templatePaths } = this.type;
    this.pods = templatePaths.length === 0 ? NO_PODS : templatePaths.flatMap(path => podsAt(json, path, []));
  }

  /** The API group, empty for the core group. */
  public get group(): string {
    return this.type.group;
  }

  public get kind(): string {
    return this.type.kind;
  }

  public get labels(): { readonly [name: string]: string } {
    return this.mapAt('labels');
  }

  public get annotations(): { readonly [name: string]: string } {
    return this.mapAt('annotations');
  }

  private mapAt(field: 'labels' | 'annotations'): { readonly [name: string]: string } {
    const map = isObject(this.json.metadata) ? this.json.metadata[field] : undefined;
    return isObject(map) ? map as { [name: string]: string } : {};
  }
}

function textAt(json: JsonObject, field: string): string {
  const value = json[field];
  return typeof value === 'string' ? value : '';
}

function podsAt(value: unknown, path: TemplatePath, walked: FieldPath): Pod[] {
  if (isUnset(value)) return [];
  if (path.length === 0) {
    if (!isObject(value)) throw new Error(`${formatPath(walked)} must be a pod template, an object.`);
    return [new Pod(value, walked)];
  }
  const [step, ...rest] = path;
  if (step === EACH) {
    if (!Array.isArray(value)) throw new Error(`${formatPath(walked)} must be a list.`);
    return value.flatMap((item, index) => podsAt(item, rest, [...walked, index]));
  }
  if (!isObject(value)) throw new Error(`${formatPath(walked)} must be an object.`);
  return podsAt(value[step], rest, [...walked, step as string]);
}

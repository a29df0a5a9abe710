import { listAt, MutableJson, objectsIn } from '../mutable-json';
import { normalisedPath } from './pod-intent';
import { volumeName } from './volume-name';

/** How much each writable path may hold. */
export const WRITABLE_SPACE = '64Mi';

/**
 * Gives each container an emptyDir of its own at each path, unless something is mounted there.
 *
 * @param sizeLimit 64Mi, in the form that the reader of the spec expects: text, or an L1's Quantity.
 */
export function addWritableSpace(spec: MutableJson, containers: readonly MutableJson[], paths: readonly string[], sizeLimit: () => unknown): void {
  for (const container of containers) {
    for (const path of paths.filter(candidate => !isMounted(container, candidate))) {
      const name = volumeName(['writable', String(container.name), path], volumeNames(spec));
      listAt(spec, 'volumes').push({ name, emptyDir: { sizeLimit: sizeLimit() } });
      listAt(container, 'volumeMounts').push({ mountPath: path, name });
    }
  }
}

/** The names that the volumes of a pod have. */
export function volumeNames(spec: MutableJson): Set<string> {
  return new Set(objectsIn(spec.volumes).map(volume => String(volume.name)));
}

/** Whether a container mounts something at exactly that path. */
export function isMounted(container: MutableJson, path: string): boolean {
  return objectsIn(container.volumeMounts).some(mount => typeof mount.mountPath === 'string' && normalisedPath(mount.mountPath) === path);
}

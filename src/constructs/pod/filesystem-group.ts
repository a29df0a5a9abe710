import { isUnset, JsonObject } from '../../kubernetes/json';
import { MutableJson, objectsIn, put, remove, valueAt } from '../mutable-json';
import { PodContext } from './hardened-field';

const CHANGE_POLICY = ['securityContext', 'fsGroupChangePolicy'];

/** The `fsGroup` that a pod gets by default: its own group, where it mounts persistent storage that may be re-grouped. */
export function filesystemGroup({ intent, target, spec }: PodContext): number | undefined {
  if (!intent.regroupVolumes || !mountsPersistentStorage(spec) || target.platform?.assignsUserIds) return undefined;
  return intent.group === 0 ? undefined : intent.group ?? intent.usualGroup;
}

/** Files are re-grouped only where the root of the volume has another group; without `fsGroup` there is nothing to say. */
export function settleChangePolicy(spec: MutableJson): void {
  if (isUnset(valueAt(spec, ['securityContext', 'fsGroup']))) {
    remove(spec, CHANGE_POLICY);
  } else if (isUnset(valueAt(spec, CHANGE_POLICY))) {
    put(spec, CHANGE_POLICY, 'OnRootMismatch');
  }
}

function mountsPersistentStorage(spec: JsonObject): boolean {
  const persistent = objectsIn(spec.volumes).filter(volume => !isUnset(volume.persistentVolumeClaim) || !isUnset(volume.ephemeral));
  const mounted = [...objectsIn(spec.containers), ...objectsIn(spec.initContainers)].flatMap(container => objectsIn(container.volumeMounts));
  return persistent.some(volume => mounted.some(mount => mount.name === volume.name));
}

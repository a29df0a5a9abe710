import { listAt, MutableJson } from '../mutable-json';
import { volumeName } from './volume-name';
import { isMounted, volumeNames } from './writable-space';

const MOUNT_PATH = '/var/run/secrets/kubernetes.io/serviceaccount';
const LIFETIME_SECONDS = 3600;

/** Mounts a short-lived token for the Kubernetes API where every client library looks for it. */
export function addApiToken(spec: MutableJson, containers: readonly MutableJson[]): void {
  const without = containers.filter(container => !isMounted(container, MOUNT_PATH));
  if (without.length === 0) return;
  const name = volumeName(['kube-api-access'], volumeNames(spec));
  listAt(spec, 'volumes').push(tokenVolume(name));
  for (const container of without) {
    listAt(container, 'volumeMounts').push({ mountPath: MOUNT_PATH, name, readOnly: true });
  }
}

function tokenVolume(name: string): MutableJson {
  return {
    name,
    projected: {
      sources: [
        { serviceAccountToken: { expirationSeconds: LIFETIME_SECONDS, path: 'token' } },
        { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
        { downwardAPI: { items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }] } },
      ],
    },
  };
}

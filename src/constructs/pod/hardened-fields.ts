import { ImageReference } from '../../kubernetes/image-reference';
import { isObject, isUnset } from '../../kubernetes/json';
import { filesystemGroup } from './filesystem-group';
import { emits, emitsIfNarrowed, HardenedField, nothing, PodContext, usual } from './hardened-field';

const PLAIN_IMAGE = 'Write an exact tag or a digest, such as \'ghcr.io/acme/web:1.4.2\'';

/** The hardened fields of a pod, from its `spec`. */
export const POD_FIELDS: readonly HardenedField[] = [
  { field: 'securityContext.runAsNonRoot', must: 'be true', accepts: is(true), fill: () => true, waivedBy: { runAsRoot: emits(false) } },
  { field: 'securityContext.runAsUser', must: 'be an id above 0', accepts: isIdAboveZero, fill: defaultUser, waivedBy: { runAsRoot: emits(0) } },
  { field: 'securityContext.runAsGroup', must: 'be an id above 0', accepts: isIdAboveZero, fill: defaultGroup, waivedBy: { rootGroup: emits(0), runAsRoot: emits(0) } },
  { field: 'securityContext.fsGroup', must: 'be an id above 0', accepts: isIdAboveZero, fill: filesystemGroup, waivedBy: { rootGroup: usual } },
  { field: 'securityContext.supplementalGroups', must: 'be ids above 0', accepts: areIdsAboveZero, fill: pod => pod.intent.supplementalGroups, waivedBy: { rootGroup: usual } },
  { field: 'securityContext.seccompProfile', must: 'be of type RuntimeDefault or Localhost', accepts: isConfined, fill: pod => pod.intent.seccomp._toField(), waivedBy: { seccompUnconfined: emits({ type: 'Unconfined' }) } },
  { field: 'securityContext.appArmorProfile', must: 'be of type RuntimeDefault or Localhost', accepts: isConfined, waivedBy: { appArmorUnconfined: nothing } },
  { field: 'securityContext.seLinuxOptions', must: 'stay in a container type, without user and role', accepts: staysInContainerType, fill: pod => pod.intent.seLinux, waivedBy: { seLinuxOptions: usual } },
  { field: 'securityContext.windowsOptions.hostProcess', must: 'be false', accepts: is(false), waivedBy: { privileged: nothing } },
  { field: 'hostNetwork', must: 'be false', accepts: is(false), waivedBy: { hostNetwork: emits(true) } },
  { field: 'hostPID', must: 'be false', accepts: is(false), waivedBy: { hostPid: emits(true) } },
  { field: 'hostIPC', must: 'be false', accepts: is(false), waivedBy: { hostIpc: emits(true) } },
  { field: 'shareProcessNamespace', must: 'be false', accepts: is(false), waivedBy: { shareProcessNamespace: emits(true) } },
  { field: 'volumes[*].hostPath', must: 'be absent', accepts: () => false, waivedBy: { hostPath: nothing } },
  { field: 'volumes[*].projected.sources[*].serviceAccountToken', must: 'name an audience, not the Kubernetes API', accepts: isForSomebodyElse, waivedBy: { apiToken: nothing } },
  { field: 'automountServiceAccountToken', must: 'be false', accepts: is(false), fill: () => false, waivedBy: { apiToken: usual } },
  { field: 'serviceAccountName', must: 'name an account of its own', accepts: isOwnAccount, fill: pod => pod.intent.serviceAccountName(), waivedBy: { defaultServiceAccount: emits('default') } },
  { field: 'enableServiceLinks', must: 'be as the prop says', accepts: (value, pod) => value === pod.intent.enableServiceLinks, fill: pod => pod.intent.enableServiceLinks, instead: 'Set the prop `enableServiceLinks`.' },
  { field: 'hostUsers', must: 'be false, as `userNamespace` asks', accepts: (value, pod) => value === false || !pod.intent.userNamespace, fill: pod => pod.intent.userNamespace ? false : undefined, instead: 'Set the prop `userNamespace`.' },
  { field: 'runtimeClassName', must: 'be as the prop `runtimeClass` says', accepts: isAskedRuntime, fill: pod => pod.intent.runtimeClass?.name, instead: 'Set the prop `runtimeClass`.' },
];

/** The hardened fields of every container, init containers and sidecars too. */
export const CONTAINER_FIELDS: readonly HardenedField[] = [
  { field: 'securityContext.privileged', must: 'be false', accepts: is(false), fill: () => false, waivedBy: { privileged: emits(true) } },
  { field: 'securityContext.allowPrivilegeEscalation', must: 'be false', accepts: is(false), fill: () => false, waivedBy: { allowPrivilegeEscalation: emits(true), privileged: nothing } },
  { field: 'securityContext.readOnlyRootFilesystem', must: 'be true', accepts: is(true), fill: () => true, waivedBy: { readOnlyRootFilesystem: emits(false) } },
  { field: 'securityContext.runAsNonRoot', must: 'be true', accepts: is(true), fill: () => true, waivedBy: { runAsRoot: emitsIfNarrowed(false) } },
  { field: 'securityContext.runAsUser', must: 'be an id above 0', accepts: isIdAboveZero, waivedBy: { runAsRoot: emitsIfNarrowed(0) } },
  { field: 'securityContext.runAsGroup', must: 'be an id above 0', accepts: isIdAboveZero, waivedBy: { rootGroup: emitsIfNarrowed(0), runAsRoot: emitsIfNarrowed(0) } },
  { field: 'securityContext.capabilities.drop', must: 'contain ALL', accepts: containsAll, fill: () => ['ALL'], waivedBy: { defaultCapabilities: nothing } },
  { field: 'securityContext.capabilities.add[*]', must: 'be NET_BIND_SERVICE', accepts: is('NET_BIND_SERVICE'), waivedBy: { addCapabilities: nothing } },
  { field: 'securityContext.seccompProfile', must: 'be of type RuntimeDefault or Localhost', accepts: isConfined, waivedBy: { seccompUnconfined: emitsIfNarrowed({ type: 'Unconfined' }) } },
  { field: 'securityContext.appArmorProfile', must: 'be of type RuntimeDefault or Localhost', accepts: isConfined, waivedBy: { appArmorUnconfined: nothing } },
  { field: 'securityContext.seLinuxOptions', must: 'stay in a container type, without user and role', accepts: staysInContainerType, waivedBy: { seLinuxOptions: usual } },
  { field: 'securityContext.procMount', must: 'be Default', accepts: is('Default'), waivedBy: { procMount: nothing } },
  { field: 'securityContext.windowsOptions.hostProcess', must: 'be false', accepts: is(false), waivedBy: { privileged: nothing } },
  { field: 'ports[*].hostPort', must: 'be absent', accepts: is(0), waivedBy: { hostPort: nothing } },
  { field: 'image', must: 'be an image reference', accepts: isImage, required: true, instead: `${PLAIN_IMAGE}.` },
  { field: 'image', must: 'name a tag other than latest, or a digest', accepts: isFixedImage, waivedBy: { movingImageTag: nothing }, instead: PLAIN_IMAGE },
];

const CONTAINER_SELINUX_TYPES = ['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'];
const HIGHEST_ID = 2 ** 31 - 1;

function is(wanted: unknown): (value: unknown) => boolean {
  return value => value === wanted;
}

function isIdAboveZero(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) > 0 && (value as number) <= HIGHEST_ID;
}

function areIdsAboveZero(value: unknown): boolean {
  return Array.isArray(value) && value.every(isIdAboveZero);
}

function defaultUser({ intent, target }: PodContext): number | undefined {
  return intent.user ?? (target.platform?.assignsUserIds ? undefined : intent.usualUser);
}

function defaultGroup({ intent, target }: PodContext): number | undefined {
  return intent.group ?? (target.platform?.assignsUserIds ? undefined : intent.usualGroup);
}

function isConfined(value: unknown): boolean {
  return isObject(value) && (value.type === 'RuntimeDefault' || value.type === 'Localhost');
}

function staysInContainerType(value: unknown): boolean {
  return isObject(value)
    && CONTAINER_SELINUX_TYPES.includes((value.type ?? '') as string)
    && [value.user, value.role].every(part => isUnset(part) || part === '');
}

function isOwnAccount(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && value !== 'default';
}

/** A token without audience is one for the Kubernetes API. */
function isForSomebodyElse(token: unknown): boolean {
  return isObject(token) && typeof token.audience === 'string' && token.audience !== '';
}

function isAskedRuntime(value: unknown, { intent }: PodContext): boolean {
  return intent.runtimeClass === undefined || value === intent.runtimeClass.name;
}

function containsAll(value: unknown): boolean {
  return Array.isArray(value) && value.includes('ALL');
}

function isImage(value: unknown): boolean {
  return ImageReference.parse(value) !== undefined;
}

/** What is no reference at all is the matter of another row, which nothing lifts. */
function isFixedImage(value: unknown): boolean {
  return !ImageReference.parse(value)?.hasMovingTag;
}

import { FieldPath } from './field-path';
import { isObject } from './json';

/**
 * Who the process is and what the kernel lets it do (S1 to S6, S9, S10, S12 of the checklists). They stand in a `securityContext`, which
 * counts as a whole; a custom resource may put them elsewhere.
 */
const PRIVILEGE = [
  'runAsNonRoot', 'runAsUser', 'runAsGroup', 'runAsUserName', 'fsGroup', 'fsGroupChangePolicy', 'supplementalGroups', 'supplementalGroupsPolicy',
  'privileged', 'allowPrivilegeEscalation', 'readOnlyRootFilesystem', 'capabilities', 'procMount', 'sysctls',
  'seccompProfile', 'appArmorProfile', 'seLinuxOptions', 'seLinuxChangePolicy', 'windowsOptions', 'hostProcess',
];

/** What a pod shares with its node, or a container with its pod, and what isolates them (S17). */
const ISOLATION = ['hostNetwork', 'hostPID', 'hostIPC', 'hostUsers', 'shareProcessNamespace', 'runtimeClassName', 'enableServiceLinks'];

/** Whom the pod is for the API server, and the tokens that it is given (S11). */
const IDENTITY = ['serviceAccountName', 'serviceAccount', 'automountServiceAccountToken', 'serviceAccountToken'];

/** What it may use up: requests and limits with all their entries, `ephemeral-storage` too, and the size of a volume (S7). */
const CONSUMPTION = ['resources', 'sizeLimit'];

/** What it may write to, and who may read what it mounts (S1, S4). */
const FILES = ['readOnly', 'recursiveReadOnly', 'defaultMode', 'immutable'];

/** Where the image comes from (S8, S15). */
const IMAGE = ['imagePullPolicy'];

/** Who can reach it from outside the cluster, and whether the way there is encrypted (S16). */
const EXPOSURE = ['loadBalancerSourceRanges', 'allocateLoadBalancerNodePorts', 'tls', 'caBundle'];

/** In the spelling of TypeScript, `hostPid`, it is the same name. */
const NAMES: ReadonlySet<string> = new Set(
  [...PRIVILEGE, ...ISOLATION, ...IDENTITY, ...CONSUMPTION, ...FILES, ...IMAGE, ...EXPOSURE].map(name => name.toLowerCase()),
);

/** A pod's, a container's, or what a custom resource calls `podSecurityContext`. */
const SECURITY_CONTEXT = 'securitycontext';

/** Labels and annotations that harden: the level of a namespace (S13), and the profiles of older versions (S6, S9). */
const KEYS = [
  'pod-security.kubernetes.io/',
  'seccomp.security.alpha.kubernetes.io/',
  'container.seccomp.security.alpha.kubernetes.io/',
  'container.apparmor.security.beta.kubernetes.io/',
];

/**
 * The kinds that are there to restrict: whatever is missing in one of them, a port of a rule, an `except`, one of the `resourceNames`,
 * may open what was to stay closed (S14, S16).
 */
const RESTRICTING_KINDS: ReadonlySet<string> = new Set([
  'Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding',
  'LimitRange', 'ResourceQuota', 'RuntimeClass',
  'ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding', 'MutatingAdmissionPolicy', 'MutatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration',
  'PodSecurityPolicy', 'SecurityContextConstraints', 'SeccompProfile', 'AppArmorProfile', 'SelinuxProfile',
  'AuthorizationPolicy', 'PeerAuthentication', 'RequestAuthentication',
]);

/** Of Kubernetes itself, and of what enforces it: `AdminNetworkPolicy`, `CiliumNetworkPolicy`, `GlobalNetworkPolicy`. */
const NETWORK_POLICY = /NetworkPolicy$/;

/** The fields of such an object that restrict nothing. */
const IDENTIFYING = ['apiVersion', 'kind', 'metadata', 'status'];

/**
 * Whether an object is less hardened without a field, or without one that the value of this field holds.
 *
 * It is when the path or the value has the name of a field that hardens, or when the kind is one that restricts. So everything in a
 * `securityContext` or in `resources` counts, also what this version of the library has never heard of; an unknown field of a
 * container's port does not, and one of a NetworkPolicy's port does.
 *
 * @param kind of the object; what a list holds counts as what the list is a list of.
 * @param path from the object, with the names in the spelling of Kubernetes or of TypeScript.
 */
export function isHardeningField(kind: string, path: FieldPath, value: unknown): boolean {
  const names = path.filter(isName);
  return names.some(hardens) || hasHardeningName(value) || (restricts(kind) && !names.some(name => IDENTIFYING.includes(name)));
}

function hasHardeningName(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasHardeningName);
  return isObject(value) && Object.keys(value).some(name => hardens(name) || hasHardeningName(value[name]));
}

function hardens(name: string): boolean {
  const lower = name.toLowerCase();
  return NAMES.has(lower) || lower.endsWith(SECURITY_CONTEXT) || KEYS.some(key => name.startsWith(key));
}

function restricts(kind: string): boolean {
  const single = kind.replace(/List$/, '');
  return RESTRICTING_KINDS.has(single) || NETWORK_POLICY.test(single);
}

function isName(segment: string | number): segment is string {
  return typeof segment === 'string';
}

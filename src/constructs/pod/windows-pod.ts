import { MutableJson, remove } from '../mutable-json';

/** What the API server refuses in the spec of a Windows pod. */
const LINUX_POD_FIELDS = [
  'hostIPC', 'hostPID', 'hostUsers', 'shareProcessNamespace',
  'securityContext.appArmorProfile', 'securityContext.fsGroup', 'securityContext.fsGroupChangePolicy', 'securityContext.runAsGroup',
  'securityContext.runAsUser', 'securityContext.seccompProfile', 'securityContext.seLinuxOptions', 'securityContext.supplementalGroups',
  'securityContext.supplementalGroupsPolicy', 'securityContext.sysctls',
];

/** What it refuses in the containers of one. */
const LINUX_CONTAINER_FIELDS = [
  'securityContext.allowPrivilegeEscalation', 'securityContext.appArmorProfile', 'securityContext.capabilities', 'securityContext.privileged',
  'securityContext.procMount', 'securityContext.readOnlyRootFilesystem', 'securityContext.runAsGroup', 'securityContext.runAsUser',
  'securityContext.seccompProfile', 'securityContext.seLinuxOptions',
];

/** Takes everything out of a Windows pod that only Linux knows. */
export function removeLinuxFields(spec: MutableJson, containers: readonly MutableJson[]): void {
  for (const field of LINUX_POD_FIELDS) remove(spec, field.split('.'));
  for (const container of containers) {
    for (const field of LINUX_CONTAINER_FIELDS) remove(container, field.split('.'));
  }
}

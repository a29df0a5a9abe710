// Generated from the files of this folder. To add a rule: npx projen new:rule <topic>/<id>
/* eslint-disable import/order -- in the order of topics and ids, as the list below */
import { noHostPath } from './filesystem/no-host-path';
import { readOnlyRootFs } from './filesystem/read-only-root-fs';
import { volumeTypes } from './filesystem/volume-types';
import { hostProbesLifecycle } from './host/host-probes-lifecycle';
import { noHostIpc } from './host/no-host-ipc';
import { noHostNetwork } from './host/no-host-network';
import { noHostPid } from './host/no-host-pid';
import { noHostPort } from './host/no-host-port';
import { shareProcessNamespace } from './host/share-process-namespace';
import { windowsHostProcess } from './host/windows-host-process';
import { fsGroup } from './identity/fs-group';
import { noRootGroup } from './identity/no-root-group';
import { runAsGroup } from './identity/run-as-group';
import { runAsNonRoot } from './identity/run-as-non-root';
import { runAsUserNonzero } from './identity/run-as-user-nonzero';
import { imageTag } from './image/image-tag';
import { apparmorProfile } from './kernel/apparmor-profile';
import { procMount } from './kernel/proc-mount';
import { seccompProfile } from './kernel/seccomp-profile';
import { selinuxOptions } from './kernel/selinux-options';
import { sysctls } from './kernel/sysctls';
import { podSecurityLabels } from './namespace/pod-security-labels';
import { podSecurityLevel } from './namespace/pod-security-level';
import { danglingSelector } from './network/dangling-selector';
import { defaultDeny } from './network/default-deny';
import { dnsEgress } from './network/dns-egress';
import { internetIngress } from './network/internet-ingress';
import { metadataEgress } from './network/metadata-egress';
import { networkPolicyValid } from './network/network-policy-valid';
import { uniqueObject } from './objects/unique-object';
import { pssCapabilitiesBaseline } from './pod-security/pss-capabilities-baseline';
import { pssHostProbes } from './pod-security/pss-host-probes';
import { pssProcMount } from './pod-security/pss-proc-mount';
import { pssRunAsNonRoot } from './pod-security/pss-run-as-non-root';
import { pssRunAsUser } from './pod-security/pss-run-as-user';
import { pssSeccompBaseline } from './pod-security/pss-seccomp-baseline';
import { pssVolumeTypes } from './pod-security/pss-volume-types';
import { addedCapabilities } from './privilege/added-capabilities';
import { dropAllCapabilities } from './privilege/drop-all-capabilities';
import { noPrivilegeEscalation } from './privilege/no-privilege-escalation';
import { noPrivileged } from './privilege/no-privileged';
import { cpuRequest } from './resources/cpu-request';
import { memoryLimitVsRequest } from './resources/memory-limit-vs-request';
import { memoryLimit } from './resources/memory-limit';
import { memoryRequest } from './resources/memory-request';
import { automountToken } from './service-account/automount-token';
import { noDefaultServiceAccount } from './service-account/no-default-service-account';
import { serviceAccountAutomount } from './service-account/service-account-automount';
import { sharedServiceAccount } from './service-account/shared-service-account';
import { RuleDeclaration } from './rule';

/** Every rule as its file declares it, with its examples, by topic and id; what runs is `catalogue.ts`. */
export const allRules: readonly RuleDeclaration[] = [
  noHostPath,
  readOnlyRootFs,
  volumeTypes,
  hostProbesLifecycle,
  noHostIpc,
  noHostNetwork,
  noHostPid,
  noHostPort,
  shareProcessNamespace,
  windowsHostProcess,
  fsGroup,
  noRootGroup,
  runAsGroup,
  runAsNonRoot,
  runAsUserNonzero,
  imageTag,
  apparmorProfile,
  procMount,
  seccompProfile,
  selinuxOptions,
  sysctls,
  podSecurityLabels,
  podSecurityLevel,
  danglingSelector,
  defaultDeny,
  dnsEgress,
  internetIngress,
  metadataEgress,
  networkPolicyValid,
  uniqueObject,
  pssCapabilitiesBaseline,
  pssHostProbes,
  pssProcMount,
  pssRunAsNonRoot,
  pssRunAsUser,
  pssSeccompBaseline,
  pssVolumeTypes,
  addedCapabilities,
  dropAllCapabilities,
  noPrivilegeEscalation,
  noPrivileged,
  cpuRequest,
  memoryLimitVsRequest,
  memoryLimit,
  memoryRequest,
  automountToken,
  noDefaultServiceAccount,
  serviceAccountAutomount,
  sharedServiceAccount,
];
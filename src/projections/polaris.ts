import { AnnotatingScanner } from './annotating-scanner';

/**
 * Without linuxHardening: it fails only where a container has none of seccomp, SELinux, AppArmor and dropped capabilities.
 *
 * @see https://polaris.docs.fairwinds.com/customization/exemptions/#annotations
 */
export const polaris: AnnotatingScanner = {
  checks: {
    // Passes where the ServiceAccount says so.
    automountServiceAccountToken: { rules: ['automount-token'] },
    cpuRequestsMissing: { rules: ['cpu-request'] },
    // ALL, SYS_ADMIN and NET_ADMIN.
    dangerousCapabilities: { rules: ['added-capabilities'] },
    hostIPCSet: { rules: ['no-host-ipc'] },
    hostNetworkSet: { rules: ['no-host-network'] },
    hostPIDSet: { rules: ['no-host-pid'] },
    hostPathSet: { rules: ['no-host-path'] },
    hostPortSet: { rules: ['no-host-port'] },
    hostProcess: { rules: ['windows-host-process'] },
    // In spite of its name it looks at what is dropped, not at what is added.
    insecureCapabilities: { rules: ['drop-all-capabilities'] },
    memoryLimitsMissing: { rules: ['memory-limit'] },
    memoryRequestsMissing: { rules: ['memory-request'] },
    // It wants matchLabels, and a rule for each direction: a default deny fails.
    missingNetworkPolicy: { rules: ['default-deny'], also: ['policies that allow nothing or select every pod'] },
    notReadOnlyRootFilesystem: { rules: ['read-only-root-fs'] },
    privilegeEscalationAllowed: { rules: ['no-privilege-escalation'] },
    procMount: { rules: ['proc-mount'] },
    runAsPrivileged: { rules: ['no-privileged'] },
    runAsRootAllowed: { rules: ['run-as-non-root', 'run-as-user-nonzero'] },
    tagNotSpecified: { rules: ['image-tag'] },
  },
  knowsEnds: false,
  keyOf,
  // Any other value than true is as if it were not there.
  annotationsFor: silenced => Object.fromEntries(silenced.map(({ id }) => [keyOf(id), 'true'])),
};

function keyOf(check: string): string {
  return `polaris.fairwinds.com/${check}-exempt`;
}

import { AnnotatingScanner } from './annotating-scanner';
import { statementInOneLine } from './waiver-statement';

/** @see https://docs.kubelinter.io/#/configuring-kubelinter?id=ignoring-violations-for-specific-cases */
export const kubeLinter: AnnotatingScanner = {
  checks: {
    'dangling-networkpolicy': { rules: ['dangling-selector'] },
    'dangling-networkpolicypeer-podselector': { rules: ['dangling-selector'] },
    'dangling-service': { rules: ['dangling-selector'] },
    // Passes where no token is mounted.
    'default-service-account': { rules: ['no-default-service-account'] },
    // Of the default capabilities the one that matters most to it.
    'drop-net-raw-capability': { rules: ['drop-all-capabilities'], also: ['an added NET_RAW'] },
    'host-ipc': { rules: ['no-host-ipc'] },
    'host-network': { rules: ['no-host-network'] },
    'host-pid': { rules: ['no-host-pid'] },
    'latest-tag': { rules: ['image-tag'] },
    'no-read-only-root-fs': { rules: ['read-only-root-fs'] },
    // Passes where any policy selects the pod, in one direction.
    'non-isolated-pod': { rules: ['default-deny'] },
    'privilege-escalation-container': { rules: ['no-privilege-escalation', 'no-privileged'], also: ['an added SYS_ADMIN'] },
    'privileged-container': { rules: ['no-privileged'] },
    'run-as-non-root': { rules: ['run-as-non-root', 'run-as-user-nonzero'], also: ['run-as-group'] },
    // It has no check for paths of the node at large; this one knows a list of folders.
    'sensitive-host-mounts': { rules: ['no-host-path'] },
    'unsafe-proc-mount': { rules: ['proc-mount'] },
    // It forbids all of net.* and kernel.shm*.
    'unsafe-sysctls': { rules: ['sysctls'], also: ['sysctls that the Pod Security Standards allow'] },
    // Since 0.7.0 only the request.
    'unset-cpu-requirements': { rules: ['cpu-request'] },
    // Since 0.7.0 only the limit.
    'unset-memory-requirements': { rules: ['memory-limit'] },
  },
  knowsEnds: false,
  keyOf,
  // That the key is there suffices. The value is for people.
  annotationsFor: silenced => Object.fromEntries(silenced.map(({ id, waivers }) => [keyOf(id), statementInOneLine(waivers)])),
};

function keyOf(check: string): string {
  return `ignore-check.kube-linter.io/${check}`;
}

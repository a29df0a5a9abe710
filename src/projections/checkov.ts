import { AnnotatingScanner } from './annotating-scanner';
import { statementInOneLine } from './waiver-statement';

/**
 * Without CKV_K8S_39 (SYS_ADMIN added): it is graver than what it is a part of.
 *
 * @see https://www.checkov.io/2.Basics/Suppressing%20and%20Skipping%20Policies.html
 */
export const checkov: AnnotatingScanner = {
  checks: {
    CKV2_K8S_6: { rules: ['default-deny'] },
    CKV_K8S_10: { rules: ['cpu-request'] },
    CKV_K8S_12: { rules: ['memory-request'] },
    CKV_K8S_13: { rules: ['memory-limit'] },
    CKV_K8S_14: { rules: ['image-tag'] },
    CKV_K8S_16: { rules: ['no-privileged'] },
    CKV_K8S_17: { rules: ['no-host-pid'] },
    CKV_K8S_18: { rules: ['no-host-ipc'] },
    CKV_K8S_19: { rules: ['no-host-network'] },
    CKV_K8S_20: { rules: ['no-privilege-escalation'] },
    CKV_K8S_22: { rules: ['read-only-root-fs'] },
    CKV_K8S_23: { rules: ['run-as-non-root', 'run-as-user-nonzero'] },
    CKV_K8S_25: { rules: ['added-capabilities'], also: ['an added NET_BIND_SERVICE'] },
    CKV_K8S_26: { rules: ['no-host-port'] },
    // Passes where NET_RAW is dropped.
    CKV_K8S_28: { rules: ['drop-all-capabilities'] },
    CKV_K8S_31: { rules: ['seccomp-profile'], also: ['profiles of type Localhost'] },
    CKV_K8S_37: { rules: ['drop-all-capabilities'] },
    CKV_K8S_38: { rules: ['automount-token'] },
    CKV_K8S_40: { rules: ['run-as-user-nonzero'], also: ['user ids below 10000'] },
    // Only where the ServiceAccount is named default.
    CKV_K8S_41: { rules: ['service-account-automount'] },
  },
  knowsEnds: false,
  keyOf,
  // It splits the value at every equals sign, and crashes unless that makes two parts.
  annotationsFor: silenced => Object.fromEntries(silenced.map(({ id, waivers }) =>
    [keyOf(id), `${id}=${statementInOneLine(waivers).replaceAll('=', ':')}`])),
};

/** It asks only for how the key begins. One that is made of the check stays the same when other checks come and go. */
function keyOf(check: string): string {
  return `checkov.io/skip-${check}`;
}

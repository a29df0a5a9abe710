import { AnnotatingScanner } from './annotating-scanner';
import { firstEnd } from './waiver-end';
import { statementInOneLine } from './waiver-statement';

const KEY = 'kubescape.io/skip-controls';

/**
 * Obeyed when files are scanned; in a cluster only with `--honor-inline-exceptions`. Versions from before 2026 know nothing of it.
 *
 * Without C-0055 (fails only where there is no hardening of the kernel at all) and C-0211 (fails over any of fifteen faults). The controls of
 * the CIS benchmark about what a pod may do ask for nothing but the label of its namespace.
 */
export const kubescape: AnnotatingScanner = {
  checks: {
    'C-0004': { rules: ['memory-limit', 'memory-request'] },
    'C-0009': { rules: ['memory-limit'], also: ['containers without a CPU limit'] },
    'C-0013': { rules: ['run-as-group', 'run-as-non-root', 'run-as-user-nonzero'] },
    'C-0016': { rules: ['no-privilege-escalation'] },
    'C-0017': { rules: ['read-only-root-fs'] },
    'C-0030': { rules: ['default-deny'] },
    'C-0034': { rules: ['automount-token'] },
    'C-0038': { rules: ['no-host-ipc', 'no-host-pid'] },
    'C-0041': { rules: ['no-host-network'] },
    'C-0044': { rules: ['no-host-port'] },
    // Those of a list that its user may change.
    'C-0046': { rules: ['added-capabilities'] },
    'C-0048': { rules: ['no-host-path'] },
    'C-0050': { rules: ['cpu-request'], also: ['containers without a CPU limit'] },
    'C-0057': { rules: ['no-privileged'], also: ['an added SYS_ADMIN'] },
    // Only where the image is not pulled always.
    'C-0075': { rules: ['image-tag'], also: ['tags that Kubescape is configured to take for moving ones'] },
    'C-0190': { rules: ['automount-token'] },
    // About namespaces that enforce less than the baseline, whatever their titles say.
    'C-0193': { rules: ['pod-security-labels'] },
    'C-0194': { rules: ['pod-security-labels'] },
    'C-0195': { rules: ['pod-security-labels'] },
    'C-0196': { rules: ['pod-security-labels'] },
    'C-0199': { rules: ['pod-security-labels'] },
    'C-0202': { rules: ['pod-security-labels'] },
    'C-0203': { rules: ['pod-security-labels'] },
    'C-0204': { rules: ['pod-security-labels'] },
    'C-0210': { rules: ['seccomp-profile'], also: ['profiles of type Localhost'] },
    'C-0260': { rules: ['default-deny'] },
    'C-0268': { rules: ['cpu-request'] },
    'C-0269': { rules: ['memory-request'] },
    'C-0271': { rules: ['memory-limit'] },
    'C-0275': { rules: ['no-host-pid'] },
    'C-0276': { rules: ['no-host-ipc'] },
  },
  knowsEnds: true,
  lists: [KEY],
  keyOf: () => KEY,
  annotationsFor: silenced => {
    const waivers = [...new Set(silenced.flatMap(one => one.waivers))];
    // There is one end for all: with the first of them the object has to be looked at again.
    const end = firstEnd(waivers);
    return {
      [KEY]: silenced.map(({ id }) => id).join(','),
      'kubescape.io/skip-reason': statementInOneLine(waivers),
      ...end !== undefined && { 'kubescape.io/skip-expiry': end },
    };
  },
};

import { AnnotatingScanner } from './annotating-scanner';

const KEY = 'kube-score/ignore';

/** @see https://github.com/zegl/kube-score#ignoring-a-test */
export const kubeScore: AnnotatingScanner = {
  checks: {
    'container-image-tag': { rules: ['image-tag'] },
    // To ignore it is to ignore container-ephemeral-storage-request-and-limit with it.
    'container-resources': {
      rules: ['cpu-request', 'memory-limit', 'memory-request'],
      also: ['containers without a CPU limit', 'containers without requests and limits of ephemeral storage'],
    },
    // Off by default. It does not look at which profile is chosen.
    'container-seccomp-profile': { rules: ['seccomp-profile'] },
    'container-security-context-privileged': { rules: ['no-privileged'] },
    'container-security-context-readonlyrootfilesystem': { rules: ['read-only-root-fs'] },
    'container-security-context-user-group-id': { rules: ['run-as-group', 'run-as-user-nonzero'], also: ['user and group ids below 10000'] },
    'networkpolicy-targets-pod': { rules: ['dangling-selector'] },
    'pod-networkpolicy': { rules: ['default-deny'] },
    'service-targets-pod': { rules: ['dangling-selector'] },
  },
  knowsEnds: false,
  lists: [KEY],
  keyOf: () => KEY,
  annotationsFor: silenced => ({ [KEY]: silenced.map(({ id }) => id).join(',') }),
};

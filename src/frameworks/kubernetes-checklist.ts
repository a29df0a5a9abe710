import { framework } from './control';

/** The "Application Security Checklist" of the Kubernetes documentation. */
export const checklist = framework({
  id: 'checklist',
  name: 'Kubernetes Application Security Checklist',
  version: '1.31',
  source: 'https://kubernetes.io/docs/concepts/security/application-security-checklist/',
  label: () => 'K8s checklist',
}, {
  S1: 'Run as a non-root user',
  S2: 'No privileged container',
  S3: 'Drop all capabilities, add the needed ones',
  S4: 'Read-only root filesystem',
  S5: 'No privilege escalation',
  S6: 'A seccomp profile',
  S7: 'Memory and CPU requests and limits',
  S9: 'An AppArmor profile',
  S10: 'SELinux labels',
  S11: 'A ServiceAccount of its own, and no token unless needed',
  S12: 'fsGroup for persistent volumes',
  S13: 'A Pod Security Standard is enforced',
  S16: 'NetworkPolicies allow only expected traffic',
});

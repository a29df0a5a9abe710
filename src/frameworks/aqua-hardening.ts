import { framework } from './control';

/** "Top 10 Kubernetes Application Security Hardening Techniques". */
export const aqua = framework({
  id: 'aqua',
  name: 'Top 10 Kubernetes Application Security Hardening Techniques',
  version: 'blog',
  source: 'https://www.aquasec.com/blog/kubernetes-hardening-techniques/',
  label: () => 'Aqua Top 10',
}, {
  S1: 'Run as a non-root user',
  S2: 'Privileged is false',
  S3: 'Drop all capabilities, add the needed ones',
  S4: 'Read-only root filesystem',
  S5: 'No privilege escalation',
  S6: 'A seccomp profile',
  S7: 'Resource requests and limits',
  S8: 'An explicit image tag, better a digest',
  S9: 'An AppArmor profile',
  S10: 'SELinux labels',
});

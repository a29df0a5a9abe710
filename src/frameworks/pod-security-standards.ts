import { framework } from './control';

/** The Pod Security Standards, by level and by the id of the check in the API server's own library. */
export const pss = framework({
  id: 'pss',
  name: 'Pod Security Standards',
  version: '1.37',
  source: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  label: key => `PSS ${key.slice(0, key.indexOf('/'))}`,
}, {
  'baseline/hostNamespaces': 'Host namespaces',
  'baseline/privileged': 'Privileged containers',
  'baseline/capabilities_baseline': 'Capabilities',
  'baseline/hostPathVolumes': 'HostPath volumes',
  'baseline/hostPorts': 'Host ports',
  'baseline/hostProbesAndHostLifecycle': 'Host probes and lifecycle hooks',
  'baseline/appArmorProfile': 'AppArmor',
  'baseline/seLinuxOptions': 'SELinux',
  'baseline/procMount': '/proc mount type',
  'baseline/seccompProfile_baseline': 'Seccomp',
  'baseline/sysctls': 'Sysctls',
  'baseline/windowsHostProcess': 'Windows HostProcess',
  'restricted/allowPrivilegeEscalation': 'Privilege escalation',
  'restricted/procMount_restricted': '/proc mount type',
  'restricted/capabilities_restricted': 'Capabilities',
  'restricted/restrictedVolumes': 'Volume types',
  'restricted/runAsNonRoot': 'Running as non-root',
  'restricted/runAsUser': 'Running as non-root user',
  'restricted/seccompProfile_restricted': 'Seccomp',
});

import { framework } from './control';

/** The CIS Kubernetes Benchmark, section 5. */
export const cis = framework({
  id: 'cis',
  name: 'CIS Kubernetes Benchmark',
  version: '1.12',
  source: 'https://www.cisecurity.org/benchmark/kubernetes',
  label: key => `CIS ${key}`,
}, {
  '5.1.5': 'Default service accounts are not actively used',
  '5.1.6': 'Service account tokens are only mounted where necessary',
  '5.2.1': 'The cluster has an active policy control mechanism in place',
  '5.2.2': 'Minimise the admission of privileged containers',
  '5.2.3': 'Minimise containers that share the host process ID namespace',
  '5.2.4': 'Minimise containers that share the host IPC namespace',
  '5.2.5': 'Minimise containers that share the host network namespace',
  '5.2.6': 'Minimise containers with allowPrivilegeEscalation',
  '5.2.7': 'Minimise root containers',
  '5.2.9': 'Minimise containers with added capabilities',
  '5.2.10': 'Minimise containers with capabilities assigned',
  '5.2.11': 'Minimise Windows HostProcess containers',
  '5.2.12': 'Minimise HostPath volumes',
  '5.2.13': 'Minimise containers which use HostPorts',
  '5.3.2': 'All namespaces have NetworkPolicies defined',
  '5.7.2': 'The seccomp profile is RuntimeDefault',
  '5.7.3': 'Apply security contexts to pods and containers',
});

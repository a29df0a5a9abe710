import { pss } from '../../frameworks/pod-security-standards';
import { every, everyContainer, isOneOf } from '../../requirements/vocabulary';
import { podRule } from '../rule';
import { Severity } from '../severity';

/** What a container runtime grants unless told otherwise, NET_RAW left out. */
const DEFAULT_CAPABILITIES = [
  'AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID',
  'SYS_CHROOT',
];

export const pssCapabilitiesBaseline = podRule({
  id: 'pss-capabilities-baseline',
  standardOnly: true,
  title: 'No capability is added beyond those that a container has by default',
  severity: Severity.HIGH,
  controls: [pss('baseline/capabilities_baseline')],
  why: 'Many capabilities, SYS_ADMIN and SYS_PTRACE above all, are a way out of the container.',
  fix: 'Remove the capability from `securityContext.capabilities.add`.',
  waiver: 'addCapabilities',
  requires: everyContainer(every('securityContext.capabilities.add', isOneOf('', ...DEFAULT_CAPABILITIES))),
  examples: {
    good: [{ 'spec.containers[app].securityContext.capabilities.add': ['CHOWN', 'NET_BIND_SERVICE'] }],
    bad: [
      {
        change: { 'spec.containers[app].securityContext.capabilities.add': ['CHOWN', 'NET_RAW'] },
        at: ['spec.containers[0].securityContext.capabilities.add[1]'],
        also: ['added-capabilities'],
      },
      // As it is written: neither in lower case nor with a prefix.
      {
        change: { 'spec.containers[app].securityContext.capabilities.add': ['chown', 'CAP_CHOWN', ''] },
        at: [0, 1, 2].map(index => `spec.containers[0].securityContext.capabilities.add[${index}]`),
        also: ['added-capabilities'],
      },
    ],
  },
});

import { aqua } from '../../frameworks/aqua-hardening';
import { cis } from '../../frameworks/cis';
import { checklist } from '../../frameworks/kubernetes-checklist';
import { nsa } from '../../frameworks/nsa';
import { pss } from '../../frameworks/pod-security-standards';
import { every, everyContainer, isOneOf, unlessWindowsSince25 } from '../../requirements/vocabulary';
import { podRule } from '../rule';
import { Severity } from '../severity';

export const addedCapabilities = podRule({
  id: 'added-capabilities',
  title: 'No capability is added but NET_BIND_SERVICE',
  severity: Severity.HIGH,
  controls: [
    pss('baseline/capabilities_baseline'), pss('restricted/capabilities_restricted'), cis('5.2.9'),
    aqua('S3'), checklist('S3'), nsa('pod-security-enforcement'),
  ],
  why: 'Many capabilities, SYS_ADMIN and SYS_PTRACE above all, are a way out of the container.',
  fix: 'Remove the capability from `securityContext.capabilities.add`.',
  waiver: 'addCapabilities',
  requires: everyContainer(unlessWindowsSince25(every('securityContext.capabilities.add', isOneOf('', 'NET_BIND_SERVICE')))),
  examples: {
    good: [{ 'spec.containers[app].securityContext.capabilities.add': ['NET_BIND_SERVICE'] }],
    bad: [
      {
        change: { 'spec.containers[app].securityContext.capabilities.add': ['NET_BIND_SERVICE', 'SYS_PTRACE'] },
        at: ['spec.containers[0].securityContext.capabilities.add[1]'],
      },
    ],
  },
});

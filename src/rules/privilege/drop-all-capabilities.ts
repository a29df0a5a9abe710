import { aqua } from '../../frameworks/aqua-hardening';
import { cis } from '../../frameworks/cis';
import { checklist } from '../../frameworks/kubernetes-checklist';
import { nsa } from '../../frameworks/nsa';
import { pss } from '../../frameworks/pod-security-standards';
import { contains, everyContainer, unlessWindowsSince25 } from '../../requirements/vocabulary';
import { podRule } from '../rule';
import { Severity } from '../severity';

export const dropAllCapabilities = podRule({
  id: 'drop-all-capabilities',
  title: 'Every container drops all capabilities',
  severity: Severity.HIGH,
  controls: [pss('restricted/capabilities_restricted'), cis('5.2.10'), aqua('S3'), checklist('S3'), nsa('pod-security-enforcement')],
  why: 'The runtime grants a dozen capabilities by default; most applications need none, and intruders like NET_RAW.',
  fix: 'Set `securityContext.capabilities.drop: ["ALL"]`, then add back what the application needs.',
  waiver: 'defaultCapabilities',
  requires: everyContainer(unlessWindowsSince25(contains('securityContext.capabilities.drop', 'ALL'))),
  examples: {
    good: [{ 'spec.containers[app].securityContext.capabilities.drop': ['NET_RAW', 'ALL'] }],
    bad: [
      { change: { 'spec.containers[app].securityContext.capabilities': undefined }, at: ['spec.containers[0].securityContext.capabilities.drop'] },
      // The name is matched exactly, as the API server matches it.
      { change: { 'spec.containers[app].securityContext.capabilities.drop': ['all'] }, at: ['spec.containers[0].securityContext.capabilities.drop'] },
    ],
  },
});

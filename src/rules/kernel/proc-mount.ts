import { pss } from '../../frameworks/pod-security-standards';
import { everyContainer, isOneOfOrUnset } from '../../requirements/vocabulary';
import { podRule } from '../rule';
import { Severity } from '../severity';

export const procMount = podRule({
  id: 'proc-mount',
  title: 'Every container sees /proc masked as by default',
  severity: Severity.HIGH,
  controls: [pss('baseline/procMount'), pss('restricted/procMount_restricted')],
  why: 'An unmasked /proc shows and changes settings of the kernel of the node.',
  fix: 'Remove `securityContext.procMount`.',
  waiver: 'procMount',
  requires: everyContainer(isOneOfOrUnset('securityContext.procMount', 'Default')),
  examples: {
    good: [{ 'spec.containers[app].securityContext.procMount': 'Default' }],
    bad: [{ change: { 'spec.containers[app].securityContext.procMount': 'Unmasked' }, at: ['spec.containers[0].securityContext.procMount'] }],
  },
});

import { cis } from '../../frameworks/cis';
import { nsa } from '../../frameworks/nsa';
import { pss } from '../../frameworks/pod-security-standards';
import { isNotTrue } from '../../requirements/vocabulary';
import { podRule } from '../rule';
import { Severity } from '../severity';

export const noHostPid = podRule({
  id: 'no-host-pid',
  title: 'No pod shares the processes of its node',
  severity: Severity.HIGH,
  controls: [pss('baseline/hostNamespaces'), cis('5.2.3'), nsa('pod-security-enforcement')],
  why: 'Such a pod sees, and as root signals and enters, every process of its node.',
  fix: 'Remove `hostPID`.',
  waiver: 'hostPid',
  requires: isNotTrue('spec.hostPID'),
  examples: {
    good: [{ 'spec.hostPID': false }],
    bad: [{ change: { 'spec.hostPID': true }, at: ['spec.hostPID'] }],
  },
});

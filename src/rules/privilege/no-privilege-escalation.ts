import { aqua } from '../../frameworks/aqua-hardening';
import { cis } from '../../frameworks/cis';
import { checklist } from '../../frameworks/kubernetes-checklist';
import { nsa } from '../../frameworks/nsa';
import { pss } from '../../frameworks/pod-security-standards';
import { everyContainer, isFalse, unlessWindowsSince25 } from '../../requirements/vocabulary';
import { podRule } from '../rule';
import { Severity } from '../severity';

export const noPrivilegeEscalation = podRule({
  id: 'no-privilege-escalation',
  title: 'No process gains more privileges than its parent',
  severity: Severity.HIGH,
  controls: [pss('restricted/allowPrivilegeEscalation'), cis('5.2.6'), aqua('S5'), checklist('S5'), nsa('pod-security-enforcement')],
  why: 'A setuid binary in the image turns a user into root.',
  fix: 'Set `securityContext.allowPrivilegeEscalation: false` on the container.',
  waiver: 'allowPrivilegeEscalation',
  requires: everyContainer(unlessWindowsSince25(isFalse('securityContext.allowPrivilegeEscalation'))),
  examples: {
    good: [{ 'spec.os.name': 'windows', 'spec.containers[app].securityContext.allowPrivilegeEscalation': undefined }],
    bad: [
      // The standard excuses Windows from 1.25 on.
      {
        change: { 'spec.os.name': 'windows', 'spec.containers[app].securityContext.allowPrivilegeEscalation': undefined },
        minor: 24,
        at: ['spec.containers[0].securityContext.allowPrivilegeEscalation'],
      },
      {
        change: { 'spec.containers[app].securityContext.allowPrivilegeEscalation': true },
        at: ['spec.containers[0].securityContext.allowPrivilegeEscalation'],
      },
      {
        change: { 'spec.initContainers[setup].securityContext.allowPrivilegeEscalation': undefined },
        at: ['spec.initContainers[0].securityContext.allowPrivilegeEscalation'],
      },
    ],
  },
});

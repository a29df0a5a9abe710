import { aqua } from '../../frameworks/aqua-hardening';
import { cis } from '../../frameworks/cis';
import { checklist } from '../../frameworks/kubernetes-checklist';
import { nsa } from '../../frameworks/nsa';
import { pss } from '../../frameworks/pod-security-standards';
import { everyContainer, isNotTrue } from '../../requirements/vocabulary';
import { podRule } from '../rule';
import { Severity } from '../severity';

export const noPrivileged = podRule({
  id: 'no-privileged',
  title: 'No container is privileged',
  severity: Severity.HIGH,
  controls: [pss('baseline/privileged'), cis('5.2.2'), aqua('S2'), checklist('S2'), nsa('pod-security-enforcement')],
  why: 'A privileged container is root on the node.',
  fix: 'Remove `privileged`.',
  waiver: 'privileged',
  requires: everyContainer(isNotTrue('securityContext.privileged')),
  examples: {
    good: [{ 'spec.containers[app].securityContext.privileged': false }, { 'spec.containers[app].securityContext.privileged': null }],
    bad: [
      { change: { 'spec.containers[app].securityContext.privileged': true }, at: ['spec.containers[0].securityContext.privileged'] },
      { change: { 'spec.initContainers[setup].securityContext.privileged': true }, at: ['spec.initContainers[0].securityContext.privileged'] },
      {
        change: { 'spec.ephemeralContainers': [{ name: 'debug', image: 'debug:1.0', securityContext: { privileged: true } }] },
        also: ['read-only-root-fs', 'drop-all-capabilities', 'no-privilege-escalation'],
        at: ['spec.ephemeralContainers[0].securityContext.privileged'],
      },
    ],
  },
});

import { pss } from '../../frameworks/pod-security-standards';
import { allOf, bySince, everyContainer, isFalse, isNot, unless } from '../../requirements/vocabulary';
import { podRule } from '../rule';
import { Severity } from '../severity';

const nobodyAsksForRoot = allOf(isNot('spec.securityContext.runAsUser', 0), everyContainer(isNot('securityContext.runAsUser', 0)));

export const pssRunAsUser = podRule({
  id: 'pss-run-as-user',
  standardOnly: true,
  title: 'No container asks for user id 0, but in a user namespace',
  severity: Severity.HIGH,
  controls: [pss('restricted/runAsUser')],
  why: 'Root in a container is root on the node for whatever breaks out of it.',
  fix: 'Remove `securityContext.runAsUser`, or give an id above 0.',
  waiver: 'runAsRoot',
  requires: bySince(
    { since: 0, part: nobodyAsksForRoot },
    { since: 35, part: unless(isFalse('spec.hostUsers'), nobodyAsksForRoot) },
  ),
  examples: {
    good: [{ 'spec.securityContext.runAsUser': undefined }, { 'spec.hostUsers': false, 'spec.securityContext.runAsUser': 0 }],
    bad: [
      {
        change: { 'spec.securityContext.runAsUser': 0 },
        at: ['spec.securityContext.runAsUser'],
        also: ['run-as-user-nonzero'],
      },
      {
        change: { 'spec.initContainers[setup].securityContext.runAsUser': 0 },
        at: ['spec.initContainers[0].securityContext.runAsUser'],
        also: ['run-as-user-nonzero'],
      },
    ],
  },
});

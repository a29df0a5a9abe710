import { aqua } from '../../frameworks/aqua-hardening';
import { cis } from '../../frameworks/cis';
import { checklist } from '../../frameworks/kubernetes-checklist';
import { nsa } from '../../frameworks/nsa';
import { pss } from '../../frameworks/pod-security-standards';
import { allOf, anyOf, everyContainer, inPod, isAtLeastOrUnset, isPresent, unlessPlatformAssignsUserIds, unlessWindows, worded } from '../../requirements/vocabulary';
import { podRule } from '../rule';
import { Severity } from '../severity';

export const runAsUserNonzero = podRule({
  id: 'run-as-user-nonzero',
  title: 'Every container runs under a user id above 0',
  severity: Severity.HIGH,
  controls: [pss('restricted/runAsUser'), cis('5.2.7'), aqua('S1'), checklist('S1'), nsa('non-root-containers')],
  why: 'An image that names no user, or names one by its name, runs as root or does not start under runAsNonRoot.',
  fix: 'Set `securityContext.runAsUser` on the pod to the id that the image was built for, above 0.',
  waiver: 'runAsRoot',
  requires: unlessWindows(allOf(
    isAtLeastOrUnset('spec.securityContext.runAsUser', 1),
    everyContainer(
      isAtLeastOrUnset('securityContext.runAsUser', 1),
      // A container without a word of its own inherits the pod's.
      unlessPlatformAssignsUserIds(anyOf(
        worded(isPresent('securityContext.runAsUser'), 'must be 1 or above'),
        inPod(isPresent('spec.securityContext.runAsUser')),
      )),
    ),
  )),
  examples: {
    good: [
      { 'spec.containers[app].securityContext.runAsUser': 1000 },
      { 'spec.os.name': 'windows', 'spec.securityContext.runAsUser': undefined },
    ],
    bad: [
      { change: { 'spec.securityContext.runAsUser': 0 }, at: ['spec.securityContext.runAsUser'] },
      {
        change: { 'spec.securityContext.runAsUser': undefined },
        at: ['spec.initContainers[0].securityContext.runAsUser', 'spec.containers[0].securityContext.runAsUser'],
      },
      { change: { 'spec.containers[app].securityContext.runAsUser': 0 }, at: ['spec.containers[0].securityContext.runAsUser'] },
      { change: { 'spec.containers[app].securityContext.runAsUser': 999.5 }, at: ['spec.containers[0].securityContext.runAsUser'] },
    ],
  },
});

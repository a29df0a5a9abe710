import { aqua } from '../../frameworks/aqua-hardening';
import { checklist } from '../../frameworks/kubernetes-checklist';
import { allOf, anyOf, everyContainer, inPod, isAtLeastOrUnset, isPresent, unlessPlatformAssignsUserIds, unlessWindows, worded } from '../../requirements/vocabulary';
import { podRule } from '../rule';
import { Severity } from '../severity';

export const runAsGroup = podRule({
  id: 'run-as-group',
  title: 'Every container runs under a group id above 0',
  severity: Severity.MEDIUM,
  controls: [aqua('S1'), checklist('S1')],
  why: 'Files of the image that are writable by the root group are writable by a process in it.',
  fix: 'Set `securityContext.runAsGroup` on the pod to an id above 0.',
  waiver: 'rootGroup',
  requires: unlessWindows(allOf(
    isAtLeastOrUnset('spec.securityContext.runAsGroup', 1),
    everyContainer(
      isAtLeastOrUnset('securityContext.runAsGroup', 1),
      // A container without a word of its own inherits the pod's.
      unlessPlatformAssignsUserIds(anyOf(
        worded(isPresent('securityContext.runAsGroup'), 'must be 1 or above'),
        inPod(isPresent('spec.securityContext.runAsGroup')),
      )),
    ),
  )),
  examples: {
    good: [
      { 'spec.containers[app].securityContext.runAsGroup': 1000 },
      { 'spec.os.name': 'windows', 'spec.securityContext.runAsGroup': undefined },
    ],
    bad: [
      { change: { 'spec.securityContext.runAsGroup': 0 }, at: ['spec.securityContext.runAsGroup'] },
      {
        change: { 'spec.securityContext.runAsGroup': undefined },
        at: ['spec.initContainers[0].securityContext.runAsGroup', 'spec.containers[0].securityContext.runAsGroup'],
      },
      { change: { 'spec.containers[app].securityContext.runAsGroup': 0 }, at: ['spec.containers[0].securityContext.runAsGroup'] },
      { change: { 'spec.containers[app].securityContext.runAsGroup': 999.5 }, at: ['spec.containers[0].securityContext.runAsGroup'] },
    ],
  },
});

import { aqua } from '../../frameworks/aqua-hardening';
import { cis } from '../../frameworks/cis';
import { checklist } from '../../frameworks/kubernetes-checklist';
import { nsa } from '../../frameworks/nsa';
import { pss } from '../../frameworks/pod-security-standards';
import { allOf, anyOf, everyContainer, inPod, isNot, isPresent, worded } from '../../requirements/vocabulary';
import { podRule } from '../rule';
import { Severity } from '../severity';

export const runAsNonRoot = podRule({
  id: 'run-as-non-root',
  title: 'Every container runs as a non-root user',
  severity: Severity.HIGH,
  controls: [pss('restricted/runAsNonRoot'), cis('5.2.7'), aqua('S1'), checklist('S1'), nsa('non-root-containers')],
  why: 'Root in a container is root on the node for whatever breaks out of it.',
  fix: 'Set `securityContext.runAsNonRoot: true` on the pod, and on no container `false`.',
  waiver: 'runAsRoot',
  requires: allOf(
    isNot('spec.securityContext.runAsNonRoot', false),
    everyContainer(
      isNot('securityContext.runAsNonRoot', false),
      // A container without a word of its own inherits the pod's.
      anyOf(worded(isPresent('securityContext.runAsNonRoot'), 'must be true'), inPod(isPresent('spec.securityContext.runAsNonRoot'))),
    ),
  ),
  examples: {
    good: [
      { 'spec.containers[app].securityContext.runAsNonRoot': true },
      { 'spec.containers[app].securityContext.runAsNonRoot': undefined },
    ],
    bad: [
      {
        change: { 'spec.securityContext.runAsNonRoot': undefined },
        at: ['spec.initContainers[0].securityContext.runAsNonRoot', 'spec.containers[0].securityContext.runAsNonRoot'],
      },
      {
        change: { 'spec.securityContext.runAsNonRoot': null },
        at: ['spec.initContainers[0].securityContext.runAsNonRoot', 'spec.containers[0].securityContext.runAsNonRoot'],
      },
      // Even where every container says otherwise.
      {
        change: { 'spec.securityContext.runAsNonRoot': false, 'spec.containers[app].securityContext.runAsNonRoot': true },
        at: ['spec.securityContext.runAsNonRoot'],
      },
      { change: { 'spec.containers[app].securityContext.runAsNonRoot': false }, at: ['spec.containers[0].securityContext.runAsNonRoot'] },
    ],
  },
});

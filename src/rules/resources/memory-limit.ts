import { aqua } from '../../frameworks/aqua-hardening';
import { checklist } from '../../frameworks/kubernetes-checklist';
import { nsa } from '../../frameworks/nsa';
import { RESOURCED } from '../../kubernetes/container';
import { anyOf, everyContainerOf, inPod, isPresent } from '../../requirements/vocabulary';
import { podRule } from '../rule';
import { Severity } from '../severity';

export const memoryLimit = podRule({
  id: 'memory-limit',
  title: 'Every container has a memory limit',
  severity: Severity.MEDIUM,
  controls: [aqua('S7'), checklist('S7'), nsa('resource-policies')],
  why: 'One container that leaks, or is made to, takes the memory of its node from all others.',
  fix: 'Set `resources.limits.memory`, at or above the request.',
  waiver: 'unlimitedMemory',
  requires: everyContainerOf(RESOURCED, anyOf(
    isPresent('resources.limits.memory'),
    inPod(isPresent('spec.resources.limits.memory')),
  )),
  examples: {
    good: [{ 'spec.containers[app].resources.limits': undefined, 'spec.resources': { limits: { memory: '1Gi' } } }],
    bad: [{ change: { 'spec.containers[app].resources.limits': undefined }, at: ['spec.containers[0].resources.limits.memory'] }],
  },
});

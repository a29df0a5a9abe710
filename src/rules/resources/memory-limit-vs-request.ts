import { aqua } from '../../frameworks/aqua-hardening';
import { checklist } from '../../frameworks/kubernetes-checklist';
import { RESOURCED } from '../../kubernetes/container';
import { everyContainerOf, quantityIsAtMost } from '../../requirements/vocabulary';
import { podRule } from '../rule';
import { Severity } from '../severity';

export const memoryLimitVsRequest = podRule({
  id: 'memory-limit-vs-request',
  title: 'No memory request is above its limit',
  severity: Severity.MEDIUM,
  controls: [aqua('S7'), checklist('S7')],
  why: 'The API server refuses such a container.',
  fix: 'Raise `resources.limits.memory` to the request or above.',
  waiver: 'unlimitedMemory',
  requires: everyContainerOf(RESOURCED, quantityIsAtMost('resources.requests.memory', 'resources.limits.memory')),
  examples: {
    good: [{ 'spec.containers[app].resources': { requests: { cpu: '1', memory: '1024Ki' }, limits: { memory: '1Mi' } } }],
    bad: [{
      change: { 'spec.containers[app].resources': { requests: { cpu: '1', memory: '1G' }, limits: { memory: '900Mi' } } },
      at: ['spec.containers[0].resources.requests.memory'],
    }],
  },
});

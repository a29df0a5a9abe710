import { aqua } from '../../frameworks/aqua-hardening';
import { checklist } from '../../frameworks/kubernetes-checklist';
import { nsa } from '../../frameworks/nsa';
import { RESOURCED } from '../../kubernetes/container';
import { anyOf, everyContainerOf, inPod, isPresent } from '../../requirements/vocabulary';
import { podRule } from '../rule';
import { Severity } from '../severity';

export const memoryRequest = podRule({
  id: 'memory-request',
  title: 'Every container asks for memory',
  severity: Severity.MEDIUM,
  controls: [aqua('S7'), checklist('S7'), nsa('resource-policies')],
  why: 'Without a request the pod is evicted first, and the scheduler packs nodes blindly.',
  fix: 'Set `resources.requests.memory`, such as 128Mi.',
  requires: everyContainerOf(RESOURCED, anyOf(
    isPresent('resources.requests.memory'),
    // The API server takes a limit for the request as well.
    isPresent('resources.limits.memory'),
    inPod(isPresent('spec.resources.requests.memory')),
    inPod(isPresent('spec.resources.limits.memory')),
  )),
  examples: {
    good: [{ 'spec.containers[app].resources.requests.memory': undefined }],
    bad: [{
      change: { 'spec.containers[app].resources': { requests: { cpu: '100m' } } },
      at: ['spec.containers[0].resources.requests.memory'],
      also: ['memory-limit'],
    }],
  },
});

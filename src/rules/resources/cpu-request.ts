import { aqua } from '../../frameworks/aqua-hardening';
import { checklist } from '../../frameworks/kubernetes-checklist';
import { nsa } from '../../frameworks/nsa';
import { RESOURCED } from '../../kubernetes/container';
import { anyOf, everyContainerOf, inPod, isPresent } from '../../requirements/vocabulary';
import { podRule } from '../rule';
import { Severity } from '../severity';

export const cpuRequest = podRule({
  id: 'cpu-request',
  title: 'Every container asks for CPU',
  severity: Severity.MEDIUM,
  controls: [aqua('S7'), checklist('S7'), nsa('resource-policies')],
  why: 'Without a request the pod is the first to starve, and the scheduler packs nodes blindly.',
  fix: 'Set `resources.requests.cpu`, such as 100m.',
  requires: everyContainerOf(RESOURCED, anyOf(
    isPresent('resources.requests.cpu'),
    // The API server takes a limit for the request as well.
    isPresent('resources.limits.cpu'),
    inPod(isPresent('spec.resources.requests.cpu')),
    inPod(isPresent('spec.resources.limits.cpu')),
  )),
  examples: {
    good: [{ 'spec.containers[app].resources': { limits: { cpu: '1', memory: '1Gi' } } }],
    bad: [{ change: { 'spec.containers[app].resources.requests.cpu': undefined }, at: ['spec.containers[0].resources.requests.cpu'] }],
  },
});

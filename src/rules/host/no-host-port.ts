import { cis } from '../../frameworks/cis';
import { pss } from '../../frameworks/pod-security-standards';
import { every, everyContainer, isOneOfOrUnset, worded } from '../../requirements/vocabulary';
import { podRule } from '../rule';
import { Severity } from '../severity';

export const noHostPort = podRule({
  id: 'no-host-port',
  title: 'No container takes a port of its node',
  severity: Severity.MEDIUM,
  controls: [pss('baseline/hostPorts'), cis('5.2.13')],
  why: 'A port of the node is reachable around Services and, with many network plugins, around NetworkPolicies.',
  fix: 'Remove `hostPort`; expose the container through a Service.',
  waiver: 'hostPort',
  requires: everyContainer(every('ports', worded(isOneOfOrUnset('hostPort', 0), 'must not be set'))),
  examples: {
    good: [{ 'spec.containers[app].ports': [{ containerPort: 8080, hostPort: 0 }] }],
    bad: [{ change: { 'spec.containers[app].ports': [{ containerPort: 8080, hostPort: 8080 }] }, at: ['spec.containers[0].ports[0].hostPort'] }],
  },
});

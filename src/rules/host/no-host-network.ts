import { cis } from '../../frameworks/cis';
import { nsa } from '../../frameworks/nsa';
import { pss } from '../../frameworks/pod-security-standards';
import { isNotTrue } from '../../requirements/vocabulary';
import { podRule } from '../rule';
import { Severity } from '../severity';

export const noHostNetwork = podRule({
  id: 'no-host-network',
  title: 'No pod shares the network of its node',
  severity: Severity.HIGH,
  controls: [pss('baseline/hostNamespaces'), cis('5.2.5'), nsa('pod-security-enforcement')],
  why: 'Such a pod hears the traffic of its node, reaches services on its loopback, and no NetworkPolicy applies to it.',
  fix: 'Remove `hostNetwork`.',
  waiver: 'hostNetwork',
  requires: isNotTrue('spec.hostNetwork'),
  examples: {
    good: [{ 'spec.hostNetwork': false }],
    bad: [{ change: { 'spec.hostNetwork': true }, at: ['spec.hostNetwork'] }],
  },
});

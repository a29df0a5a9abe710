import { cis } from '../../frameworks/cis';
import { checklist } from '../../frameworks/kubernetes-checklist';
import { allOf, anyOf, isNot, matches, worded } from '../../requirements/vocabulary';
import { podRule } from '../rule';
import { Severity } from '../severity';

export const noDefaultServiceAccount = podRule({
  id: 'no-default-service-account',
  title: 'No pod runs under the default ServiceAccount',
  severity: Severity.MEDIUM,
  controls: [cis('5.1.5'), checklist('S11')],
  why: 'Rights that are given to `default` are given to every pod of the namespace that names no account.',
  fix: 'Make a ServiceAccount for the workload and name it in `serviceAccountName`.',
  waiver: 'defaultServiceAccount',
  requires: allOf(
    anyOf(worded(matches('spec.serviceAccountName', '.+'), 'must name a ServiceAccount of its own'), matches('spec.serviceAccount', '.+')),
    isNot('spec.serviceAccountName', 'default'),
    isNot('spec.serviceAccount', 'default'),
  ),
  examples: {
    good: [{ 'spec.serviceAccountName': 'web' }],
    bad: [
      { change: { 'spec.serviceAccountName': undefined }, at: ['spec.serviceAccountName'] },
      { change: { 'spec.serviceAccountName': '' }, at: ['spec.serviceAccountName'] },
      { change: { 'spec.serviceAccountName': 'default' }, at: ['spec.serviceAccountName'] },
    ],
  },
});

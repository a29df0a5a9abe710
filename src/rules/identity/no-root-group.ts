import { checklist } from '../../frameworks/kubernetes-checklist';
import { allOf, every, isAtLeast, isAtLeastOrUnset } from '../../requirements/vocabulary';
import { podRule } from '../rule';
import { Severity } from '../severity';

export const noRootGroup = podRule({
  id: 'no-root-group',
  title: 'No supplementary or filesystem group is the root group',
  severity: Severity.MEDIUM,
  controls: [checklist('S12')],
  why: 'Volumes and files that belong to the root group are writable by a process in it.',
  fix: 'Give `fsGroup` and every entry of `supplementalGroups` an id above 0.',
  waiver: 'rootGroup',
  requires: allOf(
    isAtLeastOrUnset('spec.securityContext.fsGroup', 1),
    every('spec.securityContext.supplementalGroups', isAtLeast('', 1)),
  ),
  examples: {
    good: [{ 'spec.securityContext.fsGroup': 2000, 'spec.securityContext.supplementalGroups': [3000] }],
    bad: [
      { change: { 'spec.securityContext.fsGroup': 0 }, at: ['spec.securityContext.fsGroup'] },
      { change: { 'spec.securityContext.supplementalGroups': [3000, 0] }, at: ['spec.securityContext.supplementalGroups[1]'] },
    ],
  },
});

import { checklist } from '../../frameworks/kubernetes-checklist';
import { isNotTrue } from '../../requirements/vocabulary';
import { podRule } from '../rule';
import { Severity } from '../severity';

export const shareProcessNamespace = podRule({
  id: 'share-process-namespace',
  title: 'No pod shares processes among its containers',
  severity: Severity.MEDIUM,
  controls: [checklist('S13')],
  why: 'A container that is taken over reads the memory, the files and the environment of its neighbours.',
  fix: 'Remove `shareProcessNamespace`.',
  waiver: 'shareProcessNamespace',
  requires: isNotTrue('spec.shareProcessNamespace'),
  examples: {
    good: [{ 'spec.shareProcessNamespace': false }],
    bad: [{ change: { 'spec.shareProcessNamespace': true }, at: ['spec.shareProcessNamespace'] }],
  },
});

import { cis } from '../../frameworks/cis';
import { checklist } from '../../frameworks/kubernetes-checklist';
import { nsa } from '../../frameworks/nsa';
import { isFalse } from '../../requirements/vocabulary';
import { podRule } from '../rule';
import { Severity } from '../severity';

export const automountToken = podRule({
  id: 'automount-token',
  title: 'No pod mounts a token for the Kubernetes API unless it needs one',
  severity: Severity.MEDIUM,
  controls: [cis('5.1.6'), checklist('S11'), nsa('protecting-pod-service-account-tokens')],
  why: 'The token is the first thing that an intruder looks for: it speaks for the pod to the API server.',
  fix: 'Set `automountServiceAccountToken: false` on the pod.',
  waiver: 'apiToken',
  requires: isFalse('spec.automountServiceAccountToken'),
  examples: {
    good: [{ 'spec.automountServiceAccountToken': false }],
    bad: [
      { change: { 'spec.automountServiceAccountToken': true }, at: ['spec.automountServiceAccountToken'] },
      { change: { 'spec.automountServiceAccountToken': undefined }, at: ['spec.automountServiceAccountToken'] },
    ],
  },
});

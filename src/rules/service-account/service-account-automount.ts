import { cis } from '../../frameworks/cis';
import { checklist } from '../../frameworks/kubernetes-checklist';
import { nsa } from '../../frameworks/nsa';
import { isFalse } from '../../requirements/vocabulary';
import { objectRule } from '../rule';
import { Severity } from '../severity';

export const serviceAccountAutomount = objectRule({
  id: 'service-account-automount',
  title: 'No ServiceAccount hands its token to every pod that names it',
  severity: Severity.MEDIUM,
  controls: [cis('5.1.6'), checklist('S11'), nsa('protecting-pod-service-account-tokens')],
  why: 'A pod that forgets to say so mounts the token.',
  fix: 'Set `automountServiceAccountToken: false` on the ServiceAccount; a pod that needs the token mounts it itself.',
  waiver: 'apiToken',
  group: '',
  kind: 'ServiceAccount',
  requires: isFalse('automountServiceAccountToken'),
  minimal: { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'web' }, automountServiceAccountToken: false },
  examples: {
    good: [{ 'metadata.name': 'api' }],
    bad: [
      { change: { automountServiceAccountToken: true }, at: ['automountServiceAccountToken'] },
      { change: { automountServiceAccountToken: undefined }, at: ['automountServiceAccountToken'] },
    ],
  },
});

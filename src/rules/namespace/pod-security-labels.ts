import { cis } from '../../frameworks/cis';
import { checklist } from '../../frameworks/kubernetes-checklist';
import { nsa } from '../../frameworks/nsa';
import { allOf, isOneOf, matchesOrUnset, worded } from '../../requirements/vocabulary';
import { objectRule } from '../rule';
import { Severity } from '../severity';

const ENFORCE = "metadata.labels['pod-security.kubernetes.io/enforce']";
const ENFORCE_VERSION = "metadata.labels['pod-security.kubernetes.io/enforce-version']";

export const podSecurityLabels = objectRule({
  id: 'pod-security-labels',
  title: 'Every namespace enforces a Pod Security Standard',
  severity: Severity.HIGH,
  controls: [cis('5.2.1'), checklist('S13'), nsa('pod-security-enforcement')],
  why: 'Without the label the cluster admits privileged pods, whoever brings them.',
  fix: 'Label the namespace `pod-security.kubernetes.io/enforce: restricted`.',
  waiver: 'podSecurityLevel',
  group: '',
  kind: 'Namespace',
  requires: allOf(
    isOneOf(ENFORCE, 'restricted', 'baseline'),
    worded(matchesOrUnset(ENFORCE_VERSION, 'latest|v1\\.[0-9]+'), 'must be "latest" or a version such as "v1.31"'),
  ),
  minimal: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } } },
  examples: {
    good: [
      { 'metadata.labels': { 'pod-security.kubernetes.io/enforce': 'baseline', 'pod-security.kubernetes.io/enforce-version': 'v1.31' } },
    ],
    bad: [
      { change: { 'metadata.labels': undefined }, at: [ENFORCE] },
      { change: { 'metadata.labels': { 'pod-security.kubernetes.io/enforce': 'privileged' } }, at: [ENFORCE] },
      {
        change: { 'metadata.labels': { 'pod-security.kubernetes.io/enforce': 'restricted', 'pod-security.kubernetes.io/enforce-version': '1.31' } },
        at: [ENFORCE_VERSION],
      },
    ],
  },
});

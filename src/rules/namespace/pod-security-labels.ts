import { cis } from '../../frameworks/cis';
import { checklist } from '../../frameworks/kubernetes-checklist';
import { nsa } from '../../frameworks/nsa';
import { allOf, entryOrUnset, isOneOf, matches, worded } from '../../requirements/vocabulary';
import { objectRule } from '../rule';
import { Severity } from '../severity';

const ENFORCE = 'pod-security.kubernetes.io/enforce';
const ENFORCE_VERSION = 'pod-security.kubernetes.io/enforce-version';

export const podSecurityLabels = objectRule({
  id: 'pod-security-labels',
  title: 'No namespace is labelled to enforce less than the baseline',
  severity: Severity.HIGH,
  controls: [cis('5.2.1'), checklist('S13'), nsa('pod-security-enforcement')],
  why: 'Under any other label the cluster admits privileged pods, whoever brings them.',
  fix: 'Label the namespace `pod-security.kubernetes.io/enforce: restricted`.',
  waiver: 'podSecurityLevel',
  group: '',
  kind: 'Namespace',
  requires: allOf(
    // A cluster may have a default; where nothing is said, pod-security-level tells the level that would hold.
    entryOrUnset('metadata.labels', ENFORCE, isOneOf('', 'restricted', 'baseline')),
    worded(entryOrUnset('metadata.labels', ENFORCE_VERSION, matches('', 'latest|v1\\.(0|[1-9][0-9]*)')), 'must be "latest" or a version such as "v1.31"'),
  ),
  minimal: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } } },
  examples: {
    good: [
      { 'metadata.labels': undefined },
      { 'metadata.labels': { 'pod-security.kubernetes.io/enforce': 'baseline', 'pod-security.kubernetes.io/enforce-version': 'v1.31' } },
    ],
    bad: [
      // A null label is an empty one to the API server.
      { change: { 'metadata.labels': { 'pod-security.kubernetes.io/enforce': null } }, at: [`metadata.labels['${ENFORCE}']`] },
      { change: { 'metadata.labels': { 'pod-security.kubernetes.io/enforce': 'privileged' } }, at: [`metadata.labels['${ENFORCE}']`] },
      {
        change: { 'metadata.labels': { 'pod-security.kubernetes.io/enforce': 'restricted', 'pod-security.kubernetes.io/enforce-version': '1.31' } },
        at: [`metadata.labels['${ENFORCE_VERSION}']`],
      },
    ],
  },
});

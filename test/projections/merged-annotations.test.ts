import { mergedAnnotations } from '../../src/projections/merged-annotations';
import { Scanner } from '../../src/projections/scanner';

test('checks that somebody else left out of a list stay left out', () => {
  expect(mergedAnnotations(Scanner.KUBE_SCORE, { 'kube-score/ignore': 'pod-networkpolicy' }, { 'kube-score/ignore': 'pod-probes, pod-networkpolicy,' }))
    .toEqual({ 'kube-score/ignore': 'pod-probes,pod-networkpolicy' });
  expect(mergedAnnotations(Scanner.KUBESCAPE, { 'kubescape.io/skip-controls': 'C-0016', 'kubescape.io/skip-reason': 'ours' }, {
    'kubescape.io/skip-controls': 'C-0017', 'kubescape.io/skip-reason': 'theirs',
  })).toEqual({ 'kubescape.io/skip-controls': 'C-0017,C-0016', 'kubescape.io/skip-reason': 'ours' });
});

test('what is no list, and what is not there, is as it was', () => {
  const ours = { 'kube-score/ignore': 'pod-networkpolicy' };
  expect(mergedAnnotations(Scanner.KUBE_SCORE, ours, { 'kube-score/ignore': ['x'] })).toEqual(ours);
  expect(mergedAnnotations(Scanner.KUBE_SCORE, {}, { 'kube-score/ignore': 'pod-probes' })).toEqual({});
  const waived = { 'checkov.io/skip-CKV_K8S_16': 'CKV_K8S_16=ours' };
  expect(mergedAnnotations(Scanner.CHECKOV, waived, { 'checkov.io/skip-CKV_K8S_16': 'CKV_K8S_16=theirs' })).toEqual(waived);
});

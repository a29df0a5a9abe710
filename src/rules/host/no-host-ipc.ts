import { cis } from '../../frameworks/cis';
import { nsa } from '../../frameworks/nsa';
import { pss } from '../../frameworks/pod-security-standards';
import { isNotTrue } from '../../requirements/vocabulary';
import { podRule } from '../rule';
import { Severity } from '../severity';

export const noHostIpc = podRule({
  id: 'no-host-ipc',
  title: 'No pod shares the inter-process communication of its node',
  severity: Severity.HIGH,
  controls: [pss('baseline/hostNamespaces'), cis('5.2.4'), nsa('pod-security-enforcement')],
  why: 'Such a pod reads the shared memory of processes on its node.',
  fix: 'Remove `hostIPC`.',
  waiver: 'hostIpc',
  requires: isNotTrue('spec.hostIPC'),
  examples: {
    good: [{ 'spec.hostIPC': false }],
    bad: [{ change: { 'spec.hostIPC': true }, at: ['spec.hostIPC'] }],
  },
});

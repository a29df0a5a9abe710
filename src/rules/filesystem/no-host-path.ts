import { cis } from '../../frameworks/cis';
import { pss } from '../../frameworks/pod-security-standards';
import { every, isNotDeclared } from '../../requirements/vocabulary';
import { podRule } from '../rule';
import { Severity } from '../severity';

export const noHostPath = podRule({
  id: 'no-host-path',
  title: 'No pod mounts files of its node',
  severity: Severity.HIGH,
  controls: [pss('baseline/hostPathVolumes'), pss('restricted/restrictedVolumes'), cis('5.2.12')],
  why: 'Files of the node hold its credentials, its logs and the sockets by which it is run.',
  fix: 'Replace the hostPath volume by an emptyDir, a configMap, a secret or a persistentVolumeClaim.',
  waiver: 'hostPath',
  requires: every('spec.volumes', isNotDeclared('hostPath')),
  examples: {
    good: [{ 'spec.volumes': [{ name: 'config', configMap: { name: 'config' } }] }],
    bad: [{ change: { 'spec.volumes': [{ name: 'host', hostPath: { path: '/' } }] }, at: ['spec.volumes[0].hostPath'] }],
  },
});

import { pss } from '../../frameworks/pod-security-standards';
import { anyOf, every, isDeclared } from '../../requirements/vocabulary';
import { RESTRICTED_VOLUME } from '../pod-security/pss-volume-types';
import { podRule } from '../rule';
import { Severity } from '../severity';

export const volumeTypes = podRule({
  id: 'volume-types',
  title: 'Volumes are of the types that the restricted standard allows',
  severity: Severity.MEDIUM,
  controls: [pss('restricted/restrictedVolumes')],
  why: 'In-tree drivers let whoever writes a pod talk to storage directly, with credentials in the pod.',
  fix: 'Use a configMap, csi, downwardAPI, emptyDir, ephemeral, image, persistentVolumeClaim, projected or secret volume.',
  // hostPath is a rule of its own.
  requires: every('spec.volumes', anyOf(RESTRICTED_VOLUME, isDeclared('hostPath'))),
  examples: {
    good: [{ 'spec.volumes': [{ name: 'tmp', emptyDir: {} }, { name: 'bare' }, { name: 'driver', csi: { driver: 'example.com' } }] }],
    bad: [
      { change: { 'spec.volumes': [{ name: 'share', nfs: { server: 'nfs.example', path: '/' } }] }, at: ['spec.volumes[0]'] },
      // A type that nobody knows yet.
      { change: { 'spec.volumes': [{ name: 'tmp', emptyDir: {} }, { name: 'new', brandNew: {} }] }, at: ['spec.volumes[1]'] },
    ],
  },
});

import { pss } from '../../frameworks/pod-security-standards';
import { anyOf, declaresOnly, every, isDeclared, worded } from '../../requirements/vocabulary';
import { podRule } from '../rule';
import { Severity } from '../severity';

const ALLOWED = ['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected', 'secret'];

/** A volume of an allowed type, or of none, which the API server takes for an emptyDir. */
export const RESTRICTED_VOLUME = anyOf(
  worded(declaresOnly('', 'name'), `must be of one of the types ${ALLOWED.join(', ')}`),
  ...ALLOWED.map(isDeclared),
);

export const pssVolumeTypes = podRule({
  id: 'pss-volume-types',
  standardOnly: true,
  title: 'Every volume is of a type that needs no trust in who writes the pod',
  severity: Severity.MEDIUM,
  controls: [pss('restricted/restrictedVolumes')],
  why: 'Files of the node hold its credentials, and in-tree drivers talk to storage with credentials in the pod.',
  fix: 'Use a configMap, csi, downwardAPI, emptyDir, ephemeral, image, persistentVolumeClaim, projected or secret volume.',
  requires: every('spec.volumes', RESTRICTED_VOLUME),
  examples: {
    good: [{ 'spec.volumes': [{ name: 'tmp', emptyDir: {} }, { name: 'bare' }] }],
    bad: [
      { change: { 'spec.volumes': [{ name: 'host', hostPath: { path: '/' } }] }, at: ['spec.volumes[0]'], also: ['no-host-path'] },
      { change: { 'spec.volumes': [{ name: 'share', nfs: {} }] }, at: ['spec.volumes[0]'], also: ['volume-types'] },
    ],
  },
});

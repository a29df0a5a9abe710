import { checklist } from '../../frameworks/kubernetes-checklist';
import { anyOf, isDeclared, isPresent, noneOf, some, unless, unlessPlatformAssignsUserIds, unlessWindows } from '../../requirements/vocabulary';
import { podRule } from '../rule';
import { Severity } from '../severity';

export const fsGroup = podRule({
  id: 'fs-group',
  title: 'A pod that mounts a persistent volume names the group that owns it',
  severity: Severity.LOW,
  warns: true,
  controls: [checklist('S12')],
  why: 'Without a group a non-root process often cannot write to its volume, and somebody turns runAsNonRoot off.',
  fix: 'Set `securityContext.fsGroup` on the pod, and `fsGroupChangePolicy: OnRootMismatch` for a quick start.',
  requires: unlessWindows(unlessPlatformAssignsUserIds(unless(
    noneOf(some('spec.volumes', anyOf(isDeclared('persistentVolumeClaim'), isDeclared('ephemeral')))),
    isPresent('spec.securityContext.fsGroup'),
  ))),
  examples: {
    good: [
      { 'spec.volumes': [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }], 'spec.securityContext.fsGroup': 2000 },
      { 'spec.volumes': [{ name: 'cache', emptyDir: {} }] },
    ],
    bad: [{
      change: { 'spec.volumes': [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] },
      at: ['spec.securityContext.fsGroup'],
    }],
  },
});

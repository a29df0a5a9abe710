import { aqua } from '../../frameworks/aqua-hardening';
import { checklist } from '../../frameworks/kubernetes-checklist';
import { nsa } from '../../frameworks/nsa';
import { everyContainer, isTrue, unlessWindows } from '../../requirements/vocabulary';
import { podRule } from '../rule';
import { Severity } from '../severity';

export const readOnlyRootFs = podRule({
  id: 'read-only-root-fs',
  title: 'The root filesystem is read-only',
  severity: Severity.MEDIUM,
  controls: [aqua('S4'), checklist('S4'), nsa('immutable-container-file-systems')],
  why: 'An intruder who can write to the image can install tools in it.',
  fix: 'Set `securityContext.readOnlyRootFilesystem: true` and mount an emptyDir where the application writes.',
  waiver: 'readOnlyRootFilesystem',
  requires: everyContainer(unlessWindows(isTrue('securityContext.readOnlyRootFilesystem'))),
  examples: {
    good: [{ 'spec.os.name': 'windows', 'spec.containers[app].securityContext.readOnlyRootFilesystem': undefined }],
    bad: [
      {
        change: { 'spec.containers[app].securityContext.readOnlyRootFilesystem': false },
        at: ['spec.containers[0].securityContext.readOnlyRootFilesystem'],
      },
      {
        change: { 'spec.initContainers[setup].securityContext.readOnlyRootFilesystem': undefined },
        at: ['spec.initContainers[0].securityContext.readOnlyRootFilesystem'],
      },
    ],
  },
});

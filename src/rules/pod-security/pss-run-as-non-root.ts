import { pss } from '../../frameworks/pod-security-standards';
import { bySince, isFalse, unless } from '../../requirements/vocabulary';
import { runAsNonRoot } from '../identity/run-as-non-root';
import { podRule } from '../rule';
import { Severity } from '../severity';

export const pssRunAsNonRoot = podRule({
  id: 'pss-run-as-non-root',
  standardOnly: true,
  title: 'Every container runs as a non-root user, but in a user namespace',
  severity: Severity.HIGH,
  controls: [pss('restricted/runAsNonRoot')],
  why: 'Root in a container is root on the node for whatever breaks out of it.',
  fix: 'Set `securityContext.runAsNonRoot: true` on the pod, and on no container `false`.',
  waiver: 'runAsRoot',
  requires: bySince(
    { since: 0, part: runAsNonRoot.requires },
    { since: 35, part: unless(isFalse('spec.hostUsers'), runAsNonRoot.requires) },
  ),
  examples: {
    good: [{ 'spec.hostUsers': false, 'spec.securityContext.runAsNonRoot': false }],
    bad: [
      {
        change: { 'spec.securityContext.runAsNonRoot': false },
        at: ['spec.securityContext.runAsNonRoot'],
        also: ['run-as-non-root'],
      },
      {
        change: { 'spec.hostUsers': false, 'spec.securityContext.runAsNonRoot': false },
        minor: 34,
        at: ['spec.securityContext.runAsNonRoot'],
      },
    ],
  },
});

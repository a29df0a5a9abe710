import { pss } from '../../frameworks/pod-security-standards';
import { bySince, isFalse, unless } from '../../requirements/vocabulary';
import { procMount } from '../kernel/proc-mount';
import { podRule } from '../rule';
import { Severity } from '../severity';

export const pssProcMount = podRule({
  id: 'pss-proc-mount',
  standardOnly: true,
  title: '/proc is masked as by default, but in a user namespace',
  severity: Severity.HIGH,
  controls: [pss('baseline/procMount')],
  why: 'An unmasked /proc shows and changes settings of the kernel of the node.',
  fix: 'Remove `securityContext.procMount`.',
  waiver: 'procMount',
  requires: bySince(
    { since: 0, part: procMount.requires },
    { since: 35, part: unless(isFalse('spec.hostUsers'), procMount.requires) },
  ),
  examples: {
    good: [{ 'spec.hostUsers': false, 'spec.containers[app].securityContext.procMount': 'Unmasked' }],
    bad: [
      {
        change: { 'spec.containers[app].securityContext.procMount': 'Unmasked' },
        at: ['spec.containers[0].securityContext.procMount'],
        also: ['proc-mount'],
      },
      {
        change: { 'spec.hostUsers': false, 'spec.containers[app].securityContext.procMount': 'Unmasked' },
        minor: 34,
        at: ['spec.containers[0].securityContext.procMount'],
      },
    ],
  },
});

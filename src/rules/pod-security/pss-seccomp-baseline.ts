import { pss } from '../../frameworks/pod-security-standards';
import { allOf, bySince, entryOfContainer, entryOrUnset, everyContainer, matches } from '../../requirements/vocabulary';
import { SECCOMP_ANNOTATION, seccompProfileIsKnown } from '../kernel/seccomp-profile';
import { podRule } from '../rule';
import { Severity } from '../severity';

export const pssSeccompBaseline = podRule({
  id: 'pss-seccomp-baseline',
  standardOnly: true,
  title: 'No seccomp profile is switched off',
  severity: Severity.MEDIUM,
  controls: [pss('baseline/seccompProfile_baseline')],
  why: 'Without a profile every system call of the kernel is open to an intruder, and so are its faults.',
  fix: 'Remove the profile, or set its type to RuntimeDefault or Localhost.',
  waiver: 'seccompUnconfined',
  requires: bySince(
    {
      since: 0,
      part: allOf(
        entryOrUnset('metadata.annotations', 'seccomp.security.alpha.kubernetes.io/pod', matches('', SECCOMP_ANNOTATION)),
        everyContainer(entryOfContainer('metadata.annotations', 'container.seccomp.security.alpha.kubernetes.io/', matches('', SECCOMP_ANNOTATION))),
      ),
    },
    { since: 19, part: allOf(seccompProfileIsKnown('spec.securityContext'), everyContainer(seccompProfileIsKnown('securityContext'))) },
  ),
  examples: {
    good: [{ 'spec.securityContext.seccompProfile': undefined }],
    bad: [
      {
        change: { 'spec.securityContext.seccompProfile': { type: 'Unconfined' } },
        at: ['spec.securityContext.seccompProfile.type'],
        also: ['seccomp-profile'],
      },
      {
        change: { 'metadata.annotations': { 'container.seccomp.security.alpha.kubernetes.io/app': 'unconfined' } },
        minor: 18,
        at: ["metadata.annotations['container.seccomp.security.alpha.kubernetes.io/app']"],
      },
      {
        change: { 'metadata.annotations': { 'seccomp.security.alpha.kubernetes.io/pod': 'unconfined' } },
        minor: 18,
        at: ["metadata.annotations['seccomp.security.alpha.kubernetes.io/pod']"],
      },
    ],
  },
});

import { aqua } from '../../frameworks/aqua-hardening';
import { cis } from '../../frameworks/cis';
import { checklist } from '../../frameworks/kubernetes-checklist';
import { nsa } from '../../frameworks/nsa';
import { pss } from '../../frameworks/pod-security-standards';
import { Requirement } from '../../requirements/requirement';
import {
  allOf, anyOf, bySince, everyContainer, everyEntry, inPod, isDeclared, isNotDeclared, isOneOf, isPresent, matches, unless, unlessWindows, worded,
} from '../../requirements/vocabulary';
import { podRule } from '../rule';
import { Severity } from '../severity';

/** What the annotations of Kubernetes 1.18 may say. */
export const SECCOMP_ANNOTATION = 'runtime/default|docker/default|localhost/[\\s\\S]*';

/** A profile that is chosen is a known one, at the pod and at every container. */
export function seccompProfileIsKnown(securityContext: string): Requirement {
  const profile = `${securityContext}.seccompProfile`;
  return unless(isNotDeclared(profile), isOneOf(`${profile}.type`, 'RuntimeDefault', 'Localhost'));
}

const confined = allOf(
  seccompProfileIsKnown('spec.securityContext'),
  everyContainer(
    seccompProfileIsKnown('securityContext'),
    // A container without a word of its own inherits the pod's.
    anyOf(
      worded(isPresent('securityContext.seccompProfile.type'), 'must be "RuntimeDefault" or "Localhost"'),
      isDeclared('securityContext.seccompProfile'),
      inPod(isDeclared('spec.securityContext.seccompProfile')),
    ),
  ),
);

export const seccompProfile = podRule({
  id: 'seccomp-profile',
  title: 'Every container runs under a seccomp profile',
  severity: Severity.MEDIUM,
  controls: [
    pss('baseline/seccompProfile_baseline'), pss('restricted/seccompProfile_restricted'), cis('5.7.2'),
    aqua('S6'), checklist('S6'), nsa('hardening-container-environments'),
  ],
  why: 'Without a profile every system call of the kernel is open to an intruder, and so are its faults.',
  fix: 'Set `securityContext.seccompProfile: { type: RuntimeDefault }` on the pod.',
  waiver: 'seccompUnconfined',
  requires: bySince(
    {
      since: 0,
      part: unlessWindows(allOf(
        matches("metadata.annotations['seccomp.security.alpha.kubernetes.io/pod']", SECCOMP_ANNOTATION),
        everyEntry('metadata.annotations', 'container.seccomp.security.alpha.kubernetes.io/', matches('', SECCOMP_ANNOTATION)),
      )),
    },
    { since: 19, part: confined },
    { since: 25, part: unlessWindows(confined) },
  ),
  examples: {
    good: [
      { 'spec.securityContext.seccompProfile': { type: 'Localhost', localhostProfile: 'web.json' } },
      { 'spec.containers[app].securityContext.seccompProfile': { type: 'RuntimeDefault' } },
      { 'spec.os.name': 'windows', 'spec.securityContext.seccompProfile': undefined },
    ],
    bad: [
      {
        change: { 'spec.securityContext.seccompProfile': {} },
        at: ['spec.securityContext.seccompProfile.type'],
      },
      { change: { 'spec.securityContext.seccompProfile': { type: 'Unconfined' } }, at: ['spec.securityContext.seccompProfile.type'] },
      {
        change: { 'spec.containers[app].securityContext.seccompProfile': { type: 'Unconfined' } },
        at: ['spec.containers[0].securityContext.seccompProfile.type'],
      },
      // Up to 1.18 only the annotation counts.
      { change: {}, minor: 18, at: ["metadata.annotations['seccomp.security.alpha.kubernetes.io/pod']"] },
    ],
  },
});

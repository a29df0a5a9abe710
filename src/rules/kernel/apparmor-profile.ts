import { aqua } from '../../frameworks/aqua-hardening';
import { checklist } from '../../frameworks/kubernetes-checklist';
import { pss } from '../../frameworks/pod-security-standards';
import { Requirement } from '../../requirements/requirement';
import { allOf, everyContainer, everyEntry, isNotDeclared, isOneOf, matches, unless } from '../../requirements/vocabulary';
import { podRule } from '../rule';
import { Severity } from '../severity';

export const apparmorProfile = podRule({
  id: 'apparmor-profile',
  title: 'No container leaves the AppArmor profile of the runtime but for one of its own',
  severity: Severity.MEDIUM,
  controls: [pss('baseline/appArmorProfile'), aqua('S9'), checklist('S9')],
  why: 'Unconfined lifts what AppArmor would have kept a process from doing after it broke out.',
  fix: 'Remove the profile, or set its type to RuntimeDefault or Localhost.',
  waiver: 'appArmorUnconfined',
  requires: allOf(
    confined('spec.securityContext.appArmorProfile'),
    everyEntry('metadata.annotations', 'container.apparmor.security.beta.kubernetes.io/', matches('', '|runtime/default|localhost/[\\s\\S]*')),
    everyContainer(confined('securityContext.appArmorProfile')),
  ),
  examples: {
    good: [
      { 'spec.securityContext.appArmorProfile': { type: 'RuntimeDefault' } },
      { 'metadata.annotations': { 'container.apparmor.security.beta.kubernetes.io/app': 'localhost/web' } },
    ],
    bad: [
      // A profile without a type is one that nobody knows.
      { change: { 'spec.securityContext.appArmorProfile': {} }, at: ['spec.securityContext.appArmorProfile.type'] },
      { change: { 'spec.securityContext.appArmorProfile': { type: 'Unconfined' } }, at: ['spec.securityContext.appArmorProfile.type'] },
      {
        change: { 'spec.containers[app].securityContext.appArmorProfile': { type: 'Unconfined' } },
        at: ['spec.containers[0].securityContext.appArmorProfile.type'],
      },
      {
        change: { 'metadata.annotations': { 'container.apparmor.security.beta.kubernetes.io/app': 'unconfined' } },
        at: ["metadata.annotations['container.apparmor.security.beta.kubernetes.io/app']"],
      },
    ],
  },
});

function confined(profile: string): Requirement {
  return unless(isNotDeclared(profile), isOneOf(`${profile}.type`, 'RuntimeDefault', 'Localhost'));
}

import { aqua } from '../../frameworks/aqua-hardening';
import { checklist } from '../../frameworks/kubernetes-checklist';
import { pss } from '../../frameworks/pod-security-standards';
import { Requirement } from '../../requirements/requirement';
import { allOf, bySince, everyContainer, isOneOfOrUnset } from '../../requirements/vocabulary';
import { podRule } from '../rule';
import { Severity } from '../severity';

export const selinuxOptions = podRule({
  id: 'selinux-options',
  title: 'SELinux options stay within the types for containers',
  severity: Severity.MEDIUM,
  controls: [pss('baseline/seLinuxOptions'), aqua('S10'), checklist('S10')],
  why: 'Another type, user or role lets a process that broke out touch what SELinux keeps from containers.',
  fix: 'Remove `seLinuxOptions.user` and `role`, and leave `type` unset or at container_t.',
  waiver: 'seLinuxOptions',
  requires: allOf(confined('spec.securityContext'), everyContainer(confined('securityContext'))),
  examples: {
    good: [
      { 'spec.securityContext.seLinuxOptions': { level: 's0:c123,c456', type: 'container_t' } },
      { 'spec.securityContext.seLinuxOptions': { type: 'container_engine_t' } },
    ],
    bad: [
      { change: { 'spec.securityContext.seLinuxOptions': { type: 'spc_t' } }, at: ['spec.securityContext.seLinuxOptions.type'] },
      {
        change: { 'spec.containers[app].securityContext.seLinuxOptions': { user: 'system_u', role: 'sysadm_r' } },
        at: ['spec.containers[0].securityContext.seLinuxOptions.user', 'spec.containers[0].securityContext.seLinuxOptions.role'],
      },
      { change: { 'spec.securityContext.seLinuxOptions': { type: 'container_engine_t' } }, minor: 30, at: ['spec.securityContext.seLinuxOptions.type'] },
    ],
  },
});

function confined(securityContext: string): Requirement {
  const options = `${securityContext}.seLinuxOptions`;
  const types = ['', 'container_t', 'container_init_t', 'container_kvm_t'];
  return allOf(
    bySince(
      { since: 0, part: isOneOfOrUnset(`${options}.type`, ...types) },
      { since: 31, part: isOneOfOrUnset(`${options}.type`, ...types, 'container_engine_t') },
    ),
    isOneOfOrUnset(`${options}.user`, ''),
    isOneOfOrUnset(`${options}.role`, ''),
  );
}

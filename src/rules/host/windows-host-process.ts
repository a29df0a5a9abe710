import { cis } from '../../frameworks/cis';
import { pss } from '../../frameworks/pod-security-standards';
import { allOf, everyContainer, isNotTrue } from '../../requirements/vocabulary';
import { podRule } from '../rule';
import { Severity } from '../severity';

export const windowsHostProcess = podRule({
  id: 'windows-host-process',
  title: 'No container is a Windows HostProcess',
  severity: Severity.HIGH,
  controls: [pss('baseline/windowsHostProcess'), cis('5.2.11')],
  why: 'A HostProcess container is a process of the node, with the rights of its user.',
  fix: 'Remove `windowsOptions.hostProcess`.',
  requires: allOf(
    isNotTrue('spec.securityContext.windowsOptions.hostProcess'),
    everyContainer(isNotTrue('securityContext.windowsOptions.hostProcess')),
  ),
  examples: {
    good: [{ 'spec.securityContext.windowsOptions.hostProcess': false }],
    bad: [
      { change: { 'spec.securityContext.windowsOptions.hostProcess': true }, at: ['spec.securityContext.windowsOptions.hostProcess'] },
      {
        change: { 'spec.containers[app].securityContext.windowsOptions.hostProcess': true },
        at: ['spec.containers[0].securityContext.windowsOptions.hostProcess'],
      },
    ],
  },
});

import { pss } from '../../frameworks/pod-security-standards';
import { bySince } from '../../requirements/vocabulary';
import { hostProbesLifecycle } from '../host/host-probes-lifecycle';
import { podRule } from '../rule';
import { Severity } from '../severity';

export const pssHostProbes = podRule({
  id: 'pss-host-probes',
  standardOnly: true,
  title: 'No probe or lifecycle hook names a host, from 1.34 on',
  severity: Severity.MEDIUM,
  controls: [pss('baseline/hostProbesAndHostLifecycle')],
  why: 'The kubelet makes the request from the node: a pod that names the host reaches what only the node can reach.',
  fix: 'Remove `host`; the probe then asks the pod itself.',
  requires: bySince({ since: 34, part: hostProbesLifecycle.requires }),
  examples: {
    good: [{ 'spec.containers[app].livenessProbe': { httpGet: { port: 8080, host: '' } } }],
    bad: [
      {
        change: { 'spec.containers[app].livenessProbe': { httpGet: { port: 8080, host: '127.0.0.1' } } },
        at: ['spec.containers[0].livenessProbe.httpGet.host'],
        also: ['host-probes-lifecycle'],
      },
    ],
  },
});

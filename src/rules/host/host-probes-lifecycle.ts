import { pss } from '../../frameworks/pod-security-standards';
import { everyContainer, isOneOfOrUnset, worded } from '../../requirements/vocabulary';
import { podRule } from '../rule';
import { Severity } from '../severity';

export const hostProbesLifecycle = podRule({
  id: 'host-probes-lifecycle',
  title: 'No probe or lifecycle hook names a host',
  severity: Severity.MEDIUM,
  controls: [pss('baseline/hostProbesAndHostLifecycle')],
  why: 'The kubelet makes the request from the node: a pod that names the host reaches what only the node can reach.',
  fix: 'Remove `host`; the probe then asks the pod itself.',
  requires: everyContainer(...[
    'livenessProbe.httpGet.host', 'livenessProbe.tcpSocket.host',
    'readinessProbe.httpGet.host', 'readinessProbe.tcpSocket.host',
    'startupProbe.httpGet.host', 'startupProbe.tcpSocket.host',
    'lifecycle.postStart.httpGet.host', 'lifecycle.postStart.tcpSocket.host',
    'lifecycle.preStop.httpGet.host', 'lifecycle.preStop.tcpSocket.host',
  ].map(field => worded(isOneOfOrUnset(field, ''), 'must not be set'))),
  examples: {
    good: [{ 'spec.containers[app].livenessProbe': { httpGet: { path: '/healthz', port: 8080, host: '' } } }],
    bad: [
      {
        change: { 'spec.containers[app].livenessProbe': { httpGet: { path: '/latest/meta-data', port: 80, host: '169.254.169.254' } } },
        at: ['spec.containers[0].livenessProbe.httpGet.host'],
      },
      {
        change: { 'spec.containers[app].lifecycle': { preStop: { tcpSocket: { port: 80, host: '127.0.0.1' } } } },
        at: ['spec.containers[0].lifecycle.preStop.tcpSocket.host'],
      },
    ],
  },
});

import { checklist } from '../../frameworks/kubernetes-checklist';
import { nsa } from '../../frameworks/nsa';
import { Network } from '../../network/analysis/network';
import { ConnectionSet } from '../../network/connections/connection-set';
import { addressReach, AllowingRule } from '../../network/exposure/address-reach';
import { announcedTo } from '../../network/exposure/announced';
import { coverageFor } from '../../network/exposure/coverage';
import { INTERNET } from '../../network/exposure/internet';
import { WorkloadPod } from '../../network/model/workload';
import { listedOnce } from '../listed-once';
import { networkCheck } from '../network-check';
import { policyViolation } from '../policy-violation';
import { appRule, AppViolation } from '../rule';
import { Severity } from '../severity';

const POD = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'shop', labels: { app: 'web' } },
  spec: { containers: [{ name: 'app', ports: [{ containerPort: 8080 }] }] },
};
const policy = (...ingress: object[]) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { podSelector: {}, policyTypes: ['Ingress'], ingress },
});
const service = (type: string) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { type, selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }] },
});
const INGRESS = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { defaultBackend: { service: { name: 'web', port: { number: 80 } } } },
};
const from = (cidr: string) => [{ ipBlock: { cidr } }];

export const internetIngress = appRule({
  id: 'internet-ingress',
  title: 'The internet reaches only what a Service or Ingress announces',
  severity: Severity.MEDIUM,
  controls: [checklist('S16'), nsa('network-policies')],
  why: 'A port that nobody meant to publish, of metrics or of administration, is one route or load balancer away from everybody.',
  fix: 'Name the announced port in `ports`, or in `from` the pods that the traffic comes from, such as those of the ingress controller.',
  notExportable: 'It joins policies with the Services and Ingresses that lead to their pods.',
  begin: (_, app) => networkCheck(app, network => openingsIn(network).map(violationOf)),
  examples: () => ({
    good: [
      [POD, service('LoadBalancer'), policy({ from: from('0.0.0.0/0'), ports: [{ port: 8080 }] })],
      [POD, service('ClusterIP'), INGRESS, policy({ from: from('0.0.0.0/0'), ports: [{ port: 8080 }] })],
      [POD, policy({ from: from('10.0.0.0/8') }, { from: [{ namespaceSelector: {} }] })],
      // That everything is open is told by another rule; and that there is no policy.
      [POD, policy({})],
      [POD],
    ],
    bad: [
      { objects: [POD, policy({ from: from('0.0.0.0/0'), ports: [{ port: 8080 }] })], at: ['NetworkPolicy web spec.ingress[0].from[0].ipBlock'] },
      {
        objects: [POD, service('ClusterIP'), policy({ from: [...from('10.0.0.0/8'), ...from('2000::/3')], ports: [{ port: 8080 }] })],
        at: ['NetworkPolicy web spec.ingress[0].from[1].ipBlock'],
      },
      { objects: [POD, service('LoadBalancer'), policy({ from: from('0.0.0.0/0') })], at: ['NetworkPolicy web spec.ingress[0].from[0].ipBlock'] },
      { objects: [POD, service('NodePort'), policy({ ports: [{ port: 8080 }, { port: 9090 }] })], at: ['NetworkPolicy web spec.ingress[0]'] },
    ],
  }),
});

/** A rule, or one block of it, and what it opens to the internet beyond what is announced. */
interface Opening {
  readonly by: AllowingRule;
  readonly pods: Map<WorkloadPod, ConnectionSet>;
}

/** By the rules, in order of the pods that they are for. */
function openingsIn(network: Network): Opening[] {
  const openings = new Map<object, Opening>();
  for (const pod of network.workloads.flatMap(({ pods }) => pods)) {
    if (!coverageFor(network, pod, 'ingress').isIsolated) continue;
    const rules = addressReach(network, pod, 'ingress', INTERNET).rules.filter(({ policy: { isDoubtful } }) => !isDoubtful);
    if (rules.length === 0) continue;
    const announced = announcedTo(network, pod).set;
    for (const by of rules) {
      const unannounced = by.set.difference(announced);
      if (unannounced.isEmpty) continue;
      const place = by.peer ?? by.rule;
      const opening = openings.get(place) ?? { by, pods: new Map() };
      openings.set(place, opening);
      opening.pods.set(pod, unannounced);
    }
  }
  return [...openings.values()];
}

function violationOf({ by: { policy: by, rule, peer }, pods }: Opening): AppViolation {
  const opened = listedOnce([...pods].map(([{ workload }, set]) => `${set.text} of ${workload.text}`));
  const found = `is ${peer?.text ?? 'everybody'} on ${opened}`;
  return policyViolation({
    policy: by,
    path: peer === undefined ? rule.path : [...peer.path, 'ipBlock'],
    message: `must let the internet reach no more than a Service or Ingress announces, ${found}`,
    pods: [...pods.keys()],
    ofPods: `must be reached from the internet no further than a Service or Ingress announces, which ${by.subject} exceeds, ${found}`,
  });
}

import { checklist } from '../../frameworks/kubernetes-checklist';
import { nsa } from '../../frameworks/nsa';
import { idleOf } from '../../network/exposure/idle';
import { ServiceFault, ServiceFaultKind, serviceFaultsOf } from '../../network/exposure/services';
import { networkCheck } from '../network-check';
import { appRule, AppViolation } from '../rule';
import { Severity } from '../severity';

/** What a Service does not find by its selector; what it announces and no policy admits may be meant so. */
const SELECTING_NOTHING: readonly ServiceFaultKind[] = ['selects-nothing', 'no-listener'];

const POD = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'shop', labels: { app: 'web' } },
  spec: { containers: [{ name: 'app', ports: [{ name: 'http', containerPort: 8080 }] }] },
};
const policy = (spec: object) => ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'web', namespace: 'shop' }, spec });
const service = (app: string, targetPort: number | string) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { selector: { app }, ports: [{ port: 80, targetPort }] },
});
const ofApp = (app: string) => ({ podSelector: { matchLabels: { app } } });

export const danglingSelector = appRule({
  id: 'dangling-selector',
  title: 'No selector of a policy or Service selects nothing',
  severity: Severity.MEDIUM,
  controls: [checklist('S16'), nsa('network-policies')],
  why: 'A policy that selects nothing protects nobody, and the pods that it was meant for are open or cut off.',
  fix: 'Write the labels and ports that the pods have, or remove the policy, peer or Service.',
  notExportable: 'It joins selectors with the pods of the app.',
  begin: (_, app) => networkCheck(app, network => [
    ...idleOf(network).faults.map(({ policy: { subject }, ...fault }) => violationOf({ subject, ...fault })),
    ...serviceFaultsOf(network).filter(({ kind }) => SELECTING_NOTHING.includes(kind)).map(violationOf),
  ]),
  examples: () => ({
    good: [
      [POD, policy(ofApp('web')), policy({ ...ofApp('web'), ingress: [{ from: [ofApp('web')], ports: [{ port: 'http' }] }] })],
      [POD, service('web', 8080), service('web', 'http')],
      // Pods of a namespace that was not read are somebody else's to know.
      [POD, policy({ ...ofApp('web'), ingress: [{ from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'bank' } }, ...ofApp('teller') }] }] })],
      [policy(ofApp('api'))],
    ],
    bad: [
      { objects: [POD, policy(ofApp('api'))], at: ['NetworkPolicy web spec.podSelector'] },
      { objects: [POD, policy({ ...ofApp('web'), ingress: [{ from: [ofApp('web'), ofApp('api')] }] })], at: ['NetworkPolicy web spec.ingress[0].from[1]'] },
      { objects: [POD, policy({ ...ofApp('web'), ingress: [{ ports: [{ port: 'metrics' }] }] })], at: ['NetworkPolicy web spec.ingress[0].ports[0]'] },
      { objects: [POD, service('api', 8080)], at: ['Service web spec.selector'] },
      { objects: [POD, service('web', 9090)], at: ['Service web spec.ports[0].targetPort'] },
    ],
  }),
});

/** What may be as it is meant only warns. */
function violationOf({ subject, path, message, mayBeMeant }: Pick<ServiceFault, 'subject' | 'path' | 'message' | 'mayBeMeant'>): AppViolation {
  return { subject, path, message, ...mayBeMeant && { warns: true } };
}

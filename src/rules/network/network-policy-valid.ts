import { checklist } from '../../frameworks/kubernetes-checklist';
import { nsa } from '../../frameworks/nsa';
import { networkCheck } from '../network-check';
import { appRule, AppViolation } from '../rule';
import { Severity } from '../severity';

const policy = (spec: unknown) => ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'web', namespace: 'shop' }, spec });

export const networkPolicyValid = appRule({
  id: 'network-policy-valid',
  title: 'Every NetworkPolicy says what Kubernetes understands',
  severity: Severity.HIGH,
  controls: [checklist('S16'), nsa('network-policies')],
  why: 'A policy that is refused protects nobody; one of which a misspelt part is dropped may open everything.',
  fix: 'Write the field as the API of Kubernetes has it (`kubectl explain networkpolicy.spec`).',
  notExportable: 'The API server refuses such a policy, or drops what it does not know, before it asks an admission policy.',
  begin: (_, app) => networkCheck(app, ({ policies }) => policies.flatMap(({ subject, faults }) => faults.map(
    ({ path, message, isRefused }): AppViolation => ({ subject, path, message, ...!isRefused && { warns: true } }),
  ))),
  examples: () => ({
    good: [
      [policy({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] })],
      [policy({ ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }], ports: [{ port: 8000, endPort: 9000 }] }] })],
    ],
    bad: [
      { objects: [policy({ podSelector: {}, ingress: [{ form: [{ podSelector: {} }] }] })], at: ['NetworkPolicy web spec.ingress[0].form'] },
      { objects: [policy({ podSelector: {}, policyTypes: ['ingress'] })], at: ['NetworkPolicy web spec.policyTypes[0]'] },
      {
        objects: [policy({ ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['11.0.0.0/16'] } }], ports: [{ port: 70000 }] }] })],
        at: ['NetworkPolicy web spec.ingress[0].from[0].ipBlock.except[0]', 'NetworkPolicy web spec.ingress[0].ports[0].port'],
      },
      { objects: [policy({ egress: [{ to: [{ ipBlock: { cidr: '10.0.0.1/8' } }] }] })], at: ['NetworkPolicy web spec.egress[0].to[0].ipBlock.cidr'] },
    ],
  }),
});

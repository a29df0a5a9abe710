import { framework } from './control';

/** The "Kubernetes Hardening Guide" of NSA and CISA; it has headings and no numbers. */
export const nsa = framework({
  id: 'nsa',
  name: 'NSA/CISA Kubernetes Hardening Guide',
  version: '1.2',
  source: 'https://media.defense.gov/2022/Aug/29/2003066362/-1/-1/0/CTR_KUBERNETES_HARDENING_GUIDANCE_1.2_20220829.PDF',
  label: () => 'NSA',
}, {
  'non-root-containers': '"Non-root" containers',
  'immutable-container-file-systems': 'Immutable container file systems',
  'pod-security-enforcement': 'Pod security enforcement',
  'protecting-pod-service-account-tokens': 'Protecting Pod service account tokens',
  'hardening-container-environments': 'Hardening container environments',
  'network-policies': 'Network policies',
  'resource-policies': 'Resource policies',
});

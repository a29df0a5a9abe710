import { parsePath } from '../../src/kubernetes/field-path';
import { isHardeningField } from '../../src/kubernetes/hardening-fields';

const POD = 'spec.template.spec';
const hardens = (kind: string, path: string, value: unknown = 'x') => isHardeningField(kind, parsePath(path), value);

test.each([
  `${POD}.securityContext.appArmorProfile`,
  `${POD}.securityContext.supplementalGroupsPolicy`,
  `${POD}.securityContext.ofNextYear`,
  `${POD}.containers[0].securityContext`,
  `${POD}.initContainers[1].securityContext.capabilities.drop[0]`,
  'spec.podSecurityContext.fsGroup',
  'spec.runAsUser',
  `${POD}.hostUsers`,
  `${POD}.hostIPC`,
  `${POD}.hostIpc`,
  `${POD}.runtimeClassName`,
  `${POD}.automountServiceAccountToken`,
  `${POD}.containers[0].resources.limits.ephemeral-storage`,
  `${POD}.resources.requests`,
  `${POD}.containers[0].imagePullPolicy`,
  `${POD}.containers[0].volumeMounts[0].recursiveReadOnly`,
  `${POD}.volumes[0].emptyDir.sizeLimit`,
  `${POD}.volumes[0].projected.sources[0].serviceAccountToken.audience`,
  'metadata.labels[\'pod-security.kubernetes.io/enforce\']',
  `${POD}.metadata.annotations['container.apparmor.security.beta.kubernetes.io/app']`,
])('%s of a Deployment hardens', path => {
  expect(hardens('Deployment', path)).toBe(true);
});

test.each([
  `${POD}.containers[0].ports[0].bogus`,
  `${POD}.containers[0].restartPolicy`,
  `${POD}.containers[0].ports[0].containerPort`,
  `${POD}.volumes[0].image`,
  `${POD}.topologySpreadConstraints`,
  'spec.replicas',
  'metadata.annotations.note',
  'metadata.labels.securityLevel',
])('%s of a Deployment does not', path => {
  expect(hardens('Deployment', path)).toBe(false);
});

test('a field hardens when what it holds does', () => {
  const sidecar = (more: object) => ({ name: 'proxy', env: [{ name: 'A', value: 'securityContext' }], ...more });
  expect([sidecar({}), sidecar({ securityContext: { privileged: false } }), sidecar({ volumeMounts: [{ mountPath: '/etc', readOnly: true }] })]
    .map(value => hardens('Deployment', `${POD}.containers[1]`, value))).toEqual([false, true, true]);
});

test.each([
  ['NetworkPolicy', 'spec.ingress[0].ports[0].endPort'],
  ['NetworkPolicyList', 'items[0].spec.policyTypes'],
  ['CiliumNetworkPolicy', 'spec.egressDeny'],
  ['Role', 'rules[0].resourceNames'],
  ['ClusterRoleBinding', 'subjects[0].namespace'],
  ['LimitRange', 'spec.limits[0].default.memory'],
  ['ValidatingAdmissionPolicy', 'spec.validations[0].expression'],
  ['ConfigMap', 'immutable'],
  ['Service', 'spec.loadBalancerSourceRanges'],
])('in a %s, %s hardens', (kind, path) => {
  expect(hardens(kind, path)).toBe(true);
});

test.each([
  ['NetworkPolicy', 'metadata.annotations.note'],
  ['NetworkPolicyList', 'items[0].metadata.labels.app'],
  ['Role', 'kind'],
  ['Service', 'spec.ports[0].bogus'],
  ['Ingress', 'spec.rules[0].bogus'],
])('in a %s, %s does not', (kind, path) => {
  expect(hardens(kind, path)).toBe(false);
});

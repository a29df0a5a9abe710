import * as fc from 'fast-check';
import { ManifestCheck } from '../../src/check/manifest-check';
import { profiles } from '../../src/rules/profiles';
import { minimalPod } from '../rules/minimal-pod';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** With every field that a rule reads. */
const container = {
  name: 'app',
  image: 'registry.example/app:1.0.0',
  securityContext: {
    privileged: false,
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    procMount: 'Default',
    runAsNonRoot: true,
    runAsUser: 1,
    runAsGroup: 1,
    capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] },
    seccompProfile: { type: 'RuntimeDefault' },
    appArmorProfile: { type: 'RuntimeDefault' },
    seLinuxOptions: { type: 'container_t', user: '', role: '' },
    windowsOptions: { hostProcess: false },
  },
  resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '128Mi' } },
  ports: [{ containerPort: 80, hostPort: 0 }],
  livenessProbe: { httpGet: { host: '', port: 80 } },
  lifecycle: { postStart: { tcpSocket: { host: '', port: 80 } } },
};
const template = {
  metadata: { name: 'web', namespace: 'shop', labels: { app: 'web' }, annotations: { 'container.apparmor.security.beta.kubernetes.io/app': 'runtime/default' } },
  spec: {
    ...minimalPod.spec,
    hostNetwork: false,
    hostPID: false,
    hostIPC: false,
    shareProcessNamespace: false,
    os: { name: 'linux' },
    securityContext: { ...minimalPod.spec.securityContext, sysctls: [{ name: 'net.ipv4.tcp_syncookies', value: '1' }], fsGroup: 1, supplementalGroups: [1] },
    volumes: [{ name: 'tmp', emptyDir: {} }, { name: 'token', projected: { sources: [{ serviceAccountToken: { path: 'token' } }] } }],
    initContainers: [container],
    containers: [container],
    ephemeralContainers: [{ ...container, targetContainerName: 'app' }],
  },
};
const pod = { apiVersion: 'v1', kind: 'Pod', ...template };
const metadata = { name: 'web', namespace: 'shop' };

/** One of each kind that the rules know, and lists. */
const OBJECTS: readonly object[] = [
  pod,
  { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { selector: { matchLabels: { app: 'web' } }, template } },
  { apiVersion: 'batch/v1', kind: 'CronJob', metadata, spec: { jobTemplate: { spec: { template } } } },
  { apiVersion: 'batch.volcano.sh/v1', kind: 'Job', metadata, spec: { tasks: [{ template }] } },
  { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'istio-cni-node' }, spec: { template } },
  { apiVersion: 'install.istio.io/v1alpha1', kind: 'IstioOperator', metadata, spec: { components: { cni: { enabled: true } } } },
  {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: 'shop',
      labels: { 'pod-security.kubernetes.io/enforce': 'restricted', 'pod-security.kubernetes.io/enforce-version': 'v1.31', 'istio-injection': 'enabled' },
      annotations: { 'linkerd.io/inject': 'enabled' },
    },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata,
    spec: {
      podSelector: { matchLabels: { app: 'web' }, matchExpressions: [{ key: 'app', operator: 'In', values: ['web'] }] },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [{ podSelector: {}, namespaceSelector: {} }], ports: [{ port: 80 }] }],
      egress: [],
    },
  },
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata, automountServiceAccountToken: false },
  { apiVersion: 'v1', kind: 'Secret', metadata, data: { password: 'aHVudGVyMg==' } },
  { apiVersion: 'v1', kind: 'List', items: [pod] },
  { apiVersion: 'v1', kind: 'PodList', metadata: {}, items: [template] },
];

type Path = ReadonlyArray<string | number>;

const PLACES = OBJECTS.flatMap(object => pathsIn(object as Json).map(path => ({ object: object as Json, path })));

function pathsIn(value: Json, path: Path = []): Path[] {
  const within = Array.isArray(value)
    ? value.flatMap((item, index) => pathsIn(item, [...path, index]))
    : typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, field]) => pathsIn(field, [...path, key])) : [];
  return [path, ...within];
}

function replaced(value: Json, [step, ...rest]: Path, by: Json): Json {
  if (step === undefined) return by;
  if (Array.isArray(value)) return value.map((item, index) => (index === step ? replaced(item, rest, by) : item));
  return Object.fromEntries(Object.entries(value as object).map(([key, field]) => [key, key === step ? replaced(field, rest, by) : field]));
}

const KEYS = [...new Set(PLACES.flatMap(({ path }) => path.filter(step => typeof step === 'string')))];
const TEXTS = ['', 'ALL', 'Exists', 'DoesNotExist', 'RuntimeDefault', 'Unconfined', 'windows', '100m', '1e3Gi', 'a:b@c', 'Always'];
const { json } = fc.letrec<{ json: Json }>(tie => ({
  json: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<Json[]>(null, true, false, 0, -1, 1e300, {}, [], ...TEXTS),
    fc.string(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...KEYS, '__proto__', 'constructor', 'toString', 'length'), tie('json'), { maxKeys: 4 }),
  ),
}));
const manifest = fc.tuple(fc.constantFrom(...PLACES), json).map(([{ object, path }, by]) => replaced(object, path, by));
const manifests = fc.array(manifest, { minLength: 1, maxLength: 4 });

const CHECKS = profiles.flatMap(({ id }) => ['1.0', '1.25', 'latest'].map(kubernetesVersion =>
  new ManifestCheck({ profile: id, kubernetesVersion, namespace: 'shop' })));

/** What a rule says of itself where it cannot come to a verdict. */
const TOLD = /^(?:and the objects around it )?must be judged by [\w-]+, which failed: Malformed label selector: /;

test('whatever stands in place of a field: it is judged, and no rule breaks', () => {
  fc.assert(fc.property(manifests, fc.constantFrom(...CHECKS), (objects, check) => {
    const { summary, findings } = check.checkText(objects.map(object => JSON.stringify(object)).join('\n---\n'));
    expect(summary.failing + summary.warning).toBe(findings.length);
    for (const { ruleId, message, source } of findings) {
      if (ruleId === 'rule-error') expect(message).toMatch(TOLD);
      expect(source!.line).toBeGreaterThan(0);
    }
  }), { numRuns: 400 });
});

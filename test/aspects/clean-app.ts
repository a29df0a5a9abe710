import { ApiObject, ApiObjectProps, App, AppProps, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { Aspects, HardeningAspect, KubernetesVersion } from '../../src';

/** An app that breaks no rule, and the chart that a test adds to. */
export interface CleanApp {
  readonly app: App;
  /** An earlier chart, with a clean Deployment of its own. */
  readonly early: Chart;
  readonly chart: Chart;
}

/** What a test wants otherwise than usual. */
export interface CleanAppOptions {
  readonly props?: AppProps;
  readonly AppKind?: typeof App;
  readonly ChartKind?: typeof Chart;
}

/** Namespace, deny-all, ServiceAccount and a hardened Deployment, all raw; nothing judges it yet. */
export function cleanApp({ props, AppKind = App, ChartKind = Chart }: CleanAppOptions = {}): CleanApp {
  const app = new AppKind({ outdir: '/nowhere/at/all', ...props });
  const early = new Chart(app, 'early', { namespace: 'early' });
  const chart = new ChartKind(app, 'shop', { namespace: 'shop' });
  for (const scope of [early, chart]) {
    namespace(scope);
    denyAll(scope);
    workload(scope, 'Web');
  }
  return { app, early, chart };
}

/** Judges a whole app, for Kubernetes 1.31. */
export function judge(scope: Construct): void {
  Aspects.of(scope).add(new HardeningAspect({ kubernetesVersion: KubernetesVersion.V1_31 }));
}

/** A Deployment with a ServiceAccount of its own, and the pod that is given. */
export function workload(scope: Construct, id: string, podSpec: object = hardenedPodSpec(id)): ApiObject {
  new ApiObject(scope, `${id}Account`, {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: nameOf(id) },
    automountServiceAccountToken: false,
  } as ApiObjectProps);
  const labels = { app: nameOf(id) };
  return new ApiObject(scope, id, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: nameOf(id) },
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: podSpec } },
  } as ApiObjectProps);
}

/** A Pod with the spec that is given. */
export function pod(scope: Construct, id: string, spec: object = hardenedPodSpec(id)): ApiObject {
  return new ApiObject(scope, id, podProps(id, spec));
}

export function podProps(id: string, spec: object): ApiObjectProps {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: nameOf(id) }, spec } as ApiObjectProps;
}

/** A pod that breaks no rule, but for the changes to its container. */
export function hardenedPodSpec(id: string, securityContext: object = {}): object {
  return {
    serviceAccountName: nameOf(id),
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, runAsUser: 65532, runAsGroup: 65532, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [hardenedContainer('app', securityContext)],
  };
}

/** A pod that is clean, but for one privileged container. */
export function privilegedPodSpec(id: string, privileged: unknown = true): object {
  return hardenedPodSpec(id, { privileged });
}

export function hardenedContainer(name: string, securityContext: object = {}): object {
  return {
    name,
    image: `registry.example/${name}:1.0.0`,
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] }, ...securityContext },
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '128Mi' } },
  };
}

const RESOLVERS = {
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
  podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
};

/** The NetworkPolicy that isolates every pod of the namespace, but for DNS. */
export function denyAll(scope: Construct): void {
  new ApiObject(scope, 'DenyAll', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'deny-all' },
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'], egress: [{ to: [RESOLVERS], ports: [{ protocol: 'UDP', port: 53 }, { protocol: 'TCP', port: 53 }] }] },
  } as ApiObjectProps);
}

function namespace(chart: Chart): void {
  new ApiObject(chart, 'Namespace', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: chart.namespace, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
  });
}

function nameOf(id: string): string {
  return id.toLowerCase();
}

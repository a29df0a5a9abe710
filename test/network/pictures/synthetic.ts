import { KubernetesObject, Labels, namespace, pod, policy } from '../network-kit';

/** `team-<i>/app-<n>`: each app is called by the next few of its namespace and by one of the next namespace, on TCP 8080, and calls nobody else. */
export function syntheticApp(workloads: number, namespaces: number, calls: number): KubernetesObject[] {
  const names = Array.from({ length: workloads }, (_, i) => ({ name: `app-${i}`, namespace: `team-${i % namespaces}` }));
  const peer = (app: typeof names[number]): object => ({
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': app.namespace } }, podSelector: { matchLabels: { app: app.name } },
  });
  const others = (i: number, step: number): object[] => Array.from(
    { length: calls }, (_, call) => peer(names[(i + step * (call * namespaces + (call === 0 ? 1 : 0)) + 2 * workloads * namespaces) % workloads]),
  );
  return [
    ...Array.from({ length: namespaces }, (_, i) => namespace(`team-${i}`)),
    ...names.map(app => pod(`${app.namespace}/${app.name}`, { app: app.name })),
    ...names.map((app, i) => policy({
      podSelector: { matchLabels: { app: app.name } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: others(i, -1), ports: [{ port: 8080 }] }],
      egress: [{ to: others(i, 1), ports: [{ port: 8080 }] }],
    }, `${app.namespace}/${app.name}`)),
  ];
}

/** An app of which little is protected: a policy in doubt, the network of a node, policies of another make, and an API that reaches everything. */
export const OPEN_APP: readonly KubernetesObject[] = [
  ...['web', 'cart', 'ads', 'mail', 'orders'].map(name => pod(`shop/${name}`, { app: name })),
  ...['a', 'b', 'c', 'd', 'e'].map(name => pod(`legacy/old-${name}`, { app: `old-${name}` })),
  pod('ops/probe', { app: 'probe' }),
  pod('ops/agent', { app: 'agent' }, { hostNetwork: true }),
  policy({ podSelector: { matchLabels: { app: 'cart' } }, policyTypes: ['Ingress', 'Egress'], ingress: [{ from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port: 6379 }] }] }, 'shop/cart'),
  policy({ podSelector: { matchLabels: { app: 'mail' } }, ingress: [{ from: [{ ipBlock: { cidr: 'nonsense' } }], ports: [{ port: 25 }] }] }, 'shop/mail'),
  policy({ podSelector: { matchLabels: { app: 'probe' } }, policyTypes: ['Ingress', 'Egress'], egress: [{ to: [{ namespaceSelector: {} }], ports: [{ port: 9090 }] }] }, 'ops/probe'),
  policy({ podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Ingress', 'Egress'], ingress: [{ from: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: [{ port: 443 }] }], egress: [{ to: [{ podSelector: {} }] }] }, 'shop/web'),
  { apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata: { name: 'l7', namespace: 'shop' }, spec: {} },
];

/** Names that no API server takes, and that try everything to get out of where they are written. */
export const HOSTILE_NAME = '</script><script>alert(1)</script>"\'`<img src=x onerror=alert(2)>\u202e#|end]]-->&lt;\n{{}}%%';

/** A pod of that name in namespace `shop`. */
export function hostilePod(labels: Labels): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { namespace: 'shop', name: HOSTILE_NAME, labels }, spec: { containers: [{ name: 'main' }] } };
}

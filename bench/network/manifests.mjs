// The manifests whose network is analysed, always the same bytes: the services of many teams, each closed but for what it is allowed.

/** As many workloads as one more policy, for a whole namespace, is written for. */
const WORKLOADS_PER_SHARED_POLICY = 25;
const WORKLOADS_PER_NAMESPACE = 50;
const FEWEST_NAMESPACES = 10;
const MOST_NAMESPACES = 20;

const TEAMS = ['checkout', 'catalogue', 'delivery', 'finance', 'search'];
const TIERS = ['edge', 'api', 'worker', 'data', 'cache'];
const KINDS = ['Deployment', 'Deployment', 'Deployment', 'StatefulSet', 'DaemonSet'];
/** Who calls a service, by its tier. */
const CALLERS = { edge: 'cache', api: 'edge', worker: 'api', data: 'worker', cache: 'data, api' };
/** The port that a service listens on, by its tier. */
const PORTS = { edge: 8443, api: 8080, worker: 9000, data: 5432, cache: 6379 };

/**
 * A set of manifests: workloads, a policy for each of them, and one for every 25 of them, in 10 to 20 namespaces.
 *
 * @returns {Array<{ name: string, text: string }>} a file for each namespace
 */
export function manifests(workloads) {
  const count = namespacesOf(workloads);
  const files = Array.from({ length: count }, (_, index) => [namespace(index)]);
  for (let index = 0; index < workloads; index++) {
    const app = appOf(index, count);
    files[index % count].push(workload(app), policy(app, index, count));
  }
  for (let index = 0; index < sharedPoliciesOf(workloads); index++) {
    files[index % count].push(SHARED_POLICIES[Math.floor(index / count) % SHARED_POLICIES.length](namespaceName(index % count), index));
  }
  return files.map((objects, index) => ({ name: `${namespaceName(index)}.yaml`, text: objects.join('') }));
}

export function policiesOf(workloads) {
  return workloads + sharedPoliciesOf(workloads);
}

export function namespacesOf(workloads) {
  return Math.min(MOST_NAMESPACES, Math.max(FEWEST_NAMESPACES, Math.ceil(workloads / WORKLOADS_PER_NAMESPACE)));
}

function sharedPoliciesOf(workloads) {
  return Math.floor(workloads / WORKLOADS_PER_SHARED_POLICY);
}

function appOf(index, count) {
  const place = Math.floor(index / count);
  const tier = TIERS[place % TIERS.length];
  return {
    name: `${tier}-${String(index).padStart(5, '0')}`,
    namespace: namespaceName(index % count),
    tier,
    kind: KINDS[place % KINDS.length],
    port: PORTS[tier],
  };
}

function namespaceName(index) {
  return `team-${String(index).padStart(2, '0')}`;
}

function teamOf(namespaceIndex) {
  return TEAMS[namespaceIndex % TEAMS.length];
}

function namespace(index) {
  return `---
apiVersion: v1
kind: Namespace
metadata:
  name: ${namespaceName(index)}
  labels:
    kubernetes.io/metadata.name: ${namespaceName(index)}
    team: ${teamOf(index)}
`;
}

function workload({ name, namespace: ns, tier, kind, port }) {
  return `---
apiVersion: apps/v1
kind: ${kind}
metadata:
  name: ${name}
  namespace: ${ns}
spec:
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
        tier: ${tier}
    spec:
      containers:
        - name: server
          image: registry.shop.example/services/${name}:1.4.2
          ports:
            - name: main
              containerPort: ${port}
            - name: metrics
              containerPort: 9100
`;
}

/** Its own namespace and those of one team may call it, and it may call those of another. */
function policy({ name, namespace: ns, tier, port }, index, count) {
  const [callers, called] = [teamOf(index + 1), teamOf(index + count - 1)];
  return `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ${name}
  namespace: ${ns}
spec:
  podSelector:
    matchLabels:
      app: ${name}
  policyTypes:
    - Ingress
    - Egress
  ingress:
    - from:
        - podSelector:
            matchExpressions:
              - key: tier
                operator: In
                values: [${CALLERS[tier]}]
      ports:
        - port: main
    - from:
        - namespaceSelector:
            matchLabels:
              team: ${callers}
          podSelector:
            matchExpressions:
              - key: tier
                operator: In
                values: [${CALLERS[tier]}]
      ports:
        - port: ${port}
        - protocol: UDP
          port: ${port}
          endPort: ${port + 10}
${tier === 'edge' ? partnerRule(index % count, Math.floor(index / count) % 256) : ''}  egress:
    - to:
        - podSelector: {}
    - to:
        - namespaceSelector:
            matchLabels:
              team: ${called}
      ports:
        - protocol: TCP
          port: 1024
          endPort: 9999
${tier === 'data' ? backupRule(index % count) : ''}`;
}

/** Every service at the edge has a partner of its own on the internet. */
function partnerRule(namespaceIndex, place) {
  const partner = `${20 + namespaceIndex}.${place}`;
  return `    - from:
        - ipBlock:
            cidr: ${partner}.0.0/16
            except:
              - ${partner}.16.0/20
              - ${partner}.200.0/24
      ports:
        - port: 8443
`;
}

function backupRule(namespaceIndex) {
  return `    - to:
        - ipBlock:
            cidr: 10.${namespaceIndex}.0.0/16
            except:
              - 10.${namespaceIndex}.128.0/24
      ports:
        - port: 443
`;
}

/** Policies for every pod of a namespace, in turn. */
const SHARED_POLICIES = [
  (ns, index) => `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: default-deny-${index}
  namespace: ${ns}
spec:
  podSelector: {}
  policyTypes:
    - Ingress
    - Egress
`,
  (ns, index) => `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: metrics-${index}
  namespace: ${ns}
spec:
  podSelector:
    matchExpressions:
      - key: tier
        operator: NotIn
        values: [edge]
  ingress:
    - from:
        - podSelector:
            matchLabels:
              tier: worker
      ports:
        - port: metrics
`,
  (ns, index) => `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: public-apis-${index}
  namespace: ${ns}
spec:
  podSelector:
    matchLabels:
      tier: worker
  policyTypes:
    - Egress
  egress:
    - to:
        - ipBlock:
            cidr: 0.0.0.0/0
            except:
              - 10.0.0.0/8
              - 169.254.0.0/16
      ports:
        - port: 443
`,
];

// The manifests that are checked, always the same bytes: services of a shop, as a team writes them by hand.

/** The Deployments of a namespace. */
const PER_NAMESPACE = 50;

/** How a Deployment is written. */
export const SORTS = ['clean', 'faulty'];

/**
 * Deployments, each with a Service, a ServiceAccount and a NetworkPolicy of its own, and a Namespace for every fifty of them.
 *
 * @param sort `clean`: nothing is found; `faulty`: every Deployment is plain, so most rules about pods have something to say.
 * @returns the text, piece by piece
 */
export function* manifests(sort, deployments) {
  const deployment = { clean: hardenedDeployment, faulty: plainDeployment }[sort];
  for (let index = 0; index < deployments; index++) {
    const app = { name: `${ROLES[index % ROLES.length]}-service-${number(index)}`, namespace: `shop-${number(Math.floor(index / PER_NAMESPACE))}` };
    if (index % PER_NAMESPACE === 0) yield namespace(app, sort);
    yield [serviceAccount(app), deployment(app), service(app), networkPolicy(app)].join('');
  }
}

export function objectsOf(deployments) {
  return 4 * deployments + Math.ceil(deployments / PER_NAMESPACE);
}

const ROLES = ['catalogue', 'checkout', 'currency', 'payment', 'recommendation', 'shipping'];

function number(index) {
  return String(index).padStart(5, '0');
}

/** What the workloads in it can be held to: plain ones meet the baseline. */
function namespace(app, sort) {
  const level = { clean: 'restricted', faulty: 'baseline' }[sort];
  return `---
apiVersion: v1
kind: Namespace
metadata:
  name: ${app.namespace}
  labels:
    pod-security.kubernetes.io/enforce: ${level}
    pod-security.kubernetes.io/enforce-version: latest
    pod-security.kubernetes.io/audit: restricted
    pod-security.kubernetes.io/warn: restricted
`;
}

function serviceAccount({ name, namespace: ns }) {
  return `---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: ${name}
  namespace: ${ns}
automountServiceAccountToken: false
`;
}

function hardenedDeployment(app) {
  return `---
${deploymentHead(app)}
      serviceAccountName: ${app.name}
      automountServiceAccountToken: false
      securityContext:
        runAsNonRoot: true
        runAsUser: 65532
        runAsGroup: 65532
        fsGroup: 65532
        seccompProfile:
          type: RuntimeDefault
      containers:
        - name: server
${containerOf(app)}
          resources:
            requests:
              cpu: 100m
              memory: 128Mi
              ephemeral-storage: 64Mi
            limits:
              memory: 256Mi
              ephemeral-storage: 128Mi
          securityContext:
            privileged: false
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            runAsNonRoot: true
            capabilities:
              drop:
                - ALL
          volumeMounts:
            - name: tmp
              mountPath: /tmp
      volumes:
        - name: tmp
          emptyDir:
            sizeLimit: 64Mi
`;
}

function plainDeployment(app) {
  return `---
${deploymentHead(app)}
      containers:
        - name: server
${containerOf(app)}
`;
}

function deploymentHead({ name, namespace: ns }) {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: ${ns}
  labels:
    app.kubernetes.io/name: ${name}
    app.kubernetes.io/part-of: shop
spec:
  replicas: 2
  selector:
    matchLabels:
      app.kubernetes.io/name: ${name}
  strategy:
    type: RollingUpdate
    rollingUpdate:
      maxSurge: 25%
      maxUnavailable: 0
  template:
    metadata:
      labels:
        app.kubernetes.io/name: ${name}
        app.kubernetes.io/part-of: shop
    spec:`;
}

function containerOf({ name }) {
  return `          image: registry.shop.example/services/${name}:1.4.2
          args: ["--listen", ":8080", "--log-format", "json"]
          env:
            - name: PORT
              value: "8080"
            - name: POD_IP
              valueFrom:
                fieldRef:
                  fieldPath: status.podIP
          ports:
            - name: http
              containerPort: 8080
          readinessProbe:
            httpGet:
              path: /healthz/ready
              port: http
            periodSeconds: 5
          livenessProbe:
            httpGet:
              path: /healthz/live
              port: http
            periodSeconds: 15`;
}

function service({ name, namespace: ns }) {
  return `---
apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: ${ns}
spec:
  type: ClusterIP
  selector:
    app.kubernetes.io/name: ${name}
  ports:
    - name: http
      port: 80
      targetPort: http
`;
}

function networkPolicy({ name, namespace: ns }) {
  return `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ${name}
  namespace: ${ns}
spec:
  podSelector:
    matchLabels:
      app.kubernetes.io/name: ${name}
  policyTypes:
    - Ingress
    - Egress
  ingress:
    - from:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: ingress
      ports:
        - protocol: TCP
          port: 8080
  egress:
    - to:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: kube-system
          podSelector:
            matchLabels:
              k8s-app: kube-dns
      ports:
        - protocol: UDP
          port: 53
        - protocol: TCP
          port: 53
`;
}

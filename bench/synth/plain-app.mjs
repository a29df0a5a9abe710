// The app as one would write it with cdk8s-plus-28 alone: it passes the profile, and emits exactly what hardened-app.mjs emits.

import { ApiObject, App, Chart, JsonPatch, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { chartsOf, IMAGE, PORT } from './shop.mjs';

export function buildApp(props, size) {
  const app = new App(props);
  for (const { id, namespace, deployments } of chartsOf(size)) {
    const chart = new Chart(app, id, { namespace, disableResourceNameHashes: true });
    defaultDeny(chart);
    for (const name of deployments) deployment(chart, name);
  }
  return app;
}

function defaultDeny(chart) {
  const dns = [{ port: 53, protocol: 'UDP' }, { port: 53, protocol: 'TCP' }];
  new ApiObject(chart, 'default-deny', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    spec: {
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
      egress: [
        {
          ports: dns,
          to: [{
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
            podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
          }],
        },
        { ports: dns, to: [{ ipBlock: { cidr: '169.254.20.10/32' } }] },
      ],
    },
  });
}

function deployment(chart, name) {
  const serviceAccount = new kplus.ServiceAccount(chart, `${name}-account`, { metadata: { name } });
  const tmp = kplus.Volume.fromEmptyDir(chart, `${name}-tmp`, 'writable-main-tmp', { sizeLimit: Size.mebibytes(64) });
  const workload = new kplus.Deployment(chart, name, {
    metadata: { name },
    serviceAccount,
    securityContext: { user: 65532, group: 65532 },
    containers: [{
      image: IMAGE,
      portNumber: PORT,
      securityContext: { capabilities: { drop: [kplus.Capability.ALL] } },
      volumeMounts: [{ path: '/tmp', volume: tmp }],
    }],
  });
  ApiObject.of(workload).addJsonPatch(...WHAT_THE_L2_LACKS);
}

const POD = '/spec/template/spec';
const WHAT_THE_L2_LACKS = [
  JsonPatch.add(`${POD}/securityContext/seccompProfile`, { type: 'RuntimeDefault' }),
  JsonPatch.remove(`${POD}/securityContext/fsGroupChangePolicy`),
  JsonPatch.add(`${POD}/enableServiceLinks`, false),
  JsonPatch.remove(`${POD}/hostNetwork`),
  JsonPatch.replace(`${POD}/containers/0/resources`, {
    limits: quantities({ 'ephemeral-storage': '128Mi', 'memory': '128Mi' }),
    requests: quantities({ 'cpu': '100m', 'ephemeral-storage': '64Mi', 'memory': '128Mi' }),
  }),
];

/** As the L1 wants them at the time of a patch. */
function quantities(amounts) {
  return Object.fromEntries(Object.entries(amounts).map(([resource, value]) => [resource, { value }]));
}

import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { ApiObject, Chart, Include, JsonPatch, Yaml } from 'cdk8s';
import * as k28 from 'cdk8s-plus-28';
import { KubePod, Quantity } from 'cdk8s-plus-28/lib/imports/k8s';
import * as k32 from 'cdk8s-plus-32';
import { Bypass, privileged, PRIVILEGED } from './bypass';
import { CleanApp, hardenedContainer, hardenedPodSpec, pod, podProps, privilegedPodSpec, workload } from './clean-app';

const PATCH = JsonPatch.add('/spec/template/spec/containers/0/securityContext/privileged', true);
const PLUS_CONTEXT = { privileged: true, allowPrivilegeEscalation: true };

/** By where the manifest comes from. */
export const BYPASSES_BY_ORIGIN: readonly Bypass[] = [
  {
    name: 'a raw ApiObject',
    smuggle: ({ chart }) => pod(chart, 'Bad', privilegedPodSpec('Bad')),
    told: [privileged('shop/Bad')],
    leaks: PRIVILEGED,
  },
  {
    name: 'a raw ApiObject that is older than the Aspect',
    aspectLast: true,
    smuggle: ({ chart }) => workload(chart, 'Bad', privilegedPodSpec('Bad')),
    told: [privileged('shop/Bad')],
    leaks: PRIVILEGED,
  },
  {
    name: 'a raw ApiObject in a chart within a chart',
    smuggle: ({ chart }) => pod(new Chart(chart, 'inner', { namespace: 'shop' }), 'Bad', privilegedPodSpec('Bad')),
    told: [privileged('shop/inner/Bad')],
    leaks: PRIVILEGED,
  },
  {
    name: 'a privileged container of cdk8s-plus-28',
    smuggle: ({ chart }) => new k28.Deployment(chart, 'Bad', { containers: [{ image: 'a/b:1', securityContext: PLUS_CONTEXT }] }),
    told: [privileged('shop/Bad/Resource', 'container "main": securityContext.privileged')],
    rule: 'no-privileged',
    leaks: PRIVILEGED,
  },
  {
    name: 'a privileged container of cdk8s-plus-32',
    smuggle: ({ chart }) => new k32.Deployment(chart, 'Bad', { containers: [{ image: 'a/b:1', securityContext: PLUS_CONTEXT }] }),
    told: [privileged('shop/Bad/Resource', 'container "main": securityContext.privileged')],
    rule: 'no-privileged',
    leaks: PRIVILEGED,
  },
  {
    name: 'user 0 by cdk8s-plus-28',
    smuggle: ({ chart }) => new k28.Deployment(chart, 'Bad', { containers: [{ image: 'a/b:1', securityContext: { user: 0, ensureNonRoot: false } }] }),
    told: ['shop/Bad/Resource run-as-user-nonzero container "main": securityContext.runAsUser'],
    rule: 'run-as-user-nonzero',
    leaks: /runAsUser: 0/,
  },
  {
    name: 'an L1 object',
    smuggle: ({ chart }) => {
      const quantity = (text: string) => Quantity.fromString(text);
      const resources = { requests: { cpu: quantity('100m'), memory: quantity('128Mi') }, limits: { memory: quantity('128Mi') } };
      const spec: any = hardenedPodSpec('Bad');
      spec.containers = [{ ...hardenedContainer('app', { privileged: true }), resources }];
      new KubePod(chart, 'Bad', { metadata: { name: 'bad' }, spec });
    },
    told: [privileged('shop/Bad')],
    leaks: PRIVILEGED,
  },
  {
    name: 'a JSON patch from before the Aspect',
    aspectLast: true,
    smuggle: clean => web(clean).addJsonPatch(PATCH),
    told: [privileged('shop/Web')],
    leaks: PRIVILEGED,
  },
  {
    name: 'a JSON patch after the Aspect',
    smuggle: clean => web(clean).addJsonPatch(PATCH),
    told: [privileged('shop/Web')],
    leaks: PRIVILEGED,
  },
  {
    name: 'a JSON patch on the L1 of a workload of cdk8s-plus-28',
    smuggle: ({ chart }) => {
      const bad = new k28.Deployment(chart, 'Bad', { containers: [{ image: 'a/b:1' }] });
      ApiObject.of(bad).addJsonPatch(PATCH);
    },
    told: [privileged('shop/Bad/Resource', 'container "main": securityContext.privileged')],
    rule: 'no-privileged',
    leaks: PRIVILEGED,
  },
  {
    name: 'an Include of a List',
    smuggle: ({ chart }) => include(chart, [{ apiVersion: 'v1', kind: 'List', items: [manifest()] }]),
    told: [privileged('shop/Bad/object0-list')],
    leaks: PRIVILEGED,
  },
  {
    name: 'an Include of a List in a List',
    smuggle: ({ chart }) => include(chart, [{ apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'List', items: [manifest()] }] }]),
    told: [privileged('shop/Bad/object0-list')],
    leaks: PRIVILEGED,
  },
  {
    name: 'an Include of a typed list whose items leave out their kind',
    smuggle: ({ chart }) => {
      const { metadata, spec } = manifest() as any;
      include(chart, [{ apiVersion: 'v1', kind: 'PodList', items: [{ metadata, spec }] }]);
    },
    told: [privileged(`shop/Bad/object0-${'PodList'.toLowerCase()}`)],
    leaks: PRIVILEGED,
  },
];

function web({ chart }: CleanApp): ApiObject {
  return chart.node.findChild('Web') as ApiObject;
}

/** As it would stand in a file: with its namespace, so that the deny-all is for it. */
function manifest(): object {
  return { ...podProps('Bad', privilegedPodSpec('Bad')), metadata: { name: 'bad', namespace: 'shop' } };
}

function include(chart: Chart, documents: unknown[]): void {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'include-'));
  const url = path.join(folder, 'vendor.yaml');
  Yaml.save(url, documents);
  new Include(chart, 'Bad', { url });
  fs.rmSync(folder, { recursive: true });
}

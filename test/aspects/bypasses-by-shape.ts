import { ApiObject, ApiObjectProps, Chart, JsonPatch } from 'cdk8s';
import { Bypass, privileged, PRIVILEGED } from './bypass';
import { CleanApp, hardenedContainer, hardenedPodSpec, pod, privilegedPodSpec, workload } from './clean-app';

const UNHARDENED_CONTAINER = [
  'shop/Web no-privilege-escalation container "app": securityContext.allowPrivilegeEscalation',
  'shop/Web read-only-root-fs container "app": securityContext.readOnlyRootFilesystem',
  'shop/Web drop-all-capabilities container "app": securityContext.capabilities.drop',
];

/** By where in the manifest it hides. */
export const BYPASSES_BY_SHAPE: readonly Bypass[] = [
  {
    name: 'user 0 of a container',
    smuggle: ({ chart }) => pod(chart, 'Bad', hardenedPodSpec('Bad', { runAsUser: 0 })),
    told: ['shop/Bad run-as-user-nonzero container "app": securityContext.runAsUser'],
    leaks: /runAsUser: 0/,
  },
  ...(['initContainers', 'ephemeralContainers'] as const).map((list): Bypass => ({
    name: `a privileged container of ${list}`,
    smuggle: ({ chart }) => pod(chart, 'Bad', { ...hardenedPodSpec('Bad'), [list]: [hardenedContainer('aside', { privileged: true })] }),
    told: [privileged('shop/Bad', 'container "aside": securityContext.privileged')],
    leaks: PRIVILEGED,
  })),
  {
    name: 'a privileged native sidecar',
    smuggle: ({ chart }) => {
      const sidecar = { ...hardenedContainer('mesh', { privileged: true }), restartPolicy: 'Always' };
      pod(chart, 'Bad', { ...hardenedPodSpec('Bad'), initContainers: [sidecar] });
    },
    told: [privileged('shop/Bad', 'container "mesh": securityContext.privileged')],
    leaks: PRIVILEGED,
  },
  {
    name: 'the second of two containers',
    smuggle: ({ chart }) => pod(chart, 'Bad', {
      ...hardenedPodSpec('Bad'), containers: [hardenedContainer('app'), hardenedContainer('proxy', { privileged: true })],
    }),
    told: [privileged('shop/Bad', 'container "proxy": securityContext.privileged')],
    leaks: PRIVILEGED,
  },
  {
    name: 'the template of a CronJob',
    smuggle: ({ chart }) => object(chart, 'batch/v1', 'CronJob', { jobTemplate: { spec: { template: { spec: privilegedPodSpec('Bad') } } } }),
    told: [privileged('shop/Bad')],
    leaks: PRIVILEGED,
  },
  {
    name: 'the template of an Argo Rollout',
    smuggle: ({ chart }) => object(chart, 'argoproj.io/v1alpha1', 'Rollout', { template: { spec: privilegedPodSpec('Bad') } }),
    told: [privileged('shop/Bad')],
    leaks: PRIVILEGED,
  },
  {
    name: 'a merge key in a security context, which kubectl merges into it',
    smuggle: ({ chart }) => pod(chart, 'Bad', hardenedPodSpec('Bad', { '<<': { privileged: true } })),
    told: ['shop/Bad yaml-text spec.containers[0].securityContext[\'<<\']'],
    leaks: /<<:/,
  },
  {
    name: 'a merge key in a container',
    smuggle: ({ chart }) => pod(chart, 'Bad', {
      ...hardenedPodSpec('Bad'), containers: [{ ...hardenedContainer('app'), '<<': { securityContext: { privileged: true } } }],
    }),
    told: ['shop/Bad yaml-text spec.containers[0][\'<<\']'],
    leaks: /<<:/,
  },
  {
    name: 'a merge key in a pod spec',
    smuggle: ({ chart }) => pod(chart, 'Bad', { ...hardenedPodSpec('Bad'), '<<': { hostPID: true } }),
    told: ['shop/Bad yaml-text spec[\'<<\']'],
    leaks: /<<:/,
  },
  {
    name: 'a merge key at the top',
    smuggle: ({ chart }) => new ApiObject(chart, 'Bad', {
      'apiVersion': 'v1', 'kind': 'ConfigMap', 'metadata': { name: 'bad' }, '<<': { kind: 'Pod', spec: privilegedPodSpec('Bad') },
    } as ApiObjectProps),
    told: ['shop/Bad yaml-text [\'<<\']'],
    leaks: /<<:/,
  },
  {
    name: 'a text that kubectl reads as user 0',
    smuggle: ({ chart }) => pod(chart, 'Bad', hardenedPodSpec('Bad', { runAsUser: '0o0' })),
    told: [
      'shop/Bad yaml-text spec.containers[0].securityContext.runAsUser',
      'shop/Bad run-as-user-nonzero container "app": securityContext.runAsUser',
    ],
    leaks: /runAsUser: 0o0/,
  },
  {
    name: 'null over the security context of a container',
    smuggle: clean => patch(clean, '/spec/template/spec/containers/0/securityContext', null),
    told: UNHARDENED_CONTAINER,
    leaks: /securityContext: null/,
  },
  {
    name: 'an empty object over the security context of a container',
    smuggle: clean => patch(clean, '/spec/template/spec/containers/0/securityContext', {}),
    told: UNHARDENED_CONTAINER,
    leaks: /securityContext: \{\}/,
  },
  {
    name: 'null over the security context of the pod',
    smuggle: clean => patch(clean, '/spec/template/spec/securityContext', null),
    told: [
      'shop/Web run-as-non-root container "app": securityContext.runAsNonRoot',
      'shop/Web run-as-user-nonzero container "app": securityContext.runAsUser',
      'shop/Web seccomp-profile container "app": securityContext.seccompProfile.type',
      'shop/Web run-as-group container "app": securityContext.runAsGroup',
    ],
    leaks: /securityContext: null/,
  },
  {
    name: 'null over the capabilities to drop',
    smuggle: clean => patch(clean, '/spec/template/spec/containers/0/securityContext/capabilities/drop', null),
    told: ['shop/Web drop-all-capabilities container "app": securityContext.capabilities.drop'],
    leaks: /drop: null/,
  },
  {
    name: 'a workload without a kind',
    smuggle: clean => patch(clean, '/kind', null),
    told: ['shop/Web unreadable-object kind'],
    leaks: /kind: null/,
  },
  {
    name: 'a list of containers that is no list',
    smuggle: ({ chart }) => workload(chart, 'Bad', { ...hardenedPodSpec('Bad'), containers: hardenedContainer('app', { privileged: true }) }),
    told: ['shop/Bad unreadable-object spec.template.spec.containers'],
    leaks: PRIVILEGED,
  },
];

function object(chart: Chart, apiVersion: string, kind: string, spec: object): void {
  new ApiObject(chart, 'Bad', { apiVersion, kind, metadata: { name: 'bad' }, spec } as ApiObjectProps);
}

function patch({ chart }: CleanApp, at: string, value: unknown): void {
  (chart.node.findChild('Web') as ApiObject).addJsonPatch(JsonPatch.replace(at, value));
}

import { FieldPath } from './field-path';

/** A step of a template path that stands for every item of a list. */
export const EACH = Symbol('each item');

/** The way to the pod templates of a kind; a template has `metadata` and `spec`, as a Pod itself does. */
export type TemplatePath = ReadonlyArray<FieldPath[number] | typeof EACH>;

/**
 * The kinds that carry a pod, and where. A workload kind is added by a row here.
 *
 * Keyed by API group and kind; the version plays no part, so that `apps/v1beta1` of an old chart is judged as well.
 */
const TEMPLATES: { readonly [groupAndKind: string]: readonly TemplatePath[] } = {
  // Kubernetes itself
  '/Pod': [[]],
  '/PodTemplate': [['template']],
  '/ReplicationController': [['spec', 'template']],
  'apps/Deployment': [['spec', 'template']],
  'apps/ReplicaSet': [['spec', 'template']],
  'apps/StatefulSet': [['spec', 'template']],
  'apps/DaemonSet': [['spec', 'template']],
  'extensions/Deployment': [['spec', 'template']],
  'extensions/ReplicaSet': [['spec', 'template']],
  'extensions/DaemonSet': [['spec', 'template']],
  'batch/Job': [['spec', 'template']],
  'batch/CronJob': [['spec', 'jobTemplate', 'spec', 'template']],
  // Custom resources that carry a whole pod template
  'argoproj.io/Rollout': [['spec', 'template']],
  'serving.knative.dev/Service': [['spec', 'template']],
  'serving.knative.dev/Configuration': [['spec', 'template']],
  'serving.knative.dev/Revision': [[]],
  'keda.sh/ScaledJob': [['spec', 'jobTargetRef', 'template']],
  'apps.kruise.io/CloneSet': [['spec', 'template']],
  'apps.kruise.io/StatefulSet': [['spec', 'template']],
  'apps.kruise.io/DaemonSet': [['spec', 'template']],
  'apps.kruise.io/BroadcastJob': [['spec', 'template']],
  'apps.kruise.io/AdvancedCronJob': [
    ['spec', 'template', 'jobTemplate', 'spec', 'template'],
    ['spec', 'template', 'broadcastJobTemplate', 'spec', 'template'],
  ],
  'batch.volcano.sh/Job': [['spec', 'tasks', EACH, 'template']],
  'jobset.x-k8s.io/JobSet': [['spec', 'replicatedJobs', EACH, 'template', 'spec', 'template']],
  'leaderworkerset.x-k8s.io/LeaderWorkerSet': [
    ['spec', 'leaderWorkerTemplate', 'leaderTemplate'],
    ['spec', 'leaderWorkerTemplate', 'workerTemplate'],
  ],
  'agones.dev/GameServer': [['spec', 'template']],
  'agones.dev/GameServerSet': [['spec', 'template', 'spec', 'template']],
  'agones.dev/Fleet': [['spec', 'template', 'spec', 'template']],
  'ray.io/RayCluster': [['spec', 'headGroupSpec', 'template'], ['spec', 'workerGroupSpecs', EACH, 'template']],
  'kubeflow.org/PyTorchJob': [
    ['spec', 'pytorchReplicaSpecs', 'Master', 'template'],
    ['spec', 'pytorchReplicaSpecs', 'Worker', 'template'],
  ],
};

/** Where the pods of a kind are; empty for a kind that carries none. */
export function templatePathsOf(group: string, kind: string): readonly TemplatePath[] {
  return Object.hasOwn(TEMPLATES, `${group}/${kind}`) ? TEMPLATES[`${group}/${kind}`] : [];
}

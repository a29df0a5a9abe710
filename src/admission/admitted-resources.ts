import { templatePathsOf } from '../kubernetes/workload-kinds';

/** A kind as the API server serves it: requests name the resource, objects the kind. */
export interface AdmittedResource {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** With the subresources that change what a rule judges. */
  readonly resources: readonly string[];
}

/** The kinds of Kubernetes that carry a pod. An older version of a group is converted to this one before a policy sees it. */
export const WORKLOADS: readonly AdmittedResource[] = [
  { group: '', version: 'v1', kind: 'Pod', resources: ['pods', 'pods/ephemeralcontainers'] },
  { group: '', version: 'v1', kind: 'PodTemplate', resources: ['podtemplates'] },
  { group: '', version: 'v1', kind: 'ReplicationController', resources: ['replicationcontrollers'] },
  { group: 'apps', version: 'v1', kind: 'Deployment', resources: ['deployments'] },
  { group: 'apps', version: 'v1', kind: 'ReplicaSet', resources: ['replicasets'] },
  { group: 'apps', version: 'v1', kind: 'StatefulSet', resources: ['statefulsets'] },
  { group: 'apps', version: 'v1', kind: 'DaemonSet', resources: ['daemonsets'] },
  { group: 'batch', version: 'v1', kind: 'Job', resources: ['jobs'] },
  { group: 'batch', version: 'v1', kind: 'CronJob', resources: ['cronjobs'] },
];

/** The kinds that rules about objects judge. Such a rule about another kind is exported once the kind has a row here. */
export const OBJECTS: readonly AdmittedResource[] = [
  { group: '', version: 'v1', kind: 'Namespace', resources: ['namespaces'] },
  { group: '', version: 'v1', kind: 'ServiceAccount', resources: ['serviceaccounts'] },
];

/** The expression of the pod template of whatever workload a policy is asked about; without one, an empty template. */
export const POD_OF_WORKLOAD: string = podOfWorkload();

function podOfWorkload(): string {
  const kindsByExpression = new Map<string, string[]>();
  for (const { group, kind } of WORKLOADS) {
    const expression = templateExpression(group, kind);
    kindsByExpression.set(expression, [...kindsByExpression.get(expression) ?? [], kind]);
  }
  // What most kinds have is what is left when all others are named.
  const [usual, ...others] = [...kindsByExpression].sort(([, some], [, more]) => more.length - some.length);
  return others.reduceRight((rest, [expression, kinds]) => `${isOneOf(kinds)} ? ${expression} : ${rest}`, usual[0]);
}

function templateExpression(group: string, kind: string): string {
  const [path] = templatePathsOf(group, kind);
  return path.length === 0 ? 'object' : `object.?${path.map(String).join('.?')}.orValue({})`;
}

function isOneOf(kinds: readonly string[]): string {
  return kinds.map(kind => `object.kind == '${kind}'`).join(' || ');
}

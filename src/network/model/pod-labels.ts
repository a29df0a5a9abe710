import { Pod } from '../../kubernetes/pod';
import { Subject } from '../../kubernetes/subject';
import { isLabelValue } from './label-syntax';

export type Labels = Readonly<Record<string, string>>;

/** The labels by which the pods of a Job are found without it having named any. */
const JOB_NAMES = ['batch.kubernetes.io/job-name', 'job-name'];

/** The labels of the pods that an object makes, with those that Kubernetes adds, as far as anybody knows them before. */
export function labelsOfPods({ labels }: Pod, { group, kind, name }: Subject): Labels {
  const written = labelsOf(labels);
  // A name that the API server makes ends with what nobody knows yet.
  if (group !== 'batch' || kind !== 'Job' || name === '' || !isLabelValue(name)) return written;
  return { ...written, ...Object.fromEntries(JOB_NAMES.map(label => [label, name])) };
}

/** Labels as Kubernetes reads them: the value null is an empty one. */
export function labelsOf(labels: Labels): Labels {
  if (!Object.values(labels).includes(null as unknown as string)) return labels;
  return Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, value ?? '']));
}

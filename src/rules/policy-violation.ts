import { FieldPath } from '../kubernetes/field-path';
import { NetworkPolicy } from '../network/model/network-policy';
import { WorkloadPod } from '../network/model/workload';
import { AppViolation } from './rule';

/** What a part of a policy does to the pods that it is for. */
export interface PolicyEffect {
  readonly policy: NetworkPolicy;
  /** From the policy. */
  readonly path: FieldPath;
  readonly message: string;
  readonly fix?: string;
  readonly pods: readonly WorkloadPod[];
  /** What is told of the pods where nobody asked to judge the policy. */
  readonly ofPods: string;
}

/** Told once, at the policy where it is mended; or at the first pods that somebody asked to judge. */
export function policyViolation({ policy, path, message, fix, pods, ofPods }: PolicyEffect): AppViolation {
  const ofPod = (index: number): AppViolation | undefined => (index === pods.length ? undefined : {
    subject: pods[index].subject,
    path: pods[index].path,
    what: 'the pods',
    message: ofPods,
    ...fix !== undefined && { fix },
    get ifUnjudged() {
      return ofPod(index + 1);
    },
  });
  return {
    subject: policy.subject,
    path,
    message,
    ...fix !== undefined && { fix },
    get ifUnjudged() {
      return ofPod(0);
    },
  };
}

import { KubernetesVersion } from '../kubernetes/kubernetes-version';
import { InputError } from './input-error';

const NEWEST = KubernetesVersion.V1_37.minor;

/** The version of Kubernetes that a check judges by: any minor, older than what the constructs emit for too. */
export interface TargetVersion {
  /** The minor by which is judged: that of the newest known version for those that are newer still. */
  readonly minor: number;
  /** `1.31` */
  readonly name: string;
}

/**
 * @param text `1.31`, `v1.31`, with a patch, `1.31.4`, which plays no part, or `latest`, the newest that this release knows.
 * @throws InputError for anything else.
 */
export function targetVersion(text: string): TargetVersion {
  if (text === 'latest') return { minor: NEWEST, name: `1.${NEWEST}` };
  const minor = /^v?1\.(\d{1,2})(\.\d+)?$/.exec(text)?.[1];
  if (minor === undefined) throw new InputError(`'${text}' is not a version of Kubernetes: write it as 1.31, or latest`);
  const known = Math.min(Number(minor), NEWEST);
  return { minor: known, name: `1.${known}` };
}

import { WorkloadPod } from '../model/workload';

/** So many words are listed in a message. */
const LISTED = 5;

/** `a, b, c, d, e and 4 others`. */
export function listed(words: readonly string[]): string {
  if (words.length === 0) return 'none';
  if (words.length <= LISTED) return words.join(', ');
  const others = words.length - LISTED;
  return `${words.slice(0, LISTED).join(', ')} and ${others} other${others === 1 ? '' : 's'}`;
}

/** Each once, in order. */
export function distinct(words: readonly string[]): string[] {
  return [...new Set(words)].sort();
}

/** The workloads of some pods: `shop/api[Deployment], shop/web[Deployment]`. */
export function namesOf(pods: readonly WorkloadPod[]): string {
  return listed(distinct(pods.map(({ workload }) => workload.text)));
}

import { Network } from '../analysis/network';
import { Direction } from '../model/network-policy';
import { WorkloadPod } from '../model/workload';

/** What is the same for all pods that the same policies are for, worked out once for them. */
export class RowMemo<T> {
  private readonly known = new WeakMap<object, T>();

  public of(network: Network, pod: WorkloadPod, direction: Direction, work: () => T): T {
    const key = keyOf(network, pod, direction);
    let value = this.known.get(key);
    if (value === undefined) this.known.set(key, value = work());
    return value;
  }
}

/** Where certain policies are for the pods, their row belongs to those policies alone; the row of open pods belongs to every network. */
function keyOf(network: Network, pod: WorkloadPod, direction: Direction): object {
  const policies = network.policiesOf(pod, direction);
  return policies.certain.length > 0 ? network.possibleRow(pod, direction) : policies;
}

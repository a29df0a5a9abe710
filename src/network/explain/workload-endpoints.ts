import { Network } from '../analysis/network';
import { Workload } from '../model/workload';
import { PodEndpoint, endpointOf } from './endpoint';

/** The pods of a workload, those that policies tell from each other one by one: one endpoint for most workloads. */
export function workloadEndpoints({ pods }: Workload, network: Network): PodEndpoint[] {
  const byGroup = new Map(pods.map(pod => [network.groupOf(pod), pod]));
  return [...byGroup.values()].map(pod => endpointOf(pod, network));
}

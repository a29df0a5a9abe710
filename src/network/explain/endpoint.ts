import { AddressRange } from '../addresses/address-range';
import { Network } from '../analysis/network';
import { NAMESPACE_NAME } from '../model/network-objects';
import { ContainerPort, WorkloadPod } from '../model/workload';

/** One end of a connection that somebody asks about. */
export type Endpoint = PodEndpoint | AddressEndpoint;

/** Pods that are alike: those of a workload, or any that one can think of. */
export interface PodEndpoint {
  readonly kind: 'pod';
  /** What people call it. */
  readonly text: string;
  readonly namespace: string;
  readonly namespaceLabels: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  /** Undefined where nobody knows what its containers declare. */
  readonly ports?: readonly ContainerPort[];
  readonly isHostNetwork: boolean;
}

/** Addresses outside of the pod network. What any of them may do is what all of them may. */
export interface AddressEndpoint {
  readonly kind: 'address';
  readonly text: string;
  readonly ranges: readonly AddressRange[];
}

/** The pods of a template. */
export function endpointOf({ workload, namespace, labels, ports, isHostNetwork }: WorkloadPod, network: Network): PodEndpoint {
  return { kind: 'pod', text: workload.text, namespace, namespaceLabels: labelsOfNamespace(network, namespace), labels, ports, isHostNetwork };
}

/** Pods that were not read, as somebody describes them. */
export function describedPods(network: Network, text: string, namespace: string, labels: Readonly<Record<string, string>>): PodEndpoint {
  return { kind: 'pod', text, namespace, namespaceLabels: labelsOfNamespace(network, namespace), labels, isHostNetwork: false };
}

/** Of a namespace that was not read nothing is known but its name. */
function labelsOfNamespace({ namespaces }: Network, namespace: string): Readonly<Record<string, string>> {
  return namespaces.find(({ name }) => name === namespace)?.labels ?? { [NAMESPACE_NAME]: namespace };
}

import { Network } from '../analysis/network';
import { ConnectionSet } from '../connections/connection-set';
import { BackendPort } from '../model/announcement';
import { portsNamed } from '../model/network-objects';
import { Service, ServicePort } from '../model/service';
import { WorkloadPod } from '../model/workload';
import { PodFinder } from './pod-finder';

const NO_PODS: readonly WorkloadPod[] = [];
const indexes = new WeakMap<Network, ServiceIndex>();

/** Finds Services by their name, and the pods behind them. */
export class ServiceIndex {
  public static of(network: Network): ServiceIndex {
    let index = indexes.get(network);
    if (!index) indexes.set(network, index = new ServiceIndex(network));
    return index;
  }

  private readonly byName: ReadonlyMap<string, Service>;
  private readonly finder: PodFinder;

  private constructor(network: Network) {
    this.byName = new Map(network.objects.entrances.services.map(service => [`${service.namespace}/${service.name}`, service]));
    this.finder = PodFinder.of(network);
  }

  public find(namespace: string, name: string): Service | undefined {
    return this.byName.get(`${namespace}/${name}`);
  }

  /** The names of the Services of a namespace. */
  public namesIn(namespace: string): string[] {
    return [...this.byName.values()].filter(service => service.namespace === namespace).map(({ name }) => name).sort();
  }

  public podsBehind({ namespace, pods }: Service): readonly WorkloadPod[] {
    return pods === undefined ? NO_PODS : this.finder.within(namespace, pods);
  }
}

/** The ports of a Service that an Ingress or a route names; all where it names none. */
export function portsMeant({ ports }: Service, pods: readonly WorkloadPod[], meant: BackendPort | undefined): readonly ServicePort[] {
  if (meant === undefined) return ports;
  return ports.filter(port => {
    switch (meant.by) {
      case 'number': return port.number === meant.number;
      case 'name': return port.name === meant.name;
      case 'target': return pods.some(pod => targetOf(port, pod).has(port.protocol, meant.number)) || port.target === meant.number;
    }
  });
}

/** The port of some pods that a port of a Service leads to; none where no container gives a port that name. */
export function targetOf({ protocol, target }: ServicePort, { ports }: WorkloadPod): ConnectionSet {
  if (typeof target === 'number') return ConnectionSet.ports(protocol, target);
  return portsNamed(ports, protocol, target).reduce((set, number) => set.union(ConnectionSet.ports(protocol, number)), ConnectionSet.NONE);
}

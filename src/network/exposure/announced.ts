import { Subject } from '../../kubernetes/subject';
import { Network } from '../analysis/network';
import { ConnectionSet } from '../connections/connection-set';
import { WorkloadPod } from '../model/workload';
import { portsMeant, ServiceIndex, targetOf } from './service-index';

/** The ports of some pods that are announced to the outside. */
export interface Announced {
  readonly set: ConnectionSet;
  /** Services of type LoadBalancer or NodePort or with external addresses, Ingresses, routes, and the workload itself where it opens ports of its node. */
  readonly by: readonly Announcer[];
}

/** Who announces ports of some pods to the outside. */
export interface Announcer {
  readonly subject: Subject;
  /** The ports of the pods, which need not be those that callers write. */
  readonly set: ConnectionSet;
}

const { NONE } = ConnectionSet;
const NOTHING: Announced = { set: NONE, by: [] };

/** The ports of the sidecar by which Knative calls a container: HTTP/1 and HTTP/2. */
const KNATIVE_PROXY = ConnectionSet.ports('TCP', 8012, 8013);
/** The port of a container of Knative that names none. */
const KNATIVE_DEFAULT = ConnectionSet.ports('TCP', 8080);

const announcements = new WeakMap<Network, ReadonlyMap<WorkloadPod, Announced>>();

/** The ports of some pods that are announced to the outside, and by whom. */
export function announcedTo(network: Network, pod: WorkloadPod): Announced {
  let known = announcements.get(network);
  if (!known) announcements.set(network, known = announcedIn(network));
  return known.get(pod) ?? NOTHING;
}

function announcedIn(network: Network): ReadonlyMap<WorkloadPod, Announced> {
  const announced = new Map<WorkloadPod, Map<Subject, ConnectionSet>>();
  const announce = (pod: WorkloadPod, subject: Subject, set: ConnectionSet): void => {
    if (set.isEmpty) return;
    let by = announced.get(pod);
    if (!by) announced.set(pod, by = new Map());
    by.set(subject, set.union(by.get(subject) ?? NONE));
  };
  announceByServices(network, announce);
  announceByThemselves(network, announce);
  return new Map([...announced].map(([pod, by]) => [pod, {
    set: [...by.values()].reduce((all, set) => all.union(set), NONE),
    by: [...by].map(([subject, set]) => ({ subject, set })),
  }]));
}

type Announce = (pod: WorkloadPod, subject: Subject, set: ConnectionSet) => void;

function announceByServices(network: Network, announce: Announce): void {
  const index = ServiceIndex.of(network);
  for (const service of network.objects.entrances.services) {
    if (service.opening === undefined) continue;
    for (const pod of index.podsBehind(service)) service.ports.forEach(port => announce(pod, service.subject, targetOf(port, pod)));
  }
  for (const { subject, isOutside, backends } of network.objects.entrances.announcements) {
    if (!isOutside) continue;
    for (const { namespace, service: name, port: meant } of backends) {
      const service = index.find(namespace, name);
      const pods = service === undefined ? [] : index.podsBehind(service);
      for (const pod of pods) portsMeant(service!, [pod], meant).forEach(port => announce(pod, subject, targetOf(port, pod)));
    }
  }
}

/** By ports of the node, and by being a Service of Knative. */
function announceByThemselves({ workloads, objects: { entrances } }: Network, announce: Announce): void {
  for (const pod of workloads.flatMap(({ pods }) => pods)) {
    const { subject, ports } = pod;
    for (const { protocol, number, hostPort } of ports) if (hostPort !== undefined) announce(pod, subject, ConnectionSet.ports(protocol, number));
    if (!entrances.ownAnnouncers.has(subject)) continue;
    announce(pod, subject, ports.reduce((set, { number }) => set.union(ConnectionSet.ports('TCP', number)), KNATIVE_PROXY));
    if (ports.length === 0) announce(pod, subject, KNATIVE_DEFAULT);
  }
}

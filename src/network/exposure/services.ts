import { FieldPath } from '../../kubernetes/field-path';
import { nearest } from '../../kubernetes/nearest';
import { Subject } from '../../kubernetes/subject';
import { Network } from '../analysis/network';
import { PolicyRow } from '../analysis/policy-row';
import { ConnectionSet } from '../connections/connection-set';
import { Announcement, Backend, BackendPort } from '../model/announcement';
import { Service, ServicePort } from '../model/service';
import { WorkloadPod } from '../model/workload';
import { announcedTo } from './announced';
import { distinct, listed, namesOf } from './listed';
import { PodFinder } from './pod-finder';
import { portsMeant, ServiceIndex, targetOf } from './service-index';

/** What is wrong with a Service, or with what announces one. */
export interface ServiceFault {
  /** The Service, Ingress or route. */
  readonly subject: Subject;
  readonly path: FieldPath;
  /** `must select a pod …` */
  readonly message: string;
  /**
   * `selects-nothing`: no pod is behind the Service; `no-listener`: no container declares the port; `not-admitted`: no policy lets anybody
   * through to it; `not-there`: the Service or port that an Ingress or route names does not exist.
   */
  readonly kind: ServiceFaultKind;
  /** It may be as it is meant: the pods may be made by somebody at run time, or listen on a port that they do not declare. */
  readonly mayBeMeant?: boolean;
}

export type ServiceFaultKind = 'selects-nothing' | 'no-listener' | 'not-admitted' | 'not-there';

/** Who has to be let in, for a port to be of use: anybody; whoever calls from outside; or what passes on to pods what comes from outside. */
type Caller = 'anybody' | 'outside' | 'controller';

const known = new WeakMap<Network, readonly ServiceFault[]>();

/** What is wrong with Services and with what announces them, in order of the objects. */
export function serviceFaultsOf(network: Network): readonly ServiceFault[] {
  let faults = known.get(network);
  if (!faults) known.set(network, faults = new ServiceSearch(network).search());
  return faults;
}

class ServiceSearch {
  private readonly faults: ServiceFault[] = [];
  private readonly finder: PodFinder;
  private readonly index: ServiceIndex;

  constructor(private readonly network: Network) {
    this.finder = PodFinder.of(network);
    this.index = ServiceIndex.of(network);
  }

  public search(): readonly ServiceFault[] {
    const { services, announcements } = this.network.objects.entrances;
    services.forEach(service => this.searchService(service));
    announcements.forEach(announcement => announcement.backends.forEach(backend => this.searchBackend(announcement, backend)));
    return this.faults;
  }

  private searchService(service: Service): void {
    const { subject, namespace, pods: selector, ports, opening } = service;
    if (selector === undefined) return;
    const pods = this.index.podsBehind(service);
    if (pods.length === 0) {
      // In a namespace of which nothing was read, the pods may be somewhere else.
      if (this.finder.isWhole(namespace)) {
        const message = `must select a pod of namespace ${namespace}, selects none: no pod is labelled ${selector.text}`;
        const mayBeMeant = this.finder.hasUnknownLabel(selector);
        this.faults.push({ subject, path: ['spec', 'selector'], message, kind: 'selects-nothing', ...mayBeMeant && { mayBeMeant } });
      }
      return;
    }
    for (const port of ports) {
      if (this.hasListener(service, port, pods)) this.searchPolicies(subject, port.path, port, pods, opening === undefined ? 'anybody' : 'outside', opening);
    }
  }

  /** Containers need not declare their ports; where one declares some, those that it does not declare are taken not to be there. */
  private hasListener({ subject }: Service, { path, target, protocol }: ServicePort, pods: readonly WorkloadPod[]): boolean {
    const declared = pods.flatMap(({ ports }) => ports);
    const isThere = declared.some(port => port.protocol === protocol && (typeof target === 'number' ? port.number === target : port.name === target));
    if (isThere || (typeof target === 'number' && declared.length === 0)) return true;
    const words = distinct(declared.map(({ protocol: of, number, name }) => `${of} ${number}${name === '' ? '' : ` (${name})`}`));
    const hint = typeof target === 'string' ? nearest(target, distinct(declared.map(({ name }) => name)).filter(name => name !== '' && name !== target)) : '';
    const wanted = typeof target === 'string' ? `'${target}' (${protocol})${hint}` : `${protocol} ${target}`;
    const message = `must lead to a port that a pod listens on, leads to ${wanted}: the containers of ${namesOf(pods)} declare ${listed(words)}`;
    this.faults.push({ subject, path: [...path, 'targetPort'], message, kind: 'no-listener', ...typeof target === 'number' && { mayBeMeant: true } });
    return false;
  }

  private searchBackend({ subject, isOutside }: Announcement, { path, namespace, service: name, port: meant }: Backend): void {
    const service = this.index.find(namespace, name);
    if (service === undefined) {
      const names = this.index.namesIn(namespace);
      // Where no Service of the namespace was read, it is somewhere else.
      if (names.length === 0 && !this.finder.isWhole(namespace)) return;
      const message = `must name a Service of namespace ${namespace}, names ${name}${nearest(name, names)}: the Services are ${listed(names)}`;
      this.faults.push({ subject, path, message, kind: 'not-there' });
      return;
    }
    // What is behind it is said by somebody else.
    if (service.isExternalName) return;
    const pods = this.index.podsBehind(service);
    const ports = portsMeant(service, pods, meant);
    if (meant !== undefined && ports.length === 0) {
      const words = service.ports.map(({ name: of, number }) => `${number}${of === '' ? '' : ` (${of})`}`);
      this.faults.push({ subject, path, message: `must name a port of Service ${namespace}/${name}, names ${textOf(meant)}: its ports are ${listed(words)}`, kind: 'not-there' });
    }
    if (!isOutside) return;
    for (const port of ports) this.searchPolicies(subject, path, port, pods, 'controller', subject.kind);
  }

  private searchPolicies(
    subject: Subject, path: FieldPath, port: ServicePort, pods: readonly WorkloadPod[], caller: Caller, by: string | undefined,
  ): void {
    const called = pods.filter(pod => !targetOf(port, pod).isEmpty);
    if (called.length === 0 || called.some(pod => this.isAdmitted(pod, targetOf(port, pod), caller))) return;
    const who = caller === 'anybody' ? 'somebody' : `callers from outside, to whom it is announced (${by})`;
    const target = called.map(pod => targetOf(port, pod)).reduce((all, set) => all.union(set));
    const policies = distinct(called.flatMap(pod => this.policiesOf(pod)));
    const verb = `admit${policies.length === 1 ? 's' : ''} nobody${caller === 'anybody' ? '' : ' from there'}`;
    const message = `must be open to ${who}: ${listed(policies)} ${verb} to ${target.text} of ${namesOf(called)}`;
    this.faults.push({ subject, path, message, kind: 'not-admitted' });
  }

  private policiesOf(pod: WorkloadPod): string[] {
    const { certain, possible } = this.network.policiesOf(pod, 'ingress');
    return [...certain, ...possible].map(({ subject }) => String(subject));
  }

  /** Whether one who matters is let in by one of the ports, for certain or perhaps. */
  private isAdmitted(pod: WorkloadPod, set: ConnectionSet, caller: Caller): boolean {
    const row = this.network.possibleRow(pod, 'ingress');
    const isLet = (by: ConnectionSet): boolean => !by.intersection(set).isEmpty;
    if (isLet(row.anybody) || isLet(row.nodes) || row.blocks.some(block => isLet(block.set))) return true;
    if (caller === 'outside') return false;
    if (isLet(row.everyPod) || [...row.outside.values()].some(outside => isLet(outside.set))) return true;
    return this.someGroup(row, isLet, caller === 'controller' ? pod.namespace : undefined);
  }

  /** What passes on traffic from outside is in another namespace, or is itself announced to the outside. */
  private someGroup({ pods }: PolicyRow, isLet: (by: ConnectionSet) => boolean, own: string | undefined): boolean {
    for (const [index, set] of pods) {
      if (!isLet(set)) continue;
      const { namespace, members } = this.network.groups[index];
      if (own === undefined || namespace !== own || members.some(member => this.isEntrance(member))) return true;
    }
    return false;
  }

  /** It is called from outside without anything between. */
  private isEntrance(pod: WorkloadPod): boolean {
    return announcedTo(this.network, pod).by.some(({ subject }) => subject.kind === 'Service' || subject === pod.subject);
  }
}

function textOf(port: BackendPort): string {
  return port.by === 'name' ? `'${port.name}'` : `${port.by === 'target' ? 'target port ' : ''}${port.number}`;
}

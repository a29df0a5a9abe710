import { FieldPath } from '../../kubernetes/field-path';
import { Subject } from '../../kubernetes/subject';
import { PortProtocol } from '../connections/connection-set';

/** What people call a set of equal pods: a Deployment, a StatefulSet, a Pod that stands by itself. */
export interface Workload {
  /** `shop/web[Deployment]` */
  readonly text: string;
  readonly namespace: string;
  readonly name: string;
  readonly kind: string;
  /** Its pods; several where an object has several templates, or pods of one owner differ. */
  readonly pods: readonly WorkloadPod[];
}

/** The pods of one template, as the network sees them. */
export interface WorkloadPod {
  readonly workload: Workload;
  /** The object that says so, and where in it the template is. */
  readonly subject: Subject;
  readonly path: FieldPath;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  /** What its containers declare, native sidecars included. */
  readonly ports: readonly ContainerPort[];
  /** It is in the network of its node, where no policy applies to it. */
  readonly isHostNetwork: boolean;
  /** The resolvers that it asks instead of the cluster's or beside it, as `dnsConfig` names them. */
  readonly nameservers: readonly string[];
}

/** A port that a container declares. */
export interface ContainerPort {
  readonly name: string;
  readonly protocol: PortProtocol;
  readonly number: number;
  /** The port of the node that leads to it, if one does. */
  readonly hostPort?: number;
}

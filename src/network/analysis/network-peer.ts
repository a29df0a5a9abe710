import { AddressRange, formatRange } from '../addresses/address-range';
import { Workload } from '../model/workload';
import { OutsidePods } from './outside-pods';

/** Who reaches, or is reached. */
export type NetworkPeer = WorkloadPeer | ExternalPeer | OutsidePeer;

export interface WorkloadPeer {
  readonly kind: 'workload';
  /** `shop/web[Deployment]` */
  readonly text: string;
  readonly workload: Workload;
}

/** Addresses outside of the pod network. */
export interface ExternalPeer {
  readonly kind: 'external';
  /** `10.0.0.0-10.255.255.255[External]` */
  readonly text: string;
  readonly range: AddressRange;
}

/** Pods that a rule is for, and that were not read. */
export interface OutsidePeer {
  readonly kind: 'outside';
  /** `kube-system/[k8s-app=kube-dns]` */
  readonly text: string;
  readonly pods: OutsidePods;
}

export function workloadPeer(workload: Workload): WorkloadPeer {
  return { kind: 'workload', text: workload.text, workload };
}

export function externalPeer(range: AddressRange): ExternalPeer {
  return { kind: 'external', text: `${formatRange(range)}[External]`, range };
}

export function outsidePeer(pods: OutsidePods): OutsidePeer {
  return { kind: 'outside', text: pods.text, pods };
}

import { FieldPath } from '../../kubernetes/field-path';
import { Subject } from '../../kubernetes/subject';
import { AddressRange } from '../addresses/address-range';
import { ConnectionSet, PortProtocol } from '../connections/connection-set';
import { Selector } from './selector';

export type Direction = 'ingress' | 'egress';
export const DIRECTIONS: readonly Direction[] = ['ingress', 'egress'];

/** A NetworkPolicy as it was read. */
export interface NetworkPolicy {
  readonly subject: Subject;
  readonly namespace: string;
  /** The pods of the namespace that it is for. */
  readonly pods: Selector;
  /** What it lets in, if it is for ingress. */
  readonly ingress?: readonly PolicyRule[];
  /** What it lets out, if it is for egress. */
  readonly egress?: readonly PolicyRule[];
  readonly faults: readonly PolicyFault[];
  /**
   * The API server refuses what is written, so that it may not be in force; if it is, it was meant otherwise than it was read. What cannot be
   * read was taken to allow everything. Or it selects by labels that pods are only given in the cluster, so that nobody can say whom it is for.
   */
  readonly isDoubtful: boolean;
  /** The pods that it is for cannot be read: `pods` selects them all. */
  readonly hasUnknownPods: boolean;
}

/** What is wrong with a policy. */
export interface PolicyFault {
  readonly path: FieldPath;
  /** `must be …, is …` */
  readonly message: string;
  /** The API server refuses it; otherwise it takes it, with a warning at most. */
  readonly isRefused: boolean;
}

/** One rule of a policy: any of the peers by any of the ports. */
export interface PolicyRule {
  /** Where it stands: `spec.ingress[0]`. */
  readonly path: FieldPath;
  /** Whom it allows; undefined for everybody, pods, nodes and the internet. */
  readonly peers?: readonly PolicyPeer[];
  /** By which ports; undefined for all. */
  readonly ports?: readonly RulePort[];
}

export type PolicyPeer = PodPeer | BlockPeer;

/** Pods. */
export interface PodPeer {
  readonly kind: 'pods';
  readonly path: FieldPath;
  /** Their namespaces; undefined for the policy's own. */
  readonly namespaces?: Selector;
  readonly pods: Selector;
}

/** Addresses. */
export interface BlockPeer {
  readonly kind: 'block';
  readonly path: FieldPath;
  /** As it is written: `10.0.0.0/8 except 10.1.0.0/16`. */
  readonly text: string;
  /** What is left of the block without its exceptions. */
  readonly ranges: readonly AddressRange[];
}

export type RulePort = NumberedPorts | NamedPort;

export interface NumberedPorts {
  readonly kind: 'numbered';
  readonly set: ConnectionSet;
}

/** The port that a container of the called pod gives a name. */
export interface NamedPort {
  readonly kind: 'named';
  readonly path: FieldPath;
  readonly protocol: PortProtocol;
  readonly name: string;
}

import { AddressRange } from '../addresses/address-range';
import { Reach } from '../analysis/network';
import { OutsidePods } from '../analysis/outside-pods';
import { Workload } from '../model/workload';

/** A network as it is drawn: few enough nodes and edges that somebody reads it. */
export interface Picture {
  /** What a node stands for; `nothing` where even the namespaces are too many to draw: nodes and edges are for a table then. */
  readonly detail: 'workloads' | 'namespaces' | 'nothing';
  /** In order of the names. */
  readonly boxes: readonly NamespaceBox[];
  /** What stands beside the namespaces: callers before the called. */
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
  /** What is not drawn, and what the reader has to know of it, in sentences. */
  readonly notes: readonly string[];
}

/** One namespace. */
export interface NamespaceBox {
  readonly id: string;
  readonly name: string;
  /** What holds for it as a whole: `among each other: TCP 80`. */
  readonly lines: readonly string[];
  readonly nodes: readonly PictureNode[];
}

export interface PictureNode {
  /** `n1`: unlike the id of any other node or box. */
  readonly id: string;
  readonly kind: 'workloads' | 'namespace' | 'anyWorkload' | 'internet' | 'addresses' | 'outside';
  readonly title: string;
  /** What else is written into it. */
  readonly lines: readonly string[];
  readonly marks: readonly Mark[];
  /** Everybody that it stands for, where that is more than the title says. */
  readonly members: readonly string[];
}

/** Something that a reviewer has to see. */
export interface Mark {
  readonly tone: 'open' | 'unknown';
  readonly text: string;
}

export interface PictureEdge extends Reach {
  /** The id of a node. */
  readonly from: string;
  readonly to: string;
  /** How many connections of workloads, ranges and pods it stands for. */
  readonly connections: number;
  /** One of them, by which the others can be explained. */
  readonly example: PicturePair;
}

/** Two ends of a connection. */
export interface PicturePair {
  readonly from: PicturePeer;
  readonly to: PicturePeer;
}

export type PicturePeer =
  | { readonly kind: 'workload'; readonly text: string; readonly workload: Workload }
  | { readonly kind: 'addresses'; readonly text: string; readonly ranges: readonly AddressRange[] }
  | { readonly kind: 'outside'; readonly text: string; readonly pods: OutsidePods };

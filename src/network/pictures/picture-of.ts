import { Network } from '../analysis/network';
import { alikeWorkloads } from './alike-workloads';
import { Entities, entitiesOf } from './entities';
import { namespacePicture } from './namespace-picture';
import { Picture } from './picture';
import { workloadPicture } from './workload-picture';

/** How much a reader is shown. */
export interface PictureLimits {
  readonly mostNodes: number;
  readonly mostEdges: number;
}

/** The drawing of a network: workload by workload; where those are too many namespace by namespace, and as `nothing` where these are as well. */
export function pictureOf(network: Network, limits: PictureLimits, entities: Entities = entitiesOf(network, alikeWorkloads(network))): Picture {
  const byWorkload = workloadPicture(network, entities);
  if (isWithin(byWorkload, limits)) return byWorkload;
  const byNamespace = namespacePicture(network, entities);
  return isWithin(byNamespace, limits) ? byNamespace : { ...byNamespace, detail: 'nothing' };
}

/** Somebody can read it. */
export function isWithin({ boxes, nodes, edges }: Picture, { mostNodes, mostEdges }: PictureLimits): boolean {
  return edges.length <= mostEdges && nodes.length + boxes.reduce((count, box) => count + box.nodes.length, 0) <= mostNodes;
}

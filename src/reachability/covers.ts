import { AddressRange, differenceOf } from '../network/addresses/address-range';
import { externalPeer, NetworkPeer } from '../network/analysis/network-peer';
import { OutsidePods } from '../network/analysis/outside-pods';
import { Ends } from './described-peer';
import { asksAsMuch, namespaceNamed, PodSelection } from './pod-selection';

/** What of somebody is none of those whom peers stand for; none where they stand for all of it. */
export function uncovered(peer: NetworkPeer, expected: readonly Ends[]): NetworkPeer[] {
  switch (peer.kind) {
    case 'workload': {
      const known = new Set(expected.flatMap(({ pods }) => pods));
      return peer.workload.pods.every(pod => known.has(pod)) ? [] : [peer];
    }
    case 'external': {
      const ranges: AddressRange[] = expected.flatMap(ends => [...ends.ranges]);
      return differenceOf([peer.range], ranges).map(externalPeer);
    }
    case 'outside': return expected.some(({ selections }) => selections.some(selection => isWithin(peer.pods, selection))) ? [] : [peer];
  }
}

/** Whether pods are all selected: what asks for the same and more selects no others. */
function isWithin({ namespace, namespaces, pods }: OutsidePods, selection: PodSelection): boolean {
  const ofPods = namespaces ?? namespaceNamed(namespace!);
  return asksAsMuch(pods, selection.pods) && selection.namespaces.some(selector => asksAsMuch(ofPods, selector));
}

import { isObject, JsonObject } from '../kubernetes/json';
import { differenceOf } from '../network/addresses/address-range';
import { addressesMeant } from '../network/addresses/cidr';
import { Selector } from '../network/model/selector';
import { DescribedPeer } from './described-peer';
import { selectionText } from './pod-selection';

/**
 * Whom a peer of a NetworkPolicy rule is for, as a manifest has it. One without a namespaceSelector is for every namespace: there is no policy
 * whose own it could be for.
 *
 * @throws when it cannot be read.
 */
export function peerOfRule(json: unknown): DescribedPeer {
  const { ipBlock, namespaceSelector, podSelector } = json as JsonObject;
  if (isObject(ipBlock)) {
    const except = (ipBlock.except ?? []) as readonly string[];
    const text = `${String(ipBlock.cidr)}${except.length === 0 ? '' : ` except ${except.join(', ')}`}`;
    return { text, ranges: differenceOf([addressesMeant(String(ipBlock.cidr))], except.map(addressesMeant)) };
  }
  const selection = { namespaces: [Selector.of(namespaceSelector)], pods: Selector.of(podSelector) };
  return { text: selectionText(selection), selections: [selection] };
}

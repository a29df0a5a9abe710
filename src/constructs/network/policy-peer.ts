import * as kplus from 'cdk8s-plus-28';
import { defined, MutableJson } from '../mutable-json';

/** The peers of a NetworkPolicy rule, as a manifest has them: one for each namespace that the peer names. */
export function policyPeers(peer: kplus.INetworkPolicyPeer): MutableJson[] {
  const { ipBlock, podSelector } = peer.toNetworkPolicyPeerConfig();
  if (ipBlock !== undefined) return [{ ipBlock: defined({ cidr: ipBlock.cidr, except: ipBlock.except }) }];
  if (podSelector === undefined) throw new Error(`${peer.node.path}: a peer must be pods or an IP block, found neither.`);

  const labels = podSelector.namespaces?.labelSelector === undefined ? undefined : selectorOf(podSelector.namespaces.labelSelector);
  const names = podSelector.namespaces?.names;
  if (names === undefined) return [defined({ namespaceSelector: labels, podSelector: selectorOf(podSelector.labelSelector) })];
  return names.map(name => ({
    namespaceSelector: { ...labels, matchLabels: { ...labels?.matchLabels as object, [kplus.Namespace.NAME_LABEL]: name } },
    podSelector: selectorOf(podSelector.labelSelector),
  }));
}

/** A label selector as a manifest has it; empty for everything. */
export function selectorOf(selector: kplus.LabelSelector): MutableJson {
  const { matchExpressions, matchLabels } = selector._toKube();
  return defined({ matchExpressions: matchExpressions?.map(expression => defined({ ...expression })), matchLabels });
}

/**
 * The names of the namespaces in which a policy for the peer's own pods belongs.
 *
 * @returns undefined where the peer names none, and is taken to be in the namespace of whoever asks.
 * @throws when it selects namespaces by their labels: a policy cannot follow it there.
 */
export function namespacesOf(peer: kplus.IPodSelector, who: string): string[] | undefined {
  const { namespaces } = peer.toPodSelectorConfig();
  if (namespaces === undefined) return undefined;
  if (namespaces.names === undefined || namespaces.labelSelector?.isEmpty() === false) {
    throw new Error(
      `${who}: the peer '${peer.node.path}' selects namespaces by labels, so that no policy can be written there. `
      + 'Select them by names, or pass { isolation: PodConnectionsIsolation.POD } and let the peer\'s owner open its side.',
    );
  }
  return namespaces.names;
}

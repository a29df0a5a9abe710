import { ApiObject, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct, IConstruct } from 'constructs';
import { knownAddressesOf } from '../constructs/network/known-address';
import { addressesOf } from '../network/addresses/cidr';
import { Network } from '../network/analysis/network';
import { DEFAULT_NAMESPACE, NAMESPACE_NAME } from '../network/model/network-objects';
import { Selector } from '../network/model/selector';
import { DescribedPeer, podsBelow } from './described-peer';
import { peerOfRule } from './peer-of-rule';
import { selectionText } from './pod-selection';
import { ReachabilityPeer } from './reachability-peer';

/** What cdk8s-plus calls a peer, whatever its version: its own classes are told by what they can do. */
interface PlusPeer {
  toNetworkPolicyPeerConfig(): {
    readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
    readonly podSelector?: {
      readonly labelSelector: PlusSelector;
      readonly namespaces?: { readonly labelSelector?: PlusSelector; readonly names?: readonly string[] };
    };
  };
}

interface PlusSelector {
  _toKube(): unknown;
}

/**
 * Whom a construct stands for.
 *
 * @param root of the tree that the network is of; undefined where it is of no tree.
 * @throws when it stands for nobody.
 */
export function describedConstruct(peer: IConstruct, network: Network, root: IConstruct | undefined): DescribedPeer {
  if (!Construct.isConstruct(peer)) {
    throw new Error(`${JSON.stringify(peer) ?? String(peer)} is no construct: give a workload, a chart, a namespace, or a ReachabilityPeer such as ReachabilityPeer.workload('shop/web').`);
  }
  if (peer instanceof ReachabilityPeer) return peer._described;
  if (isNamespace(peer)) return selected([peer.name]);
  if (isPlusNamespaces(peer)) return ofPlusPeer(peer);
  const text = peer.node.path || 'the app';
  const addresses = knownAddressesOf(peer as kplus.INetworkPolicyPeer);
  if (addresses !== undefined) return { text, ranges: addresses.map(({ cidr }) => addressesOf(cidr)) };
  const isOfTree = peer.node.root === root;
  const pods = podsBelow(peer);
  if (isOfTree && pods(network).length > 0) return { text, pods };
  if (isPlusPeer(peer) && !(isOfTree && makesObjects(peer))) return ofPlusPeer(peer);
  throw new Error(`${text}: ${whyNobody(root, isOfTree)}`);
}

function whyNobody(root: IConstruct | undefined, isOfTree: boolean): string {
  const others = 'For who has no construct write ReachabilityPeer.workload(\'namespace/name\'), .namespace(…), .pods(…), .cidr(…) or .internet().';
  if (root === undefined) return `the network was read from files, which know no constructs. ${others}`;
  if (!isOfTree) return `it is not in the tree of the app whose network this is. ${others}`;
  return 'no workload is at this construct or below it, so that nobody is there who could reach anybody or be reached. '
    + `Give a construct that makes pods, such as a HardenedDeployment, a namespace, or a chart. ${others}`;
}

/** An ApiObject that declares a namespace. */
function isNamespace(peer: IConstruct): peer is ApiObject {
  return ApiObject.isApiObject(peer) && peer.kind === 'Namespace' && peer.apiVersion === 'v1';
}

/** A namespace of cdk8s-plus, or several. */
function isPlusNamespaces(peer: IConstruct): peer is IConstruct & PlusPeer {
  return typeof (peer as unknown as { toNamespaceSelectorConfig?: unknown }).toNamespaceSelectorConfig === 'function' && isPlusPeer(peer);
}

function isPlusPeer(peer: IConstruct): peer is IConstruct & PlusPeer {
  return typeof (peer as Partial<PlusPeer & IConstruct>).toNetworkPolicyPeerConfig === 'function';
}

function makesObjects(peer: IConstruct): boolean {
  return peer.node.findAll().some(construct => ApiObject.isApiObject(construct));
}

function ofPlusPeer(peer: IConstruct & PlusPeer): DescribedPeer {
  const { ipBlock, podSelector } = peer.toNetworkPolicyPeerConfig();
  if (ipBlock !== undefined) return peerOfRule({ ipBlock: { cidr: ipBlock.cidr, except: ipBlock.except } });
  if (podSelector === undefined) throw new Error(`${peer.node.path}: a peer must be pods or an IP block, found neither.`);
  const { labelSelector, names } = podSelector.namespaces ?? { names: [namespaceOf(peer)], labelSelector: undefined };
  return selected(names, labelSelector?._toKube(), podSelector.labelSelector._toKube());
}

/** Pods of these namespaces: by their names, where there are any, and by labels. */
function selected(names: readonly string[] | undefined, namespaces: unknown = {}, pods: unknown = {}): DescribedPeer {
  const byLabels = namespaces as { readonly matchLabels?: object };
  const byName = (name: string): object => ({ ...byLabels, matchLabels: { ...byLabels.matchLabels, [NAMESPACE_NAME]: name } });
  const selectors = names?.map(byName) ?? [byLabels];
  const selection = { namespaces: selectors.map(selector => Selector.of(selector)), pods: Selector.of(pods) };
  return { text: selectionText(selection), selections: [selection] };
}

/** Who selects pods and names no namespace means its own, that of the chart around it. */
function namespaceOf({ node }: IConstruct): string {
  const charts = node.scopes.filter((scope): scope is Chart => Chart.isChart(scope));
  return charts[charts.length - 1]?.namespace ?? DEFAULT_NAMESPACE;
}

import { Deployment, Labels, NetworkPolicy, Peer, Port, Selector } from './manifests';

/** What the policies let into the pods of the deployments: `from -> to : port/protocol`, each once, in order. */
export function ingressOf(policies: readonly NetworkPolicy[], deployments: readonly Deployment[]): string[] {
  return unique(policies.flatMap(policy => (policy.spec.ingress ?? []).flatMap(({ from, ports }) =>
    combinations(peersOf(from, policy, deployments), podsOf(policy.spec.podSelector, deployments), ports))));
}

/** What the policies let out of them. */
export function egressOf(policies: readonly NetworkPolicy[], deployments: readonly Deployment[]): string[] {
  return unique(policies.flatMap(policy => (policy.spec.egress ?? []).flatMap(({ to, ports }) =>
    combinations(podsOf(policy.spec.podSelector, deployments), peersOf(to, policy, deployments), ports))));
}

function combinations(callers: readonly string[], called: readonly string[], ports: readonly Port[] | undefined): string[] {
  return callers.flatMap(from => called.flatMap(to => portsOf(ports).map(port => `${from} -> ${to} : ${port}`)));
}

/** Without peers a rule is for everybody. */
function peersOf(peers: readonly Peer[] | undefined, policy: NetworkPolicy, deployments: readonly Deployment[]): string[] {
  if (peers === undefined || peers.length === 0) return ['everybody'];
  return peers.flatMap(({ podSelector = {}, namespaceSelector, ipBlock }) => {
    if (ipBlock !== undefined) return [ipBlock.cidr];
    const namespace = namespaceSelector === undefined ? policy.metadata.namespace : valuesOf(namespaceSelector);
    return namespace === policy.metadata.namespace ? podsOf(podSelector, deployments) : [`${namespace}/${valuesOf(podSelector)}`];
  });
}

/** Without ports a rule is for all of them. */
function portsOf(ports: readonly Port[] | undefined): string[] {
  if (ports === undefined || ports.length === 0) return ['every port'];
  return ports.map(({ port, endPort, protocol }) => `${port ?? 'every port'}${endPort === undefined ? '' : `-${endPort}`}/${protocol}`);
}

/** The names of the deployments whose pods are selected. */
function podsOf(selector: Selector, deployments: readonly Deployment[]): string[] {
  const wanted = Object.entries(labelsOf(selector));
  const isSelected = ({ spec }: Deployment) => wanted.every(([key, value]) => spec.template.metadata.labels[key] === value);
  return deployments.filter(isSelected).map(({ metadata }) => metadata.name);
}

function valuesOf(selector: Selector): string {
  return Object.values(labelsOf(selector)).join(',') || 'everything';
}

function labelsOf({ matchLabels = {}, ...rest }: Selector): Labels {
  if (Object.keys(rest).length > 0) throw new Error(`Only labels are understood here, found ${JSON.stringify(rest)}.`);
  return matchLabels;
}

function unique(edges: readonly string[]): string[] {
  return [...new Set(edges)].sort();
}

import { Network } from '../network/analysis/network';
import { NetworkPeer } from '../network/analysis/network-peer';
import { ConnectionSet } from '../network/connections/connection-set';
import { Endpoint, endpointOf } from '../network/explain/endpoint';
import { examplePod } from '../network/explain/example-pod';
import { explanation } from '../network/explain/explanation';
import { explanationText } from '../network/explain/explanation-text';
import { Direction } from '../network/model/network-policy';
import { uncovered } from './covers';
import { End, Ends } from './described-peer';
import { othersOf } from './reach-between';

/** So many are named. */
const NAMED = 10;
/** Of so many it is explained. */
const EXPLAINED = 3;

/** Somebody at the other end whom nobody expected. */
export interface Stranger {
  readonly own: End;
  readonly peer: NetworkPeer;
  readonly allowed: ConnectionSet;
  readonly unknown: ConnectionSet;
}

const DNS = [53, 5353].flatMap(port => (['TCP', 'UDP'] as const).map(protocol => ConnectionSet.ports(protocol, port))).reduce((all, set) => all.union(set));
const DNS_HINT = 'Where that is how names are resolved, put ReachabilityPeer.dns() among them.';

/** Who reaches peers, or is reached by them, and is none of those who were expected. */
export function strangersOf(network: Network, own: Ends, expected: readonly Ends[], direction: Direction): Stranger[] {
  if (own.pods.length === 0) throw new Error(`${own.text}: this was asked of pods that are not among the objects. Give a workload, a namespace or a chart that has some.`);
  const among = [...expected, own];
  return own.each.flatMap(end => {
    if (end.pod === undefined) return [];
    return othersOf(network, end.pod, direction).flatMap(({ peer, allowed, unknown }) => uncovered(peer, among)
      .map(stranger => ({ own: end, peer: stranger, allowed, unknown })));
  });
}

/** What an error says of them. */
export function toldStrangers(network: Network, own: Ends, expected: readonly Ends[], direction: Direction, strangers: readonly Stranger[]): string {
  const only = expected.length === 0 ? 'nobody' : `nobody but ${expected.map(({ text }) => text).join(', ')}`;
  const more = strangers.length - NAMED;
  return [
    direction === 'ingress' ? `${own.text} was expected to be reached by ${only}:` : `${own.text} was expected to reach ${only}:`,
    ...strangers.slice(0, NAMED).map(stranger => `  ${line(stranger, direction)}`),
    ...more > 0 ? [`  … and ${more} more`] : [],
    ...direction === 'egress' && strangers.some(isDns) ? [DNS_HINT] : [],
    ...strangers.slice(0, EXPLAINED).flatMap(stranger => ['', ...explained(network, stranger, direction)]),
  ].join('\n');
}

function isDns({ allowed, unknown }: Stranger): boolean {
  return allowed.union(unknown).difference(DNS).isEmpty;
}

function line({ own, peer, allowed, unknown }: Stranger, direction: Direction): string {
  const connections = [...allowed.isEmpty ? [] : [allowed.text], ...unknown.isEmpty ? [] : [`${unknown.text} (unknown)`]].join(', ');
  const [from, to] = direction === 'egress' ? [own.endpoint.text, peer.text] : [peer.text, own.endpoint.text];
  return `${from} => ${to} : ${connections}`;
}

function explained(network: Network, { own, peer }: Stranger, direction: Direction): string[] {
  const other = exampleOf(network, peer);
  if (other === undefined) return [];
  const [from, to] = direction === 'egress' ? [own.endpoint, other] : [other, own.endpoint];
  return [explanationText(explanation(network, from, to)).trimEnd()];
}

function exampleOf(network: Network, peer: NetworkPeer): Endpoint | undefined {
  switch (peer.kind) {
    case 'workload': return endpointOf(peer.workload.pods[0], network);
    case 'external': return { kind: 'address', text: peer.text, ranges: [peer.range] };
    case 'outside': return examplePod(network, peer.pods);
  }
}

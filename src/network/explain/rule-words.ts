import { ConnectionSet } from '../connections/connection-set';
import { PolicyPeer, PolicyRule } from '../model/network-policy';

/** Whom a rule is for, in the words of a policy: `podSelector app=web` */
export function peersWords(peers: readonly PolicyPeer[] | undefined): string {
  return peers === undefined ? 'everybody' : peers.map(peerWords).join(' or ');
}

/** By which ports a rule is for somebody: `TCP 80`, `all ports`, `TCP 80 and the TCP port that is called http` */
export function portsWords({ ports }: PolicyRule): string {
  if (ports === undefined) return 'all ports';
  const numbered = ports.reduce((set, port) => (port.kind === 'numbered' ? set.union(port.set) : set), ConnectionSet.NONE);
  const named = ports.flatMap(port => (port.kind === 'named' ? [`the ${port.protocol} port that is called ${port.name}`] : []));
  return [...numbered.isEmpty ? [] : [setWords(numbered)], ...named].join(' and ');
}

export function setWords(set: ConnectionSet): string {
  return set.isAll ? 'all ports' : set.text;
}

function peerWords(peer: PolicyPeer): string {
  if (peer.kind === 'block') return `ipBlock ${peer.text}`;
  const pods = `podSelector ${peer.pods.isEmpty ? '{}' : peer.pods.text}`;
  if (peer.namespaces === undefined) return pods;
  const namespaces = `namespaceSelector ${peer.namespaces.isEmpty ? '{}' : peer.namespaces.text}`;
  return peer.pods.isEmpty ? namespaces : `${namespaces} with ${pods}`;
}

import * as kplus from 'cdk8s-plus-28';
import { DefaultDenyNetworkPolicy } from './default-deny-network-policy';
import { ConnectionPolicy, ConnectionPolicyProps, Direction } from './network/connection-policy';
import { KnownAddress, knownAddressesOf } from './network/known-address';
import { namespacesOf } from './network/policy-peer';
import { PolicyPort, policyPort } from './network/policy-port';

const ISOLATION = 'DefaultDeny';

const ADDRESS_LENGTH = 12;

/**
 * The network connections of hardened pods. Works as that of cdk8s-plus, and
 *
 * - opens nothing but the ports that are named, or that the containers of the called side declare, with their protocol;
 * - keeps DNS open for whoever gets isolated for egress, at the resolvers of the platform;
 * - may be called for the same peer again, which opens more ports.
 */
export class HardenedPodConnections extends kplus.PodConnections {
  private readonly policies = new Map<string, ConnectionPolicy>();

  constructor(instance: kplus.AbstractPod) {
    super(instance);
  }

  /**
   * Lets these pods connect to a peer.
   *
   * @param peer a workload, a selection of pods, a namespace, an IP block or a WorkloadIdentity.
   * @param options the ports, by default those that the containers of the peer declare; and whether only one side is opened.
   * @throws when no port is given and the peer declares none, or ports are given for a WorkloadIdentity, which has its own.
   */
  public allowTo(peer: kplus.INetworkPolicyPeer, options: kplus.PodConnectionsAllowToOptions = {}): void {
    this.connect('Egress', peer, this.portsOf('allowTo', peer, peer, options.ports), options.isolation);
  }

  /**
   * Lets a peer connect to these pods.
   *
   * @param peer a workload, a selection of pods, a namespace or an IP block.
   * @param options the ports, by default those that the containers of these pods declare; and whether only one side is opened.
   * @throws when no port is given and these pods declare none, or the peer is a WorkloadIdentity, which calls nobody.
   */
  public allowFrom(peer: kplus.INetworkPolicyPeer, options: kplus.PodConnectionsAllowFromOptions = {}): void {
    this.connect('Ingress', peer, this.portsOf('allowFrom', peer, this.instance, options.ports), options.isolation);
  }

  /** Closes both directions for these pods, but for DNS. Connections can still be allowed. */
  public isolate(): void {
    if (this.instance.node.tryFindChild(ISOLATION) === undefined) new DefaultDenyNetworkPolicy(this.instance, ISOLATION, { selector: this.instance });
  }

  private connect(direction: Direction, peer: kplus.INetworkPolicyPeer, ports: PolicyPort[], isolation?: kplus.PodConnectionsIsolation): void {
    const opposite = direction === 'Egress' ? 'Ingress' : 'Egress';
    const namespace = this.instance.metadata.namespace;
    const hasNoPods = knownAddressesOf(peer) !== undefined || peer.toNetworkPolicyPeerConfig().ipBlock !== undefined;
    // Before anything is made, so that an error leaves no half-open connection.
    const peerPods = isolation === kplus.PodConnectionsIsolation.POD || hasNoPods ? undefined : this.podsOf(peer);
    const peerNamespaces = peerPods === undefined ? [] : namespacesOf(peerPods, this.instance.node.path) ?? [namespace];

    if (isolation !== kplus.PodConnectionsIsolation.PEER) {
      this.policy(`${direction === 'Ingress' ? 'From' : 'To'}-${nameOf(peer)}`, { selector: this.instance, namespace, direction, peer }).open(ports);
    }
    for (const name of peerNamespaces) {
      const id = `${opposite}Of-${name ?? ''}-${nameOf(peer)}`;
      this.policy(id, { selector: peerPods!, namespace: name, direction: opposite, peer: this.instance }).open(ports);
    }
  }

  private policy(id: string, props: ConnectionPolicyProps): ConnectionPolicy {
    const policy = this.policies.get(id) ?? new ConnectionPolicy(this.instance, id, props);
    this.policies.set(id, policy);
    return policy;
  }

  private podsOf(peer: kplus.INetworkPolicyPeer): kplus.IPodSelector {
    const pods = peer.toPodSelector();
    if (pods === undefined) throw new Error(`${this.instance.node.path}: the peer '${peer.node.path}' must be pods or an IP block, found neither.`);
    return pods;
  }

  private portsOf(method: string, peer: kplus.INetworkPolicyPeer, called: object, given?: kplus.NetworkPolicyPort[]): PolicyPort[] {
    const who = `${this.instance.node.path}: ${method}('${peer.node.path}')`;
    const known = knownAddressesOf(peer);
    if (known !== undefined) {
      if (called !== peer) throw new Error(`${who}: workload identity is only called, by pods, and calls nobody. Write allowTo.`);
      if (given !== undefined && given.length > 0) throw new Error(`${who}: workload identity has its own ports (TCP ${portsIn(known)}). Leave \`ports\` out.`);
      return [];
    }
    const ports = given === undefined || given.length === 0 ? declaredPorts(called) : given.map(port => policyPort(port, who));
    if (ports.length > 0) return ports;
    throw new Error(`${who}: a port must be named, found none, which opens all of them. Write { ports: [NetworkPolicyPort.tcp(6379)] }.`);
  }
}

/** What a peer is called in the names of policies: its own id, for people, and enough of its address to be one of a kind. */
function nameOf({ node }: kplus.INetworkPolicyPeer): string {
  return `${node.id}-${node.addr.slice(0, ADDRESS_LENGTH)}`;
}

function portsIn(known: readonly KnownAddress[]): string {
  return [...new Set(known.map(({ port }) => port))].join(' and ');
}

/** The ports that the containers of a workload declare; none for what has no containers. */
function declaredPorts(called: { readonly containers?: kplus.Container[] }): PolicyPort[] {
  return (called.containers ?? []).flatMap(container => container.ports)
    .map(({ number, protocol }) => ({ protocol: protocol ?? kplus.Protocol.TCP, port: number }));
}

import { ApiObject, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { DnsResolver } from '../../kubernetes/dns-resolver';
import { Platform } from '../../kubernetes/platform';
import { targetOf } from '../../scope/target';
import { MutableJson } from '../mutable-json';
import { knownAddressesOf } from './known-address';
import { policyPeers, selectorOf } from './policy-peer';
import { PolicyPort } from './policy-port';

export type Direction = 'Ingress' | 'Egress';

/** Whose pods a policy is for. */
export interface ConnectionPolicyProps {
  readonly selector: kplus.IPodSelector;
  readonly namespace?: string;
  readonly direction: Direction;
  /** Whom they may talk to. */
  readonly peer: kplus.INetworkPolicyPeer;
}

/**
 * A NetworkPolicy that opens ports towards one peer. An egress policy opens DNS as well: whoever is isolated by it could not
 * resolve the peer's name otherwise.
 */
export class ConnectionPolicy extends Construct {
  private readonly ports: PolicyPort[] = [];

  constructor(scope: Construct, id: string, private readonly props: ConnectionPolicyProps) {
    super(scope, id);
    new ApiObject(this, 'Resource', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { namespace: props.namespace },
      spec: Lazy.any({ produce: () => this.spec() }),
    });
  }

  /** Opens more ports; those that are open already change nothing. */
  public open(ports: readonly PolicyPort[]): void {
    const fresh = ports.filter(port => !this.ports.some(known => JSON.stringify(known) === JSON.stringify(port)));
    this.ports.push(...fresh);
  }

  private spec(): MutableJson {
    const { direction, selector, peer } = this.props;
    const rules = direction === 'Ingress'
      ? { ingress: [{ from: policyPeers(peer), ports: this.openPorts() }] }
      : { egress: [...this.egressRules(), ...dnsRules(this)] };
    return { ...rules, podSelector: selectorOf(selector.toPodSelectorConfig().labelSelector), policyTypes: [direction] };
  }

  private egressRules(): MutableJson[] {
    const { peer } = this.props;
    const known = knownAddressesOf(peer);
    if (known === undefined) return [{ ports: this.openPorts(), to: policyPeers(peer) }];
    return known.map(({ cidr, port }) => ({ ports: [{ protocol: 'TCP', port }], to: [{ ipBlock: { cidr } }] }));
  }

  private openPorts(): MutableJson[] {
    return this.ports.map(port => ({ ...port }));
  }
}

/** The egress rules that leave DNS open: the given resolvers, or those of the platform that a construct is deployed to. */
export function dnsRules(construct: Construct, resolvers?: readonly DnsResolver[]): MutableJson[] {
  const chosen = resolvers ?? (targetOf(construct).platform ?? Platform.VANILLA).dnsResolvers;
  return chosen.map(resolver => resolver._toEgressRule());
}

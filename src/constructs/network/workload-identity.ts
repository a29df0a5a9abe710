import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { KnownAddress } from './known-address';

/**
 * Where pods get the credentials of their own cloud identity: a peer for `connections.allowTo` of hardened workloads, which opens the
 * addresses on their ports and nothing else.
 *
 * The metadata server of a cloud stands next to them, with the credentials of the node; it stays closed.
 */
export class WorkloadIdentity extends Construct implements kplus.INetworkPolicyPeer {
  /**
   * The GKE metadata server, of Workload Identity Federation for GKE: 169.254.169.252 on TCP 988, and 169.254.169.254 on TCP 80, where it
   * is with GKE Dataplane V2 and in Autopilot.
   *
   * Outside of GKE the second address gives the credentials of the node: declare `platform: Platform.GKE` or `Platform.GKE_AUTOPILOT`,
   * otherwise the rule `metadata-egress` refuses it.
   *
   * @param scope where it stands in the tree.
   * @param id its id there.
   */
  public static gke(scope: Construct, id: string): WorkloadIdentity {
    return new WorkloadIdentity(scope, id, [{ cidr: '169.254.169.252/32', port: 988 }, { cidr: '169.254.169.254/32', port: 80 }]);
  }

  /**
   * The EKS Pod Identity agent: 169.254.170.23 and fd00:ec2::23 on TCP 80.
   *
   * IAM roles for service accounts (IRSA) need none of it: they call AWS STS, an ordinary address outside of the cluster.
   *
   * @param scope where it stands in the tree.
   * @param id its id there.
   */
  public static eks(scope: Construct, id: string): WorkloadIdentity {
    return new WorkloadIdentity(scope, id, [{ cidr: '169.254.170.23/32', port: 80 }, { cidr: 'fd00:ec2::23/128', port: 80 }]);
  }

  private readonly addresses: readonly KnownAddress[];

  private constructor(scope: Construct, id: string, addresses: readonly KnownAddress[]) {
    super(scope, id);
    this.addresses = addresses;
  }

  /**
   * Only hardened workloads can open it: a peer of cdk8s-plus is a single block, and these are several, each with a port of its own.
   *
   * @throws always.
   */
  public toNetworkPolicyPeerConfig(): kplus.NetworkPolicyPeerConfig {
    const [{ cidr, port }] = this.addresses;
    throw new Error(
      `${this.node.path}: workload identity is several addresses, each with its own port, which cdk8s-plus cannot write as one peer. `
      + 'Open it with `connections.allowTo` of a hardened workload, or write a rule for each address: '
      + `NetworkPolicyIpBlock.ipv4(this, 'Identity', '${cidr}') with NetworkPolicyPort.tcp(${port}).`,
    );
  }

  /** It has no pods that a policy could select: undefined. */
  public toPodSelector(): kplus.IPodSelector | undefined {
    return undefined;
  }

  /**
   * The addresses and their TCP ports.
   *
   * @internal
   */
  public _addresses(): readonly KnownAddress[] {
    return this.addresses;
  }
}

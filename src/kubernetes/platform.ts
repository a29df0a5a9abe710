import { DnsResolver } from './dns-resolver';

/**
 * The distribution of Kubernetes that the manifests are deployed to, as far as it matters for hardening: what it assigns to
 * pods by itself, and where its DNS is.
 */
export class Platform {
  /** Kubernetes as upstream ships it, and every distribution that is not named here. */
  public static readonly VANILLA = new Platform('vanilla', false, [DnsResolver.kubeDns(), DnsResolver.nodeLocalDns()]);

  /**
   * Red Hat OpenShift. Its security context constraints assign `runAsUser`, `runAsGroup` and `fsGroup` from the
   * namespace's own range and reject ids from outside it, so none is emitted.
   */
  public static readonly OPENSHIFT = new Platform('openshift', true, [DnsResolver.openShiftDns()]);

  /** Google Kubernetes Engine with node pools of your own; kube-dns, NodeLocal DNSCache and Cloud DNS are left open. */
  public static readonly GKE = new Platform('gke', false, gkeResolvers());

  /** Google Kubernetes Engine in Autopilot mode. */
  public static readonly GKE_AUTOPILOT = new Platform('gke-autopilot', false, gkeResolvers());

  /** The name of the platform, in lower case. */
  public readonly name: string;

  /** Whether the platform assigns user, group and filesystem group ids itself, and rejects others. */
  public readonly assignsUserIds: boolean;

  /** The resolvers that a default deny leaves open. */
  public readonly dnsResolvers: DnsResolver[];

  private constructor(name: string, assignsUserIds: boolean, dnsResolvers: DnsResolver[]) {
    this.name = name;
    this.assignsUserIds = assignsUserIds;
    this.dnsResolvers = dnsResolvers;
  }

  /** The name of the platform. */
  public toString(): string {
    return this.name;
  }
}

function gkeResolvers(): DnsResolver[] {
  return [DnsResolver.kubeDns(), DnsResolver.nodeLocalDns(), DnsResolver.gkeCloudDns()];
}

/**
 * A DNS resolver of a cluster, and where pods find it: what an egress policy must leave open so that names still resolve.
 */
export class DnsResolver {
  /**
   * CoreDNS or kube-dns as most clusters run it: pods labelled `k8s-app: kube-dns` in `kube-system`, port 53, UDP and TCP.
   */
  public static kubeDns(): DnsResolver {
    return DnsResolver.pods('kube-system', { 'k8s-app': 'kube-dns' }, 53);
  }

  /**
   * The DNS operator of OpenShift: the pods of `openshift-dns`, port 5353 (OVN-Kubernetes judges a packet after its
   * destination was translated, so the port is the pods' and not the Service's 53).
   */
  public static openShiftDns(): DnsResolver {
    return DnsResolver.pods('openshift-dns', { 'dns.operator.openshift.io/daemonset-dns': 'default' }, 5353);
  }

  /**
   * NodeLocal DNSCache at its usual address, 169.254.20.10. A pod selector never matches a link-local address.
   */
  public static nodeLocalDns(): DnsResolver {
    return DnsResolver.address('169.254.20.10/32');
  }

  /**
   * Cloud DNS for GKE, which answers at 169.254.169.254, port 53. The metadata server behind the same address listens on
   * other ports, which stay closed.
   */
  public static gkeCloudDns(): DnsResolver {
    return DnsResolver.address('169.254.169.254/32');
  }

  /**
   * A resolver that runs as pods.
   *
   * @param namespace the namespace of the pods.
   * @param labels the labels of the pods, by which the policy selects them.
   * @param port the port that the pods listen on (not the Service's), by default 53.
   */
  public static pods(namespace: string, labels: { [name: string]: string }, port?: number): DnsResolver {
    if (Object.keys(labels).length === 0) {
      throw new Error(`DnsResolver.pods: give labels that select the resolver's pods; without any, all pods of '${namespace}' would be opened.`);
    }
    return new DnsResolver({
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
      podSelector: { matchLabels: { ...labels } },
    }, portOf(port));
  }

  /**
   * A resolver at fixed addresses.
   *
   * @param cidr the addresses, such as `10.0.0.2/32`.
   * @param port the port, by default 53.
   */
  public static address(cidr: string, port?: number): DnsResolver {
    if (!/^[0-9a-fA-F.:]+\/\d{1,3}$/.test(cidr)) {
      throw new Error(`DnsResolver.address: '${cidr}' is not a CIDR. For a single address write '10.0.0.2/32'.`);
    }
    return new DnsResolver({ ipBlock: { cidr } }, portOf(port));
  }

  private readonly peer: { readonly [field: string]: unknown };
  private readonly port: number;

  private constructor(peer: { readonly [field: string]: unknown }, port: number) {
    this.peer = peer;
    this.port = port;
  }

  /**
   * The egress rule of a NetworkPolicy which opens this resolver, UDP and TCP.
   *
   * @internal
   */
  public _toEgressRule(): { [field: string]: unknown } {
    return {
      to: [this.peer],
      ports: [{ protocol: 'UDP', port: this.port }, { protocol: 'TCP', port: this.port }],
    };
  }
}

function portOf(port: number = 53): number {
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Error(`DnsResolver: ${port} is not a port. Give a whole number from 1 to 65535.`);
  }
  return port;
}

import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { HardenedDeploymentProps } from './hardened-deployment-props';
import { PodHardening } from './pod/pod-hardening';

/**
 * A Deployment that is hardened without being asked: everything that cdk8s-plus offers works as there, and every container,
 * whenever and however it was added, comes out with the whole checklist applied for the Kubernetes version it is deployed to.
 *
 * A prop or a JSON patch that weakens it is an error which shows the waiver to write.
 */
export class HardenedDeployment extends kplus.Deployment {
  private readonly hardening: PodHardening;

  /**
   * @throws when a prop weakens the pods and no waiver lifts it, or is malformed: an image without a fixed tag, a limit below
   * its request, a writable path that is not absolute.
   */
  constructor(scope: Construct, id: string, props: HardenedDeploymentProps = {}) {
    super(scope, id, PodHardening.propsForSuper(props));
    this.hardening = new PodHardening(this, props);
    this.hardening.furnish();
  }

  /**
   * Adds a container, hardened.
   *
   * @throws when it is weaker than that and no waiver lifts it, or is malformed.
   */
  public addContainer(cont: kplus.ContainerProps): kplus.Container {
    const container = super.addContainer(this.hardening.containerProps(cont, cont.name ?? 'main'));
    this.hardening.remember(container, cont);
    return container;
  }

  /**
   * Adds an init container, or a native sidecar, hardened.
   *
   * @throws when it is weaker than that and no waiver lifts it, or is malformed.
   */
  public addInitContainer(cont: kplus.ContainerProps): kplus.Container {
    const name = cont.name ?? `init-${this.initContainers.length}`;
    this.hardening.refuseTakenName(name);
    const container = super.addInitContainer(this.hardening.containerProps(cont, name));
    this.hardening.remember(container, cont);
    return container;
  }

  /**
   * Attaches a ready container. What it says it keeps, the defaults of cdk8s-plus for resources included.
   *
   * @throws when it is weaker than a hardened one and no waiver lifts it.
   */
  public attachContainer(cont: kplus.Container): void {
    this.hardening.checkContainer(cont);
    super.attachContainer(cont);
  }

  /**
   * Adds a volume.
   *
   * @throws when it is a folder of the node, without `Waiver.hostPath`.
   */
  public addVolume(vol: kplus.Volume): void {
    this.hardening.checkVolume(vol);
    super.addVolume(vol);
  }

  /**
   * Lets a peer connect to a port of these pods: ingress here, egress at the peer, and nothing else. DNS stays open for whoever
   * is isolated by it.
   *
   * @param peer a workload, a selection of pods, a namespace or an IP block.
   * @param port the TCP port, from 1 to 65535; for UDP and ranges use `connections.allowFrom`.
   */
  public allowFrom(peer: kplus.INetworkPolicyPeer, port: number): void {
    this.connections.allowFrom(peer, { ports: [kplus.NetworkPolicyPort.tcp(port)] });
  }

  /**
   * Lets these pods connect to a port of a peer: egress here, ingress at the peer, and nothing else. DNS stays open for whoever
   * is isolated by it.
   *
   * @param peer a workload, a selection of pods, a namespace or an IP block.
   * @param port the TCP port, from 1 to 65535; for UDP and ranges use `connections.allowTo`.
   */
  public allowTo(peer: kplus.INetworkPolicyPeer, port: number): void {
    this.connections.allowTo(peer, { ports: [kplus.NetworkPolicyPort.tcp(port)] });
  }

  /**
   * The ServiceAccount of the pods as the subject of a role binding, with its namespace.
   *
   * @see ISubect.toSubjectConfiguration()
   */
  public toSubjectConfiguration(): kplus.SubjectConfiguration {
    return { ...super.toSubjectConfiguration(), namespace: this.metadata.namespace };
  }

  /** @internal */
  public _toPodSpec(): kplus.k8s.PodSpec {
    return this.hardening.podSpec(super._toPodSpec()) as unknown as kplus.k8s.PodSpec;
  }
}

import { NetworkProtocol } from 'cdk8s-plus-28';
import { IConstruct } from 'constructs';
import { Network } from '../network/analysis/network';
import { Direction } from '../network/model/network-policy';
import { ConnectionTable } from '../network/tables/connection-table';
import { HardeningError } from '../synth/hardening-error';
import { askedPorts } from './asked-ports';
import { connectionsIn } from './connections-in';
import { describedConstruct } from './described-construct';
import { Ends, endsOf } from './described-peer';
import { NetworkDrawingFormat } from './network-drawing-format';
import { networkOfFiles } from './network-files';
import { networkOfTree } from './network-of-tree';
import { readNetworkRecord } from './network-record';
import { NetworkTableFormat } from './network-table-format';
import { drawnNetwork, listedNetwork, toldDifferences, toldExposure } from './network-texts';
import { Question } from './question';
import { ReachableConnection } from './reachable-connection';
import { strangersOf, toldStrangers } from './strangers';

/**
 * Who can reach whom, on which ports and why, by what all NetworkPolicies allow together. It is worked out from the objects alone, without a
 * cluster, and needs no test framework: what is not as it was expected throws an error that names the policy at fault.
 *
 * Whoever is asked about is given as a construct: a workload of any kind and any version of cdk8s-plus, an ApiObject that makes pods, a chart for
 * all its workloads, a namespace for every pod in it, a selection of pods or a block of addresses as NetworkPolicies take them; for all others there is `ReachabilityPeer`.
 *
 * What cannot be known is never taken for denied: a policy that Kubernetes refuses may not be in force, and the address of a node decides whether
 * a block of addresses lets in the pods that use its network.
 *
 * @example
 * import { Testing } from 'cdk8s';
 * import { DefaultDenyNetworkPolicy, HardenedDeployment, Reachability, ReachabilityPeer } from 'cdk8s-hardened';
 *
 * const chart = Testing.chart();
 * new DefaultDenyNetworkPolicy(chart, 'DefaultDeny');
 * const cache = new HardenedDeployment(chart, 'Cache', {
 *   containers: [{ name: 'redis', image: 'registry.example/redis:7.2.4', portNumber: 6379 }],
 * });
 * const web = new HardenedDeployment(chart, 'Web', {
 *   containers: [{ name: 'web', image: 'registry.example/web:1.4.2', portNumber: 8080 }],
 * });
 * web.connections.allowTo(cache);
 *
 * const reachability = Reachability.of(chart);
 * reachability.expectAllowed(web, cache, 6379);
 * reachability.expectDenied(web, cache, 6380);
 * reachability.expectDenied(ReachabilityPeer.internet(), cache);
 * reachability.expectReachedOnlyBy(cache, [web]);
 */
export class Reachability {
  /**
   * The network of an app as it would be written. Aspects visit first, as at a synth; nothing is written or printed, nothing is judged, and a
   * synth afterwards goes as it would have gone. What is built later is not in it.
   *
   * @param scope an app, a chart or any other construct. The objects of the whole app around it count; `connections` and `list` tell of those that
   * start or end below it.
   * @throws when the app has no object, or one cannot be read, which might decide who reaches whom.
   */
  public static of(scope: IConstruct): Reachability {
    return new Reachability(networkOfTree(scope), scope);
  }

  /**
   * The network of manifests in files, whoever wrote them.
   *
   * @param paths files, and folders of them, in YAML or JSON.
   * @param namespace of objects that name none, by default `default`.
   * @throws when there is no object in them, or something cannot be read.
   */
  public static ofManifests(paths: string[], namespace?: string): Reachability {
    return new Reachability(networkOfFiles(paths, namespace));
  }

  private readonly network: Network;
  private readonly scope?: IConstruct;

  private constructor(network: Network, scope?: IConstruct) {
    this.network = network;
    this.scope = scope;
  }

  /**
   * Whether somebody may reach somebody else. Of what stands for several, such as a namespace, it is enough that one may. What is unknown counts as
   * allowed, so that `false` is a guarantee, as far as the network plugin of the cluster enforces NetworkPolicies, and takes their blocks of addresses
   * for what is outside of the pod network. Policies of other makes count for nothing: see `notConsidered`. A namespace that is not among the
   * objects is taken to have no label but its name.
   *
   * @param from who calls.
   * @param to who is called.
   * @param port the port that the pods listen on, not that of a Service; by default any.
   * @param protocol by default TCP, and any where no port is named.
   * @throws when a peer stands for nobody, or it is no port.
   */
  public isAllowed(from: IConstruct, to: IConstruct, port?: number, protocol?: NetworkProtocol): boolean {
    return this.question(from, to, port, protocol).isAllowed();
  }

  /**
   * Whether `isAllowed` says yes only because something is unknown, such as what a policy decides that cannot be read.
   *
   * @param from who calls.
   * @param to who is called.
   * @param port the port that the pods listen on, not that of a Service; by default any.
   * @param protocol by default TCP, and any where no port is named.
   * @throws when a peer stands for nobody, or it is no port.
   */
  public isUnknown(from: IConstruct, to: IConstruct, port?: number, protocol?: NetworkProtocol): boolean {
    const question = this.question(from, to, port, protocol);
    return question.isAllowed() && !question.isCertain();
  }

  /**
   * Why somebody reaches somebody else, or does not: which policy and which rule of it allows it at each end, or what would have to change. Of what
   * stands for several, each with each is told, fifty of them at most.
   *
   * @param from who calls.
   * @param to who is called.
   * @param port the port that the pods listen on, not that of a Service; by default all of them.
   * @param protocol by default TCP, and any where no port is named.
   * @throws when a peer stands for nobody, or it is no port.
   */
  public explain(from: IConstruct, to: IConstruct, port?: number, protocol?: NetworkProtocol): string {
    return this.question(from, to, port, protocol).explanation();
  }

  /**
   * Every connection that is allowed or may be, in order of who reaches whom; of a workload with itself left out. They are many where no policy
   * isolates.
   */
  public connections(): ReachableConnection[] {
    return [...connectionsIn(this.network, this.scope)].map(({ from, to, allowed, unknown }) => ({
      from: from.text, to: to.text, connections: allowed.text, ...!unknown.isEmpty && { unknown: unknown.text },
    }));
  }

  /**
   * The same as text.
   *
   * @param format by default text, a line each.
   */
  public list(format?: NetworkTableFormat): string {
    return listedNetwork(this.network, connectionsIn(this.network, this.scope), format);
  }

  /**
   * What a reviewer should look at in the whole network: workloads that no policy protects, the internet, the metadata services of clouds, DNS,
   * policies and selectors that are for nobody, Services whose traffic no policy admits.
   *
   * @param format by default text.
   */
  public exposure(format?: NetworkTableFormat): string {
    return toldExposure(this.network, format);
  }

  /**
   * A picture of the whole network, with equal workloads folded into one.
   *
   * @param format by default Mermaid.
   */
  public draw(format?: NetworkDrawingFormat): string {
    return drawnNetwork(this.network, this.scope?.node.root.node.id ?? '', format);
  }

  /**
   * What is open in this network and was not in another, and what is no longer.
   *
   * @param before the network to compare with, such as that of the manifests of another branch.
   * @param format by default text; Markdown is made for a comment on a pull request.
   */
  public diff(before: Reachability, format?: NetworkTableFormat): string {
    return toldDifferences(ConnectionTable.of(before.network), ConnectionTable.of(this.network), format);
  }

  /**
   * What is open in this network and is not in a network lock, and what is no longer.
   *
   * @param file the lock, as `HardeningAspectProps.networkLock` names it, of another branch perhaps.
   * @param format by default text; Markdown is made for a comment on a pull request.
   * @throws when it is not there, or cannot be read.
   */
  public diffFromLock(file: string, format?: NetworkTableFormat): string {
    return toldDifferences(readNetworkRecord(file), ConnectionTable.of(this.network), format);
  }

  /**
   * The policies that are no NetworkPolicies of Kubernetes, such as AdminNetworkPolicies and those of Cilium or Calico: they may allow what is denied
   * here, and deny what is allowed. `CiliumNetworkPolicy shop/web`, one each; none where every answer counts.
   */
  public notConsidered(): string[] {
    return this.network.objects.others.map(String);
  }

  /**
   * Somebody reaches somebody else. Of what stands for several, each reaches each, for certain.
   *
   * @param from who calls.
   * @param to who is called.
   * @param port the port that the pods listen on, not that of a Service; by default at least one.
   * @param protocol by default TCP, and any where no port is named.
   * @throws when one does not, or it is unknown; the error tells which policies would have to change.
   */
  public expectAllowed(from: IConstruct, to: IConstruct, port?: number, protocol?: NetworkProtocol): Reachability {
    const question = this.question(from, to, port, protocol);
    const missing = question.pairsMissing();
    if (missing.length === 0) return this;
    throw new HardeningError([ // node-do-not-add-exception-line
      `${question.from.text} was expected to reach ${question.to.text} by ${question.ports.text}:`, question.explained(missing),
    ].join('\n'));
  }

  /**
   * Somebody does not reach somebody else. Of what stands for several, none reaches any, for certain.
   *
   * @param from who calls.
   * @param to who is called.
   * @param port the port that the pods listen on, not that of a Service; by default any.
   * @param protocol by default TCP, and any where no port is named.
   * @throws when one does, or may; the error names the policies and rules that allow it.
   */
  public expectDenied(from: IConstruct, to: IConstruct, port?: number, protocol?: NetworkProtocol): Reachability {
    const question = this.question(from, to, port, protocol);
    const allowed = question.pairsAllowed();
    if (allowed.length === 0) return this;
    throw new HardeningError([ // node-do-not-add-exception-line
      `${question.from.text} was expected not to reach ${question.to.text} by ${question.ports.text}:`, question.explained(allowed),
    ].join('\n'));
  }

  /**
   * Nobody else reaches these pods: no other workload, no address, and no pod of other apps for which a rule is. Whether those who are named do is
   * for `expectAllowed` to say.
   *
   * @param to who is called.
   * @param callers who may call, by whatever port; none where nobody may.
   * @throws when somebody else does, or may; the error names the policies and rules that allow it.
   */
  public expectReachedOnlyBy(to: IConstruct, callers: IConstruct[]): Reachability {
    return this.expectNoOthers('ingress', to, callers);
  }

  /**
   * These pods reach nobody else: no other workload, no address, and no pod of other apps for which a rule is. Whether they reach those who are
   * named is for `expectAllowed` to say.
   *
   * @param from who calls.
   * @param called who may be called, by whatever port; none where nobody may. Most need `ReachabilityPeer.dns()` among them.
   * @throws when they reach somebody else, or may; the error names the policies and rules that allow it.
   */
  public expectReachesOnly(from: IConstruct, called: IConstruct[]): Reachability {
    return this.expectNoOthers('egress', from, called);
  }

  private expectNoOthers(direction: Direction, peer: IConstruct, expected: readonly IConstruct[]): Reachability {
    const other: Direction = direction === 'egress' ? 'ingress' : 'egress';
    const own = this.ends(peer, direction);
    const among = expected.map(one => this.ends(one, other));
    const strangers = strangersOf(this.network, own, among, direction);
    if (strangers.length === 0) return this;
    throw new HardeningError(toldStrangers(this.network, own, among, direction, strangers)); // node-do-not-add-exception-line
  }

  private question(from: IConstruct, to: IConstruct, port: number | undefined, protocol: NetworkProtocol | undefined): Question {
    const [caller, called] = [this.ends(from, 'egress'), this.ends(to, 'ingress')];
    if (isOutside(caller) && isOutside(called)) {
      throw new Error(`${caller.text} and ${called.text} are both addresses outside of the pod network: NetworkPolicies decide nothing between them.`);
    }
    return new Question(this.network, caller, called, askedPorts(port, protocol));
  }

  private ends(peer: IConstruct, direction: Direction): Ends {
    return endsOf(this.network, describedConstruct(peer, this.network, this.scope?.node.root), direction);
  }
}

function isOutside({ each }: Ends): boolean {
  return each.every(({ endpoint }) => endpoint.kind === 'address');
}

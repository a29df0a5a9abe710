import { Construct } from 'constructs';
import { Platform } from '../kubernetes/platform';
import { addressesMeant } from '../network/addresses/cidr';
import { INTERNET } from '../network/exposure/internet';
import { Selector } from '../network/model/selector';
import { DescribedPeer, podsNamed } from './described-peer';
import { peerOfRule } from './peer-of-rule';
import { namespaceNamed, selectionText } from './pod-selection';

/**
 * Somebody who reaches, or is reached, and for whom there is no construct: addresses, or pods of another team. It stands in no tree, and can be
 * used for any number of questions.
 */
export class ReachabilityPeer extends Construct {
  /**
   * The internet: every public address. That it reaches something, or is reached, is expected of IPv4 alone, and of IPv6 that it is not; for more,
   * name the addresses by `cidr`.
   */
  public static internet(): ReachabilityPeer {
    return new ReachabilityPeer({ text: 'the internet', ranges: INTERNET, required: INTERNET.filter(({ family }) => family === 4) });
  }

  /**
   * Addresses outside of the pod network; pods have addresses of which no policy knows before there are pods.
   *
   * @param cidr a CIDR or a single address, of IPv4 or IPv6: `10.0.0.0/8`, `169.254.169.254`, `2001:db8::/32`.
   * @throws when it is neither.
   */
  public static cidr(cidr: string): ReachabilityPeer {
    return new ReachabilityPeer({ text: cidr, ranges: [addressesMeant(cidr)] });
  }

  /**
   * A workload by its name, whoever made it.
   *
   * @param name the namespace and the name, and the kind where several workloads have the name: `shop/web`, `shop/web[Deployment]`. What names no
   * namespace is in `default`. Whether there is one is asked with the first question.
   */
  public static workload(name: string): ReachabilityPeer {
    return new ReachabilityPeer({ text: name, pods: podsNamed(name) });
  }

  /**
   * Every pod of a namespace, those of other apps included.
   *
   * @param name the name of the namespace.
   */
  public static namespace(name: string): ReachabilityPeer {
    return ReachabilityPeer.pods(name, {});
  }

  /**
   * The pods of a namespace that have some labels, those of other apps included. They are not taken to have those labels as well by which policies
   * find another workload of the app.
   *
   * @param namespace the name of the namespace.
   * @param labels what they have to be labelled with, other labels aside.
   */
  public static pods(namespace: string, labels: { [name: string]: string }): ReachabilityPeer {
    const selection = { namespaces: [namespaceNamed(namespace)], pods: Selector.of({ matchLabels: { ...labels } }) };
    return new ReachabilityPeer({ text: selectionText(selection), selections: [selection] });
  }

  /** Every pod of the cluster, those of other apps included. */
  public static anyPod(): ReachabilityPeer {
    const selection = { namespaces: [Selector.EVERYTHING], pods: Selector.EVERYTHING };
    return new ReachabilityPeer({ text: selectionText(selection), selections: [selection] });
  }

  /**
   * The resolvers of a platform, which hardened workloads may ask for names.
   *
   * @param platform the distribution of Kubernetes, by default `Platform.VANILLA`.
   */
  public static dns(platform?: Platform): ReachabilityPeer {
    const peers = (platform ?? Platform.VANILLA).dnsResolvers.flatMap(resolver => resolver._toEgressRule().to as unknown[]).map(peerOfRule);
    return new ReachabilityPeer({
      text: 'the DNS resolvers',
      selections: peers.flatMap(({ selections = [] }) => selections),
      ranges: peers.flatMap(({ ranges = [] }) => ranges),
    });
  }

  /** @internal */
  public readonly _described: DescribedPeer;

  private constructor(described: DescribedPeer) {
    super(undefined as never, '');
    this._described = described;
  }
}

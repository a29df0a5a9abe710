import * as kplus from 'cdk8s-plus-28';
import { DnsResolver } from '../kubernetes/dns-resolver';

/** Which pods are closed, and what stays open. */
export interface DefaultDenyNetworkPolicyProps {
  /**
   * The namespace whose pods are closed.
   *
   * @default - the namespace of the selector, or else of the chart
   */
  readonly namespace?: string;

  /**
   * The pods that are closed: a workload, or a selection of pods within one namespace.
   *
   * @default - every pod of the namespace
   */
  readonly selector?: kplus.IPodSelector;

  /**
   * The DNS resolvers that stay open. An empty list closes DNS as well.
   *
   * @default - those of the platform that the manifests are deployed to
   */
  readonly dns?: DnsResolver[];
}

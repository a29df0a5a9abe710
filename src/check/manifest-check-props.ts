import { Platform } from '../kubernetes/platform';

/** By what manifests are checked. */
export interface ManifestCheckProps {
  /**
   * The list of rules to judge by: `hardened`, or one of `pss-baseline`, `pss-restricted`, `nsa`, `cis`.
   *
   * @default hardened
   */
  readonly profile?: string;

  /**
   * The version of Kubernetes that the manifests are deployed to: `1.31`, or `latest`, the newest that this release knows. A minor that is
   * newer still is judged as that one.
   *
   * @default latest
   */
  readonly kubernetesVersion?: string;

  /**
   * The distribution of Kubernetes.
   *
   * @default Platform.VANILLA
   */
  readonly platform?: Platform;

  /**
   * The namespace of objects that name none, as with `kubectl apply --namespace`.
   *
   * @default - they are taken as of one namespace without a name
   */
  readonly namespace?: string;

  /**
   * The cluster has the CNI plugin of its service mesh (Istio's or Linkerd's), so that injected sidecars need no init container that sets up
   * the network as root.
   *
   * @default false - unless the DaemonSet of the plugin is among the manifests
   */
  readonly meshCniPlugin?: boolean;

  /**
   * The path of an earlier report, as `cdk8s-hardened check --format json` writes it: the findings that are in it warn, so that only what is
   * new fails. A finding is the same where rule, object, container, path and the value that was found are the same; one that moved in a list is
   * new. Keep the file outside the folders that are checked.
   *
   * @default - every finding counts
   */
  readonly baseline?: string;
}

import { Platform } from '../kubernetes/platform';
import { WaiverRequirements } from '../waivers/waiver-requirements';

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
   * new. What a waiver excused until it expired is never known, nor is what is the matter with a waiver. Keep the file outside the folders that
   * are checked.
   *
   * @default - every finding counts
   */
  readonly baseline?: string;
  /**
   * The path of a waivers file, in YAML or JSON: `schema/waivers.schema.json` of the package describes it. Every entry excuses what rules find, with
   * a reason; one that excuses nothing fails, and so does one whose last day has passed. The file is not judged itself, wherever it lies.
   *
   * @default - nothing is waived
   */
  readonly waivers?: string;

  /**
   * The ids of rules that nobody may waive: a waiver of them fails, and excuses nothing.
   *
   * @default - every rule may be waived
   */
  readonly nonWaivable?: string[];

  /**
   * What every waiver has to say.
   *
   * @default - a reason is enough
   */
  readonly waiverRequirements?: WaiverRequirements;

  /**
   * From how many days before its last one a waiver warns that it is about to expire. 0 warns on the last day alone.
   *
   * @default 30
   */
  readonly expiryWarningDays?: number;

  /**
   * The day by which waivers expire, as `2027-03-31`, for reproducible runs and for tests. The environment variable `CDK8S_HARDENED_TODAY` does the
   * same from outside. A day in the past is refused, unless `allowBackdating` is on. Without waivers it plays no part.
   *
   * @default - today, in UTC
   */
  readonly today?: string;

  /**
   * Lets the day by which waivers expire be set back, to check an old commit. Waivers that have expired since then hold again, and the report says
   * so at its top.
   *
   * @default false
   */
  readonly allowBackdating?: boolean;
}

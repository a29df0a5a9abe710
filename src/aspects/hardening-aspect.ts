import { IConstruct } from 'constructs';
import { checkedDemands } from '../engine/waiver-demands';
import { KubernetesVersion } from '../kubernetes/kubernetes-version';
import { Platform } from '../kubernetes/platform';
import { Scanner } from '../projections/scanner';
import { declareTarget } from '../scope/target';
import { isoDate } from '../waivers/iso-date';
import { WaiverRequirements } from '../waivers/waiver-requirements';
import { IAspect } from './aspect';
import { TreeJudge } from './tree-judge';

/** What the app is deployed to, and how strictly it is held to it. */
export interface HardeningAspectProps {
  /**
   * The minor version of Kubernetes that the manifests are deployed to. Hardened constructs emit what it understands, and it
   * decides by which version of the Pod Security Standards is judged.
   *
   * @default - what every minor from 1.25 understands is emitted, and judged by the newest standards
   */
  readonly kubernetesVersion?: KubernetesVersion;

  /**
   * The distribution of Kubernetes.
   *
   * @default Platform.VANILLA
   */
  readonly platform?: Platform;

  /**
   * The cluster has the CNI plugin of its service mesh (Istio's or Linkerd's), so that injected sidecars need no init container that
   * sets up the network as root, and the namespaces of such pods can enforce a Pod Security Standard.
   *
   * @default false - unless the DaemonSet of the plugin is in the app
   */
  readonly meshCniPlugin?: boolean;

  /**
   * Where the report of every synth is written as JSON, whether it stops or not: the shape is `HardeningReport`. Several aspects of one app
   * have one report in common. Keep it out of the folder of the manifests.
   *
   * @default - no report is written
   */
  readonly reportFile?: string;

  /**
   * The file, from the working directory on, that records who can reach whom in the whole app, and is committed with it. A connection that it does
   * not have fails until the file is updated by `npx cdk8s-hardened network lock -- npx cdk8s synth`, and so does one that it has and that is gone:
   * what a change opens shows in its pull request, line by line. No waiver excuses it, and `Hardened.expect` does not look at it.
   *
   * @default - the network is not locked
   */
  readonly networkLock?: string;

  /**
   * Only reports: prints what it finds on stderr, and stops nothing. To look at an existing app before holding it to the
   * rules; hardened constructs below the scope report as well instead of refusing. Every synth says that it is on. Another
   * HardeningAspect over the same objects that is not report-only still stops them.
   *
   * @default false
   */
  readonly reportOnly?: boolean;

  /**
   * The ids of rules that nobody may waive below the scope: a waiver of them fails, and excuses nothing.
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
   * The day by which waivers expire, as `2027-03-31`, for reproducible runs and for tests. It never enters a manifest. The environment variable
   * `CDK8S_HARDENED_TODAY` does the same from outside. A day in the past is refused, unless `allowBackdating` is on.
   *
   * @default - today, in UTC
   */
  readonly today?: string;

  /**
   * Lets the day by which waivers expire be set back, to rebuild an old commit. Waivers that have expired since then hold again, and the report
   * says so at its top.
   *
   * @default false
   */
  readonly allowBackdating?: boolean;

  /**
   * The other scanners that used waivers are told to, each by annotations of the object that it obeys. Such an annotation is for the whole object
   * and, but for Kubescape, never ends; the report says where it silences more than the waiver. It takes the place of one that has the same key;
   * lists of checks are merged.
   *
   * @default - none
   */
  readonly projectWaiversTo?: Scanner[];
}

/**
 * Judges the final JSON of every object of a scope before anything is written, whichever library made it.
 *
 * A violation stops the synth, on every path that gives output: `app.synth()`, `app.synthYaml()`, `chart.toJson()`,
 * `Testing.synth()` and the `cdk8s` CLI. Add it with `Aspects.of(scope).add(...)`.
 */
export class HardeningAspect implements IAspect {
  /** The version that was given, if any. */
  public readonly kubernetesVersion?: KubernetesVersion;
  /** The platform that was given, if any. */
  public readonly platform?: Platform;
  /** Whether the cluster has the CNI plugin of its service mesh. */
  public readonly meshCniPlugin: boolean;
  /** Where the report is written, if anywhere. */
  public readonly reportFile?: string;
  /** The file that records who can reach whom, if there is one. */
  public readonly networkLock?: string;
  /** Whether it only reports. */
  public readonly reportOnly: boolean;
  /** The rules that nobody may waive. */
  public readonly nonWaivable: string[];
  /** What every waiver has to say. */
  public readonly waiverRequirements: WaiverRequirements;
  /** From how many days before its last one a waiver warns. */
  public readonly expiryWarningDays: number;
  /** The day by which waivers expire, where it was given. */
  public readonly today?: string;
  /** Whether that day may lie in the past. */
  public readonly allowBackdating: boolean;
  /** The other scanners that used waivers are told to. */
  public readonly projectWaiversTo: Scanner[];
  private isAdded = false;

  /** @throws when a day is none of the calendar, a number of days is none, a rule does not exist, or the network lock has no name. */
  public constructor(props: HardeningAspectProps = {}) {
    this.kubernetesVersion = props.kubernetesVersion;
    this.platform = props.platform;
    this.meshCniPlugin = props.meshCniPlugin ?? false;
    this.reportFile = props.reportFile;
    this.networkLock = checkedLock(props.networkLock);
    this.reportOnly = props.reportOnly ?? false;
    const demands = checkedDemands(props, 'HardeningAspect');
    this.nonWaivable = [...demands.nonWaivable];
    this.waiverRequirements = demands.waiverRequirements;
    this.expiryWarningDays = demands.expiryWarningDays;
    this.today = props.today === undefined ? undefined : isoDate(props.today, 'HardeningAspect, today');
    this.allowBackdating = props.allowBackdating ?? false;
    this.projectWaiversTo = [...new Set(props.projectWaiversTo ?? [])];
  }

  /**
   * Does nothing for the construct: what it renders to is judged, once all aspects have visited.
   *
   * @throws when the aspect was not added to a scope, so that nothing would be judged.
   */
  public visit(node: IConstruct): void {
    if (this.isAdded) return;
    throw new Error(`${node.node.path || 'the app'}: a HardeningAspect judges only where it was added. Write Aspects.of(scope).add(new HardeningAspect(…)).`);
  }

  /**
   * Holds the objects of a scope to the rules.
   *
   * @internal
   */
  public _judge(scope: IConstruct): void {
    this.isAdded = true;
    declareTarget(scope, { kubernetesVersion: this.kubernetesVersion, platform: this.platform });
    TreeJudge.of(scope.node.root).hold(scope, this);
  }
}

function checkedLock(file: string | undefined): string | undefined {
  if (file === undefined || file.trim() !== '') return file;
  throw new Error('HardeningAspect: networkLock is empty. Name a file that is committed with the app, such as \'network.lock\'.');
}

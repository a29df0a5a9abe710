import * as kplus from 'cdk8s-plus-28';
import { Waiver } from '../waivers/waiver';
import { AppArmorProfile } from './app-armor-profile';
import { RuntimeClass } from './runtime-class';
import { SeLinuxOptions } from './se-linux-options';
import { SeccompProfile } from './seccomp-profile';

/** What every hardened workload may be told about its pods. */
export interface HardenedPodProps {
  /**
   * The user id that the containers run as: the image's own, where it has one. Any id above 0.
   *
   * @default 65532; none on a platform that assigns user ids
   */
  readonly user?: number;

  /**
   * The group id that the containers run as. Any id above 0; it does not follow `user`.
   *
   * @default 65532; none on a platform that assigns user ids
   */
  readonly group?: number;

  /**
   * More groups for the containers, such as the one that owns a shared volume. Any ids above 0.
   *
   * @default - none
   */
  readonly supplementalGroups?: number[];

  /**
   * Whether persistent volumes that the pod mounts are given to its group: `fsGroup`, with the change policy `OnRootMismatch`.
   * Set it to false where the data of existing volumes must keep its group. Another group than the pod's is
   * `securityContext: { fsGroup }`.
   *
   * @default true
   */
  readonly regroupVolumes?: boolean;

  /**
   * Where the app writes, as absolute paths. Each container gets an emptyDir of its own there, of 64Mi at most, unless it
   * mounts something there itself.
   *
   * @default - only `/tmp`
   */
  readonly writablePaths?: string[];

  /**
   * Whether `/tmp` is one of the writable paths.
   *
   * @default true
   */
  readonly tmp?: boolean;

  /**
   * What a container asks for and gets at most, where it does not say so itself. What is left out here has its usual default.
   *
   * @default - CPU request 100m; memory request and limit 128Mi; ephemeral storage request 64Mi, and a limit that covers the
   * writable paths and 64Mi of logs
   */
  readonly defaultResources?: kplus.ContainerResources;

  /**
   * Whether the workload handles what is worth most protection. Its pods then get Guaranteed quality of service (CPU and memory
   * limits, equal to the requests) and must have a `runtimeClass`.
   *
   * @default false
   */
  readonly sensitive?: boolean;

  /**
   * The container runtime to run in, such as `RuntimeClass.gVisor()`.
   *
   * @default - the cluster's own
   */
  readonly runtimeClass?: RuntimeClass;

  /**
   * The seccomp profile of the pod.
   *
   * @default SeccompProfile.runtimeDefault()
   */
  readonly seccomp?: SeccompProfile;

  /**
   * The AppArmor profile of every container. Emitted as a field from Kubernetes 1.30 on; below that, and where no target is
   * known, as an annotation, which every version understands.
   *
   * @default - the node's own default
   */
  readonly appArmor?: AppArmorProfile;

  /**
   * The SELinux label of every container.
   *
   * @default - the container runtime's own
   */
  readonly seLinux?: SeLinuxOptions;

  /**
   * Whether the pod runs in a user namespace of its own (`hostUsers: false`), so that no id of it is one of the node. Needs
   * Kubernetes 1.25 and a runtime that knows it, and excludes the namespaces of the host.
   *
   * @default false
   */
  readonly userNamespace?: boolean;

  /**
   * Whether the addresses of all Services of the namespace appear as environment variables.
   *
   * @default false
   */
  readonly enableServiceLinks?: boolean;

  /**
   * The steps down from the defaults. A waiver relaxes the default and excuses the rule that watches it.
   *
   * @default - none
   */
  readonly waivers?: Waiver[];
}

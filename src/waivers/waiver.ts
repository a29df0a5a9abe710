import { PodSecurityLevel } from '../kubernetes/pod-security-level';
import { isoDate } from './iso-date';
import { WaivedControl } from './waived-control';
import { ContainerWaiverProps, WaiverProps } from './waiver-props';

/** Reasons that say nothing. */
const EMPTY_REASON = /^\W*(todo|tbd|fixme|xxx|n\/?a|none|because|temp|temporary)?\W*$/i;

/**
 * The one way down from a hardened default: explicit, typed, narrow, with a reason and an end.
 *
 * On a hardened construct (`waivers: [...]`) it relaxes the default and excuses the rule in one act. With
 * `Waivers.of(scope).add(...)` it excuses what a rule finds anywhere below the scope.
 */
export class Waiver {
  /** Runs a container with all privileges of the node; also lifts `allowPrivilegeEscalation: false`, which excludes it. */
  public static privileged(props: ContainerWaiverProps): Waiver {
    return new Waiver('privileged', ['no-privileged', 'no-privilege-escalation'], props);
  }

  /** Lets a process gain more privileges than its parent, as setuid binaries do. */
  public static allowPrivilegeEscalation(props: ContainerWaiverProps): Waiver {
    return new Waiver('allowPrivilegeEscalation', ['no-privilege-escalation'], props);
  }

  /** Makes the root filesystem writable. Often `writablePaths` is all that is needed. */
  public static readOnlyRootFilesystem(props: ContainerWaiverProps): Waiver {
    return new Waiver('readOnlyRootFilesystem', ['read-only-root-fs'], props);
  }

  /** Runs as user and group 0. */
  public static runAsRoot(props: ContainerWaiverProps): Waiver {
    return new Waiver('runAsRoot', ['run-as-non-root', 'run-as-user-nonzero', 'run-as-group'], props);
  }

  /** Runs with group 0, as primary, supplementary or filesystem group. */
  public static rootGroup(props: ContainerWaiverProps): Waiver {
    return new Waiver('rootGroup', ['run-as-group', 'no-root-group'], props);
  }

  /**
   * Adds capabilities.
   *
   * @param capabilities their names without `CAP_`, such as `SYS_PTRACE`.
   */
  public static addCapabilities(capabilities: string[], props: ContainerWaiverProps): Waiver {
    if (capabilities.length === 0) throw new Error('Waiver.addCapabilities: name at least one capability, such as \'SYS_PTRACE\'.');
    for (const capability of capabilities) {
      if (!/^[A-Z][A-Z_]*$/.test(capability) || capability.startsWith('CAP_')) {
        throw new Error(`Waiver.addCapabilities: '${capability}' is not the name of a capability. Write it in capitals and without CAP_, as 'SYS_PTRACE'.`);
      }
    }
    return new Waiver('addCapabilities', ['added-capabilities'], props, capabilities);
  }

  /** Keeps the capabilities that the container runtime grants by default, instead of dropping all. */
  public static defaultCapabilities(props: ContainerWaiverProps): Waiver {
    return new Waiver('defaultCapabilities', ['drop-all-capabilities'], props);
  }

  /** Runs without a seccomp profile. */
  public static seccompUnconfined(props: ContainerWaiverProps): Waiver {
    return new Waiver('seccompUnconfined', ['seccomp-profile'], props);
  }

  /** Runs without an AppArmor profile. */
  public static appArmorUnconfined(props: ContainerWaiverProps): Waiver {
    return new Waiver('appArmorUnconfined', ['apparmor-profile'], props);
  }

  /** Sets SELinux options that leave the container's confinement. */
  public static seLinuxOptions(props: ContainerWaiverProps): Waiver {
    return new Waiver('seLinuxOptions', ['selinux-options'], props);
  }

  /** Shares the network of the node. NetworkPolicies do not apply to such a pod. */
  public static hostNetwork(props: WaiverProps): Waiver {
    return new Waiver('hostNetwork', ['no-host-network'], props);
  }

  /** Shares the processes of the node. */
  public static hostPid(props: WaiverProps): Waiver {
    return new Waiver('hostPid', ['no-host-pid'], props);
  }

  /** Shares the inter-process communication of the node. */
  public static hostIpc(props: WaiverProps): Waiver {
    return new Waiver('hostIpc', ['no-host-ipc'], props);
  }

  /** Lets the containers of the pod see and signal each other's processes. */
  public static shareProcessNamespace(props: WaiverProps): Waiver {
    return new Waiver('shareProcessNamespace', ['share-process-namespace'], props);
  }

  /** Mounts files of the node. */
  public static hostPath(props: WaiverProps): Waiver {
    return new Waiver('hostPath', ['no-host-path', 'volume-types'], props);
  }

  /** Takes a port of the node. */
  public static hostPort(props: ContainerWaiverProps): Waiver {
    return new Waiver('hostPort', ['no-host-port'], props);
  }

  /** Gives the pod a token for the Kubernetes API. */
  public static apiToken(props: WaiverProps): Waiver {
    return new Waiver('apiToken', ['automount-token', 'service-account-automount'], props);
  }

  /** Runs under the `default` ServiceAccount of the namespace. */
  public static defaultServiceAccount(props: WaiverProps): Waiver {
    return new Waiver('defaultServiceAccount', ['no-default-service-account'], props);
  }

  /** Shares a ServiceAccount with other workloads. */
  public static sharedServiceAccount(props: WaiverProps): Waiver {
    return new Waiver('sharedServiceAccount', ['shared-service-account'], props);
  }

  /** Uses an image by a tag that moves: `latest`, or none. */
  public static movingImageTag(props: ContainerWaiverProps): Waiver {
    return new Waiver('movingImageTag', ['image-tag'], props);
  }

  /** Leaves memory without a limit. */
  public static unlimitedMemory(props: ContainerWaiverProps): Waiver {
    return new Waiver('unlimitedMemory', ['memory-limit', 'memory-limit-vs-request'], props);
  }

  /**
   * Lowers the Pod Security level of a namespace.
   *
   * @param level the level that the namespace enforces instead of `restricted`.
   */
  public static podSecurityLevel(level: PodSecurityLevel, props: WaiverProps): Waiver {
    return new Waiver('podSecurityLevel', ['pod-security-labels'], props, [level]);
  }

  /** Leaves a workload without a default deny in one direction or both. */
  public static noDefaultDeny(props: WaiverProps): Waiver {
    return new Waiver('noDefaultDeny', ['default-deny'], props);
  }

  /**
   * Excuses the findings of any rule.
   *
   * @param id the id of the rule, as every finding shows it.
   */
  public static rule(id: string, props: ContainerWaiverProps): Waiver {
    if (!/^[a-z0-9]+([-/.][a-z0-9]+)*$/.test(id)) {
      throw new Error(`Waiver.rule: '${id}' is not the id of a rule. Ids are in lower case with dashes, as 'read-only-root-fs'.`);
    }
    return new Waiver('rule', [id], props);
  }

  /** What is waived: the name of the factory that made this waiver. */
  public readonly control: string;
  /** The rules whose findings it excuses. */
  public readonly ruleIds: string[];
  /** Why. */
  public readonly reason: string;
  /** The last day on which it holds, if it ends. */
  public readonly expires?: string;
  /** The ticket that follows it up, if there is one. */
  public readonly ticket?: string;
  /** Who answers for it, if anybody is named. */
  public readonly owner?: string;
  /** The only container that it is for, if it is narrowed to one. */
  public readonly container?: string;
  /** The only values that it excuses, such as capabilities; empty where it excuses any. */
  public readonly values: string[];

  private constructor(control: WaivedControl, ruleIds: string[], props: ContainerWaiverProps, values: string[] = []) {
    const name = `Waiver.${control}`;
    if (typeof props?.reason !== 'string' || EMPTY_REASON.test(props.reason)) {
      throw new Error(`${name}: a waiver needs a reason that says why, got ${JSON.stringify(props?.reason)}. `
        + `Write ${name}({ reason: 'what needs it, and what it waits for' }).`);
    }
    this.control = control;
    this.ruleIds = ruleIds;
    this.reason = props.reason;
    this.expires = props.expires === undefined ? undefined : isoDate(props.expires, `${name}, expires`);
    this.ticket = notBlank(props.ticket, `${name}, ticket`);
    this.owner = notBlank(props.owner, `${name}, owner`);
    this.container = notBlank(props.container, `${name}, container`);
    this.values = [...values];
  }

  /**
   * Whether it is for that container.
   *
   * @internal
   */
  public _covers(container: string | undefined): boolean {
    return this.container === undefined || this.container === container;
  }

  /**
   * Whether it excuses a finding.
   *
   * @internal
   */
  public _excuses(finding: { readonly ruleId: string; readonly container?: string; readonly value?: unknown }): boolean {
    return this.ruleIds.includes(finding.ruleId)
      && this._covers(finding.container)
      && (this.values.length === 0 || this.control === 'podSecurityLevel' || (typeof finding.value === 'string' && this.values.includes(finding.value)));
  }

  /**
   * Whether its last day has passed.
   *
   * @param today as `2026-11-22`.
   * @internal
   */
  public _isExpired(today: string): boolean {
    return this.expires !== undefined && this.expires < today;
  }
}

function notBlank(text: string | undefined, what: string): string | undefined {
  if (text !== undefined && (typeof text !== 'string' || text.trim() === '')) {
    throw new Error(`${what}: ${JSON.stringify(text)} is blank. Leave it out, or give a name.`);
  }
  return text;
}

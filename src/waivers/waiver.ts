import { PodSecurityLevel } from '../kubernetes/pod-security-level';
import { WrittenAt } from '../source/written-at';
import { Fault, isHostPath, valueInWords } from './fault';
import { isoDate } from './iso-date';
import { WaivedControl } from './waived-control';
import { areObjects, checkedObjects } from './waived-object-selector';
import { WaivedObjects } from './waived-objects';
import { checkedFlag, refuseUnknownFields } from './waiver-fields';
import { ContainerWaiverProps, WaiverProps } from './waiver-props';
import { checkedLine, checkedReason } from './waiver-text';

/** What the factories take before the props, for messages. */
const FIRST_ARGUMENTS: { readonly [control: string]: string } = { addCapabilities: '[…], ', podSecurityLevel: 'PodSecurityLevel.…, ', rule: '\'…\', ' };

/**
 * The one way down from a hardened default: explicit, typed, narrow, with a reason and an end.
 *
 * On a hardened construct (`waivers: [...]`) it relaxes the default and excuses the rule in one act. With
 * `Waivers.of(scope).add(...)` it excuses what a rule finds anywhere below the scope.
 *
 * It is held to its word: unless it excuses something it fails, and so it does when its last day has passed.
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
    return new Waiver('runAsRoot', ['run-as-non-root', 'run-as-user-nonzero', 'run-as-group', 'pss-run-as-non-root', 'pss-run-as-user'], props);
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
    if (!Array.isArray(capabilities) || capabilities.length === 0) throw new Error('Waiver.addCapabilities: name at least one capability, such as \'SYS_PTRACE\'.');
    for (const capability of capabilities) {
      if (!/^[A-Z][A-Z_]*$/.test(capability) || capability.startsWith('CAP_')) {
        throw new Error(`Waiver.addCapabilities: '${capability}' is not the name of a capability. Write it in capitals and without CAP_, as 'SYS_PTRACE'.`);
      }
    }
    return new Waiver('addCapabilities', ['added-capabilities', 'pss-capabilities-baseline'], props, [...new Set(capabilities)]);
  }

  /** Keeps the capabilities that the container runtime grants by default, instead of dropping all. */
  public static defaultCapabilities(props: ContainerWaiverProps): Waiver {
    return new Waiver('defaultCapabilities', ['drop-all-capabilities'], props);
  }

  /** Runs without a seccomp profile. */
  public static seccompUnconfined(props: ContainerWaiverProps): Waiver {
    return new Waiver('seccompUnconfined', ['seccomp-profile', 'pss-seccomp-baseline'], props);
  }

  /** Runs without an AppArmor profile. */
  public static appArmorUnconfined(props: ContainerWaiverProps): Waiver {
    return new Waiver('appArmorUnconfined', ['apparmor-profile'], props);
  }

  /** Sets SELinux options that leave the container's confinement. */
  public static seLinuxOptions(props: ContainerWaiverProps): Waiver {
    return new Waiver('seLinuxOptions', ['selinux-options'], props);
  }

  /** Sees what the container runtime masks in /proc. */
  public static procMount(props: ContainerWaiverProps): Waiver {
    return new Waiver('procMount', ['proc-mount', 'pss-proc-mount'], props);
  }

  /** Sets parameters of the kernel that are not safe for the node; `value` narrows it to one, such as `kernel.msgmax`. */
  public static sysctls(props: WaiverProps): Waiver {
    return new Waiver('sysctls', ['sysctls'], props);
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

  /** Mounts files of the node; `value` narrows it to one folder, such as `/var/log`. */
  public static hostPath(props: WaiverProps): Waiver {
    return new Waiver('hostPath', ['no-host-path', 'pss-volume-types'], props);
  }

  /** Takes a port of the node; `value` narrows it to one, such as `8080`. */
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
   * @throws when that is `restricted` itself, which needs no waiver.
   */
  public static podSecurityLevel(level: PodSecurityLevel, props: WaiverProps): Waiver {
    if (level === PodSecurityLevel.RESTRICTED) throw new Error('Waiver.podSecurityLevel: restricted is the level that needs no waiver. Remove the waiver.');
    if (!Object.values(PodSecurityLevel).includes(level)) {
      throw new Error(`Waiver.podSecurityLevel: ${JSON.stringify(level)} is no level. Give PodSecurityLevel.BASELINE or PodSecurityLevel.PRIVILEGED.`);
    }
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
    if (typeof id !== 'string' || !/^[a-z0-9]+([-/.][a-z0-9]+)*$/.test(id)) {
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
  /** Whether it only warns where nothing needs it. */
  public readonly optional: boolean;
  /** The only container that it is for, if it is narrowed to one. */
  public readonly container?: string;
  /** The only objects that it is for, if it is narrowed to some. */
  public readonly objects?: WaivedObjects;
  /** The only field that it is for, if it is narrowed to one. */
  public readonly path?: string;
  /** The only values that it excuses, such as capabilities; empty where it excuses any. */
  public readonly values: string[];

  /**
   * Where it was written.
   *
   * @internal
   */
  public readonly _writtenAt: WrittenAt;

  private constructor(control: WaivedControl, ruleIds: string[], props: ContainerWaiverProps, values: string[] = []) {
    const name = `Waiver.${control}`;
    this._writtenAt = WrittenAt.here();
    this.control = control;
    this.ruleIds = frozen(ruleIds);
    refuseUnknownFields(props, name);
    this.reason = checkedReason(props?.reason, name, FIRST_ARGUMENTS[control]);
    this.expires = props.expires === undefined ? undefined : isoDate(props.expires, `${name}, expires`);
    this.ticket = checkedLine(props.ticket, `${name}, ticket`);
    this.owner = checkedLine(props.owner, `${name}, owner`);
    this.optional = checkedFlag(props.optional, `${name}, optional`);
    this.container = checkedLine(props.container, `${name}, container`);
    this.objects = checkedObjects(props.objects, name);
    this.path = checkedLine(props.path, `${name}, path`);
    const value = checkedLine(props.value, `${name}, value`);
    if (value !== undefined && values.length > 0) {
      throw new Error(`${name}: ${values.map(one => `'${one}'`).join(', ')} and value '${value}' say the same thing twice. Leave out the value.`);
    }
    this.values = frozen(value === undefined ? [...values] : [value]);
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
   * Whether it is for that value.
   *
   * @internal
   */
  public _coversValue(value: unknown): boolean {
    const words = this.values.length === 0 ? undefined : valueInWords(value);
    return this.values.length === 0 || (words !== undefined && this.values.includes(words));
  }

  /**
   * Whether it excuses a fault, as long as it holds.
   *
   * @internal
   */
  public _excuses(fault: Fault): boolean {
    return fault.ruleIds.some(id => this.ruleIds.includes(id))
      && this._covers(fault.container)
      && this._coversValue(fault.value)
      && (this.path === undefined || this.path === fault.path || this.path === fault.field)
      && (this.objects === undefined || areObjects(this.objects, fault.object))
      && (this.control !== 'hostPath' || isHostPath(fault));
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

  /**
   * What it is for, whatever its reason: two waivers of one scope that are for the same are one too many.
   *
   * @internal
   */
  public get _scopeKey(): string {
    const { control, ruleIds, container, objects, path, values } = this;
    const labels = Object.entries(objects?.labels ?? {}).sort();
    const { apiVersion, kind, name, namespace } = objects ?? {};
    return JSON.stringify([control, control === 'rule' ? ruleIds : [], container, [apiVersion, kind, name, namespace, labels], path, [...values].sort()]);
  }
}

/** What a waiver is for does not change after it was given. */
function frozen(texts: string[]): string[] {
  return Object.freeze(texts) as string[];
}

import { posix } from 'path';
import * as kplus from 'cdk8s-plus-28';
import { checkedWaivers } from '../../waivers/checked-waivers';
import { AppArmorProfile } from '../app-armor-profile';
import { HardenedPodProps } from '../hardened-pod-props';
import { defined, MutableJson } from '../mutable-json';
import { RuntimeClass } from '../runtime-class';
import { SeccompProfile } from '../seccomp-profile';
import { PodWaivers } from './pod-waivers';
import { ResourceDefaults, resourceDefaults } from './resource-defaults';

/** The id of `nonroot` in distroless images, and of nobody on most nodes. */
const USUAL_ID = 65532;

/** What the author of a workload asked of its pods, checked. */
export class PodIntent {
  public readonly waivers: PodWaivers;
  public readonly user?: number;
  public readonly group?: number;
  public readonly usualUser = USUAL_ID;
  public readonly usualGroup = USUAL_ID;
  public readonly supplementalGroups?: readonly number[];
  public readonly regroupVolumes: boolean;
  /** Normalised, without doubles. */
  public readonly writablePaths: readonly string[];
  public readonly resources: ResourceDefaults;
  public readonly sensitive: boolean;
  public readonly runtimeClass?: RuntimeClass;
  public readonly seccomp: SeccompProfile;
  public readonly appArmor?: AppArmorProfile;
  public readonly seLinux?: MutableJson;
  public readonly userNamespace: boolean;
  public readonly enableServiceLinks: boolean;

  /**
   * @param name who asks, for messages.
   * @param serviceAccountName the account of the pod, read when it is rendered.
   * @throws when the props contradict each other, or one of them is malformed.
   */
  constructor(name: string, props: HardenedPodProps & kplus.AbstractPodProps, public readonly serviceAccountName: () => string | undefined) {
    this.waivers = new PodWaivers(checkedWaivers(props.waivers ?? [], name));
    this.user = theOne(name, 'user', props.user, props.securityContext?.user);
    this.group = theOne(name, 'group', props.group, props.securityContext?.group);
    this.supplementalGroups = props.supplementalGroups === undefined ? undefined : [...props.supplementalGroups];
    this.regroupVolumes = props.regroupVolumes ?? true;
    this.writablePaths = writablePaths(name, props);
    this.resources = resourceDefaults(props.defaultResources, props.sensitive);
    this.sensitive = props.sensitive ?? false;
    this.runtimeClass = props.runtimeClass;
    this.seccomp = props.seccomp ?? SeccompProfile.runtimeDefault();
    this.appArmor = props.appArmor;
    this.seLinux = props.seLinux === undefined ? undefined : defined({ ...props.seLinux });
    this.userNamespace = props.userNamespace ?? false;
    this.enableServiceLinks = props.enableServiceLinks ?? false;
    this.refuseContradictions(name);
  }

  private refuseContradictions(name: string): void {
    if (this.sensitive && this.runtimeClass === undefined) {
      throw new Error(`${name}: sensitive: true needs a runtimeClass, found none. Give a sandbox that the cluster has, such as runtimeClass: RuntimeClass.gVisor().`);
    }
    if (this.sensitive && this.waivers.has('unlimitedMemory')) {
      throw new Error(`${name}: sensitive: true asks for memory limits, and Waiver.unlimitedMemory takes them away. Keep one of the two.`);
    }
    for (const control of ['hostNetwork', 'hostPid', 'hostIpc'] as const) {
      if (this.userNamespace && this.waivers.has(control)) {
        throw new Error(`${name}: userNamespace: true excludes the namespaces of the host, and Waiver.${control} asks for one. Keep one of the two.`);
      }
    }
  }
}

function theOne(name: string, prop: string, given: number | undefined, inherited: number | undefined): number | undefined {
  if (given !== undefined && inherited !== undefined && given !== inherited) {
    throw new Error(`${name}: ${prop} is ${given} and securityContext.${prop} is ${inherited}. Give one of the two.`);
  }
  return given ?? inherited;
}

function writablePaths(name: string, props: HardenedPodProps): string[] {
  const paths = [...(props.tmp ?? true) ? ['/tmp'] : [], ...props.writablePaths ?? []];
  return [...new Set(paths.map(path => writablePath(name, path)))];
}

function writablePath(name: string, path: string): string {
  const normalised = typeof path === 'string' ? normalisedPath(path) : '';
  if (!normalised.startsWith('/') || normalised === '/' || path.includes(':') || path.split('/').includes('..')) {
    throw new Error(`${name}: writablePaths: ${JSON.stringify(path)} must be an absolute path below /, without '..' and ':', such as '/var/cache/web'.`);
  }
  return normalised;
}

/** One spelling for a path of a container: `/tmp/`, `//tmp` and `/tmp/.` are `/tmp`. */
export function normalisedPath(path: string): string {
  const normalised = posix.normalize(path.trim()).replace(/^\/+/, '/');
  return normalised.length > 1 ? normalised.replace(/\/$/, '') : normalised;
}

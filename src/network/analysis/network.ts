import { AddressRange } from '../addresses/address-range';
import { IpFamily } from '../addresses/ip-address';
import { ConnectionSet } from '../connections/connection-set';
import { KnownNamespace, NetworkObjects } from '../model/network-objects';
import { Direction, DIRECTIONS, NetworkPolicy } from '../model/network-policy';
import { Workload, WorkloadPod } from '../model/workload';
import { AddressAtoms } from './address-atoms';
import { NetworkReading, PoliciesOfGroup } from './network-reading';
import { PodGroup, podGroups } from './pod-group';
import { PodIndex } from './pod-index';
import { PolicyRow } from './policy-row';

/** By which ports one reaches another. */
export interface Reach {
  /** For certain. */
  readonly allowed: ConnectionSet;
  /** Beside that, what may be allowed: a policy cannot be read, or the address of a node decides. */
  readonly unknown: ConnectionSet;
}

type ByDirection<T> = { readonly [direction in Direction]: T };

/** Who can reach whom, by what all policies allow together. Everything is worked out when it is asked for. */
export class Network {
  public readonly namespaces: readonly KnownNamespace[];
  /** In order of their text. */
  public readonly workloads: readonly Workload[];
  public readonly policies: readonly NetworkPolicy[];
  /** Pods that no policy can tell from each other. */
  public readonly groups: readonly PodGroup[];
  /** The ranges of addresses that the policies tell from each other, by the direction of the rules. */
  public readonly atoms: ByDirection<AddressAtoms>;
  /** What is allowed for certain. */
  public readonly certain: NetworkReading;
  /** What may be allowed; the same as what is certain where nothing is in doubt. */
  public readonly possible: NetworkReading;
  private readonly groupOfPod = new Map<WorkloadPod, PodGroup>();
  private readonly policiesOfGroups: ByDirection<readonly PoliciesOfGroup[]>;

  constructor(public readonly objects: NetworkObjects) {
    this.namespaces = objects.namespaces();
    this.workloads = objects.workloads();
    this.policies = objects.policies;
    this.groups = podGroups(this.workloads.flatMap(({ pods }) => pods), this.policies);
    for (const group of this.groups) group.members.forEach(pod => this.groupOfPod.set(pod, group));

    const index = new PodIndex(this.groups, this.namespaces);
    const blocks = byDirection(direction => blocksOf(this.policies, direction));
    const families = familiesIn([...blocks.ingress, ...blocks.egress]);
    this.atoms = byDirection(direction => new AddressAtoms(blocks[direction], families));
    this.policiesOfGroups = policiesOfGroups(this.policies, this.groups, index);
    this.certain = new NetworkReading(this.groups, this.policiesOfGroups, index, false);
    this.possible = this.isDoubtful() ? new NetworkReading(this.groups, this.policiesOfGroups, index, true) : this.certain;
  }

  /** The pods that no policy can tell from these. */
  public groupOf(pod: WorkloadPod): PodGroup {
    return this.groupOfPod.get(pod)!;
  }

  /** The policies for some pods, in one direction; none for those in the network of their node. */
  public policiesOf(pod: WorkloadPod, direction: Direction): PoliciesOfGroup {
    return this.policiesOfGroups[direction][this.groupOf(pod).index];
  }

  /** Whom some pods may talk to for certain, in one direction. */
  public row(pod: WorkloadPod, direction: Direction): PolicyRow {
    return this.certain.row(this.groupOf(pod), direction);
  }

  /** Whom some pods may perhaps talk to, in one direction. */
  public possibleRow(pod: WorkloadPod, direction: Direction): PolicyRow {
    return this.possible.row(this.groupOf(pod), direction);
  }

  /** By which ports the pods of one workload reach those of another; where pods of a workload differ, what any of them may do. */
  public between(from: Workload, to: Workload): Reach {
    const reach = (reading: NetworkReading): ConnectionSet => from.pods
      .flatMap(caller => to.pods.map(called => reading.between(this.groupOf(caller), this.groupOf(called))))
      .reduce((all, set) => all.union(set), ConnectionSet.NONE);
    const allowed = reach(this.certain);
    return { allowed, unknown: this.possible === this.certain ? ConnectionSet.NONE : reach(this.possible).difference(allowed) };
  }

  private isDoubtful(): boolean {
    return this.groups.some(({ isHostNetwork }) => isHostNetwork)
      || this.policies.some(({ isDoubtful, egress = [] }) => isDoubtful || egress.some(({ ports = [] }) => ports.some(({ kind }) => kind === 'named')));
  }
}

function byDirection<T>(of: (direction: Direction) => T): ByDirection<T> {
  return { ingress: of('ingress'), egress: of('egress') };
}

function blocksOf(policies: readonly NetworkPolicy[], direction: Direction): AddressRange[] {
  return policies
    .flatMap(policy => policy[direction] ?? [])
    .flatMap(({ peers = [] }) => peers.flatMap(peer => (peer.kind === 'block' ? peer.ranges : [])));
}

/** IPv4, and IPv6 as soon as a policy speaks of it. */
function familiesIn(blocks: readonly AddressRange[]): readonly IpFamily[] {
  return blocks.some(({ family }) => family === 6) ? [4, 6] : [4];
}

/** No policy is for pods in the network of their node. */
function policiesOfGroups(policies: readonly NetworkPolicy[], groups: readonly PodGroup[], index: PodIndex): ByDirection<PoliciesOfGroup[]> {
  const found = byDirection(() => groups.map(() => ({ certain: [] as NetworkPolicy[], possible: [] as NetworkPolicy[] })));
  for (const policy of policies) {
    for (const group of index.within(policy.namespace, policy.pods)) {
      if (group.isHostNetwork) continue;
      for (const direction of DIRECTIONS) {
        if (policy[direction] !== undefined) found[direction][group.index][policy.isDoubtful ? 'possible' : 'certain'].push(policy);
      }
    }
  }
  return found;
}

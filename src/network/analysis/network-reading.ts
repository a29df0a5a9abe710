import { ConnectionSet } from '../connections/connection-set';
import { Direction, NetworkPolicy } from '../model/network-policy';
import { AddressAtoms } from './address-atoms';
import { NamedCallers, Profile } from './named-callers';
import { ANY_POD } from './outside-pods';
import { PodGroup } from './pod-group';
import { PodIndex } from './pod-index';
import { OPEN_ROW, OutsideRow, PolicyRow, policyRow, UNCERTAIN_ROW } from './policy-row';

const { NONE, ALL } = ConnectionSet;

/** The policies for the pods of a group, in one direction. */
export interface PoliciesOfGroup {
  /** Those that are in force. */
  readonly certain: readonly NetworkPolicy[];
  /** Those that may be. */
  readonly possible: readonly NetworkPolicy[];
}

/** Who reaches whom, by one reading of what is not certain: that it is allowed, or that it is not. */
export class NetworkReading {
  private readonly profiles: { readonly [direction in Direction]: Profile[] } = { ingress: [], egress: [] };
  private readonly rows: { readonly [direction in Direction]: PolicyRow[] } = { ingress: [], egress: [] };
  private readonly hosts: readonly PodGroup[];
  /** Those that let in pods or nodes without naming them, and how many groups they are. */
  private readonly openProfiles: readonly Profile[];
  private readonly openSize: number;
  private namedCallers?: NamedCallers;
  /** A row may be one of both directions, whose atoms differ. */
  private readonly atomRows: { readonly [direction in Direction]: Map<PolicyRow, ReadonlyMap<number, ConnectionSet>> } = {
    ingress: new Map(), egress: new Map(),
  };

  /** @param policiesOf by direction and the index of a group */
  constructor(
    private readonly groups: readonly PodGroup[],
    policiesOf: { readonly [direction in Direction]: readonly PoliciesOfGroup[] },
    index: PodIndex,
    private readonly isPossible: boolean,
  ) {
    this.hosts = groups.filter(({ isHostNetwork }) => isHostNetwork);
    this.addProfiles('ingress', policiesOf.ingress, index);
    this.addProfiles('egress', policiesOf.egress, index);
    this.openProfiles = this.profiles.ingress.filter(({ row: { everyPod, nodes } }) => !everyPod.isEmpty || !nodes.isEmpty);
    this.openSize = this.openProfiles.reduce((size, { groups: { length } }) => size + length, 0);
  }

  /** Whom the pods of a group may talk to. */
  public row({ index }: PodGroup, direction: Direction): PolicyRow {
    return this.rows[direction][index];
  }

  /** By which ports the pods of one group reach those of another. */
  public between(from: PodGroup, to: PodGroup): ConnectionSet {
    return peerSet(this.row(from, 'egress'), to).intersection(peerSet(this.row(to, 'ingress'), from));
  }

  /** Every group that the pods of a group reach, itself included. It costs as much as it finds. */
  public reachedFrom(from: PodGroup, found: (to: PodGroup, set: ConnectionSet) => void): void {
    const row = this.row(from, 'egress');
    const tell = (to: PodGroup, out: ConnectionSet): void => {
      const set = out.intersection(peerSet(this.row(to, 'ingress'), from));
      if (!set.isEmpty) found(to, set);
    };
    const { few, ofMany } = row.pods;
    if (row.everyPod.isEmpty && (ofMany.isEmpty || row.pods.mostGroups <= this.openSize)) {
      for (const index of row.pods.keys()) tell(this.groups[index], peerSet(row, this.groups[index]));
      if (!row.nodes.isEmpty) this.hosts.forEach(host => tell(host, row.nodes));
      return;
    }
    // Let out to very many: those are tried that let in very many by a port of these, those that are named, and those that name the caller.
    const out = row.everyPod.union(ofMany);
    const isTried = ({ everyPod, nodes }: PolicyRow): boolean => !out.intersection(from.isHostNetwork ? nodes : everyPod).isEmpty;
    for (const { row: ingress, groups } of this.openProfiles) if (isTried(ingress)) groups.forEach(to => tell(to, peerSet(row, to)));
    for (const index of few.keys()) if (!isTried(this.rows.ingress[index])) tell(this.groups[index], peerSet(row, this.groups[index]));
    this.namedCallers ??= new NamedCallers(this.profiles.ingress);
    for (const { row: ingress, groups } of this.namedCallers.letIn(from, out)) {
      if (!isTried(ingress)) groups.filter(to => !few.has(to.index)).forEach(to => tell(to, peerSet(row, to)));
    }
  }

  /** By which ports the pods of a group talk to each atom, by its index; none for those that are not in it. */
  public atAtoms(group: PodGroup, direction: Direction, atoms: AddressAtoms): ReadonlyMap<number, ConnectionSet> {
    const row = this.row(group, direction);
    let sets = this.atomRows[direction].get(row);
    if (!sets) this.atomRows[direction].set(row, sets = setsAtAtoms(row, atoms));
    return sets;
  }

  /** The pods that may be outside of what was read and that a group talks to, every pod of the cluster among them where it does. */
  public outside(group: PodGroup, direction: Direction): readonly OutsideRow[] {
    const { everyPod, outside } = this.row(group, direction);
    return [...everyPod.isEmpty ? [] : [{ who: ANY_POD, set: everyPod }], ...outside.values()];
  }

  private addProfiles(direction: Direction, policiesOf: readonly PoliciesOfGroup[], index: PodIndex): void {
    const byKey = new Map<unknown, Profile>();
    const ids = new Map<NetworkPolicy, number>();
    const idOf = (policy: NetworkPolicy): number => {
      let id = ids.get(policy);
      if (id === undefined) ids.set(policy, id = ids.size);
      return id;
    };
    for (const group of this.groups) {
      const { certain, possible } = policiesOf[group.index];
      const counted = this.isPossible && certain.length > 0 ? [...certain, ...possible] : certain;
      const isOpen = counted.length === 0 && (this.isPossible || possible.length === 0);
      const own = direction === 'ingress' && hasNamedPorts(counted) ? JSON.stringify(group.ports) : '';
      const key = isOpen ? 'open' : counted.length === 0 ? 'uncertain' : `${counted.map(idOf).join()} ${own}`;
      let profile = byKey.get(key);
      if (!profile) {
        const row = isOpen ? OPEN_ROW : counted.length === 0 ? UNCERTAIN_ROW : policyRow(counted, direction, group.ports, index, this.isPossible);
        byKey.set(key, profile = { row, groups: [] });
      }
      profile.groups.push(group);
      this.rows[direction].push(profile.row);
    }
    this.profiles[direction].push(...byKey.values());
  }
}

/** What a row has for the pods of a group. */
function peerSet({ everyPod, nodes, pods }: PolicyRow, { index, isHostNetwork }: PodGroup): ConnectionSet {
  if (isHostNetwork) return nodes;
  const named = pods.get(index);
  return named === undefined ? everyPod : everyPod.union(named);
}

function setsAtAtoms({ anybody, blocks }: PolicyRow, atoms: AddressAtoms): ReadonlyMap<number, ConnectionSet> {
  const sets = new Map<number, ConnectionSet>();
  if (!anybody.isEmpty) atoms.ranges.forEach((_, index) => sets.set(index, anybody));
  if (anybody === ALL) return sets;
  for (const { ranges, set } of blocks) {
    for (const range of ranges) {
      const [from, to] = atoms.within(range);
      for (let index = from; index < to; index++) sets.set(index, set.union(sets.get(index) ?? NONE));
    }
  }
  return sets;
}

function hasNamedPorts(policies: readonly NetworkPolicy[]): boolean {
  return policies.some(({ ingress = [] }) => ingress.some(({ ports = [] }) => ports.some(({ kind }) => kind === 'named')));
}

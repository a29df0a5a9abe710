import { LabelSelectorRequirement } from '../../kubernetes/label-selector';
import { ConnectionSet, PortProtocol } from '../connections/connection-set';
import { KnownNamespace, portsNamed } from '../model/network-objects';
import { NamedPort } from '../model/network-policy';
import { Selector } from '../model/selector';
import { PodGroup } from './pod-group';

const NONE: readonly PodGroup[] = [];

/** Finds the groups that a selector selects, and tries few of them for it. */
export class PodIndex {
  private readonly byNamespace = new Map<string, NamespaceIndex>();
  private readonly namespacesBySelector = new Map<Selector, readonly string[]>();
  private readonly acrossNamespaces = new Map<Selector, Map<Selector, readonly PodGroup[]>>();
  private readonly addressable = new Map<readonly PodGroup[], ReadonlySet<number>>();
  private readonly byPortName = new Map<readonly PodGroup[], Map<string, ReadonlyMap<number, ConnectionSet>>>();

  constructor(groups: readonly PodGroup[], private readonly namespaces: readonly KnownNamespace[]) {
    for (const group of groups) {
      let index = this.byNamespace.get(group.namespace);
      if (!index) this.byNamespace.set(group.namespace, index = new NamespaceIndex());
      index.add(group);
    }
  }

  /** Groups of one namespace. Those in the network of their node are among them. */
  public within(namespace: string, pods: Selector): readonly PodGroup[] {
    return this.byNamespace.get(namespace)?.selected(pods) ?? NONE;
  }

  /** Groups of all namespaces that are selected. */
  public across(namespaces: Selector, pods: Selector): readonly PodGroup[] {
    let byPods = this.acrossNamespaces.get(namespaces);
    if (!byPods) this.acrossNamespaces.set(namespaces, byPods = new Map());
    let found = byPods.get(pods);
    if (!found) byPods.set(pods, found = this.namespacesSelected(namespaces).flatMap(name => this.within(name, pods)));
    return found;
  }

  /**
   * The indexes of the groups that a rule for them is for. The network of a node is no pod's: no selector finds what is in it.
   *
   * @param groups what {@link within} or {@link across} gave
   */
  public found(groups: readonly PodGroup[]): ReadonlySet<number> {
    let found = this.addressable.get(groups);
    if (!found) this.addressable.set(groups, found = new Set(groups.filter(({ isHostNetwork }) => !isHostNetwork).map(({ index }) => index)));
    return found;
  }

  /** Those of them that have a port of a name, and which numbers it stands for there. */
  public havingPort(groups: readonly PodGroup[], { protocol, name }: NamedPort): ReadonlyMap<number, ConnectionSet> {
    let byName = this.byPortName.get(groups);
    if (!byName) this.byPortName.set(groups, byName = new Map());
    const key = `${protocol}/${name}`;
    let sets = byName.get(key);
    if (!sets) byName.set(key, sets = this.setsOfPort(groups, protocol, name));
    return sets;
  }

  /** The names of the namespaces that are selected. */
  public namespacesSelected(selector: Selector): readonly string[] {
    let names = this.namespacesBySelector.get(selector);
    if (!names) {
      names = this.namespaces.filter(({ labels }) => selector.selects(labels)).map(({ name }) => name);
      this.namespacesBySelector.set(selector, names);
    }
    return names;
  }

  private setsOfPort(groups: readonly PodGroup[], protocol: PortProtocol, name: string): ReadonlyMap<number, ConnectionSet> {
    return new Map(groups
      .filter(({ isHostNetwork }) => !isHostNetwork)
      .map(({ index, ports }) => [index, portsNamed(ports, protocol, name)] as const)
      .filter(([, numbers]) => numbers.length > 0)
      .map(([index, numbers]) => [index, numbers.map(number => ConnectionSet.ports(protocol, number)).reduce((a, b) => a.union(b))]));
  }
}

class NamespaceIndex {
  private readonly all: PodGroup[] = [];
  private readonly byLabel = new Map<string, Map<string, PodGroup[]>>();
  private readonly bySelector = new Map<Selector, readonly PodGroup[]>();

  public add(group: PodGroup): void {
    this.all.push(group);
    for (const name of Object.keys(group.labels)) {
      let byValue = this.byLabel.get(name);
      if (!byValue) this.byLabel.set(name, byValue = new Map());
      const value = group.labels[name];
      const groups = byValue.get(value);
      if (groups) groups.push(group);
      else byValue.set(value, [group]);
    }
  }

  public selected(selector: Selector): readonly PodGroup[] {
    if (selector.isEmpty) return this.all;
    let found = this.bySelector.get(selector);
    if (!found) this.bySelector.set(selector, found = this.candidates(selector).filter(({ labels }) => selector.selects(labels)));
    return found;
  }

  /** The groups that meet the requirement that the fewest meet. */
  private candidates({ requirements }: Selector): readonly PodGroup[] {
    let best: readonly PodGroup[] = this.all;
    for (const requirement of requirements) {
      const met = this.meeting(requirement);
      if (met !== undefined && met.length < best.length) best = met;
    }
    return best;
  }

  private meeting({ key, operator, values = [] }: LabelSelectorRequirement): readonly PodGroup[] | undefined {
    const byValue = this.byLabel.get(key);
    switch (operator) {
      case 'In': return values.length === 1 ? byValue?.get(values[0]) ?? NONE : values.flatMap(value => byValue?.get(value) ?? NONE);
      case 'Exists': return byValue === undefined ? NONE : [...byValue.values()].flat();
      default: return undefined;
    }
  }
}

import { FieldPath } from '../../kubernetes/field-path';
import { LabelSelectorRequirement, meets } from '../../kubernetes/label-selector';
import { nearest } from '../../kubernetes/nearest';
import { Network } from '../analysis/network';
import { outsideAcross, outsideOf } from '../analysis/outside-pods';
import { KnownNamespace, NAMESPACE_NAME } from '../model/network-objects';
import { Direction, DIRECTIONS, NamedPort, NetworkPolicy, PodPeer, PolicyPeer, PolicyRule } from '../model/network-policy';
import { Selector } from '../model/selector';
import { WorkloadPod } from '../model/workload';
import { distinct, listed, namesOf } from './listed';
import { PodFinder } from './pod-finder';

/** Something of a policy that selects nothing. */
export interface IdleSelector {
  readonly policy: NetworkPolicy;
  /** Where it stands: `spec.podSelector`, `spec.ingress[0].from[1]`, `spec.ingress[0].ports[0]`. */
  readonly path: FieldPath;
  /** `must select a pod of namespace shop, selects none: …` */
  readonly message: string;
  /** No pod that was read has one of the labels at all: the pods that are meant may be made by somebody at run time. */
  readonly mayBeMeant?: boolean;
}

/** What selects nothing. */
export interface Idle {
  /** What cannot be meant. */
  readonly faults: readonly IdleSelector[];
  /** What selects nothing of what was read, and may select something outside of it: no fault. The message says who is meant. */
  readonly outside: readonly IdleSelector[];
}

/** Labels by which people name a namespace. */
const NAME_LABEL = /(?:^|[./-])name(?:space)?$/;
const known = new WeakMap<Network, Idle>();

/** What selects nothing, in order of the policies. */
export function idleOf(network: Network): Idle {
  let idle = known.get(network);
  if (!idle) known.set(network, idle = new IdleSearch(network).search());
  return idle;
}

/** Whom a peer selects, as far as one can know. */
type Selected =
  /** Pods that were read, and whether there can be no others. Some may be in the network of their node, where no selector finds them. */
  | { readonly kind: 'pods'; readonly pods: readonly WorkloadPod[]; readonly areAll: boolean }
  /** Nothing that was read, and perhaps something that was not. */
  | { readonly kind: 'outside' }
  | ({ readonly kind: 'nothing' } & Nothing);

/** Why nothing is selected. */
type Nothing = Pick<IdleSelector, 'message' | 'mayBeMeant'>;

class IdleSearch {
  private readonly faults: IdleSelector[] = [];
  private readonly outside: IdleSelector[] = [];
  /** By namespace and selectors, many of which are written more than once. */
  private readonly selections = new Map<string, Selected>();
  private readonly finder: PodFinder;
  private readonly declared: ReadonlyMap<string, KnownNamespace>;

  constructor(private readonly network: Network) {
    this.finder = PodFinder.of(network);
    this.declared = new Map(network.namespaces.filter(({ isDeclared }) => isDeclared).map(namespace => [namespace.name, namespace]));
  }

  public search(): Idle {
    for (const policy of this.network.policies) {
      const pods = this.searchPods(policy);
      for (const direction of DIRECTIONS) policy[direction]?.forEach(rule => this.searchRule(policy, direction, rule, pods));
    }
    return { faults: this.faults, outside: this.outside };
  }

  /** The pods that a policy is for; undefined where that is not known, or is already a fault. */
  private searchPods(policy: NetworkPolicy): readonly WorkloadPod[] | undefined {
    const { namespace, pods: selector } = policy;
    if (policy.hasUnknownPods) return undefined;
    const pods = this.finder.within(namespace, selector);
    const path = ['spec', 'podSelector'];
    if (pods.length > 0) {
      if (pods.some(({ isHostNetwork }) => !isHostNetwork)) return pods;
      // A policy for whatever comes into the namespace is meant for tomorrow.
      if (!selector.isEmpty) this.faults.push({ policy, path, message: `must select a pod of namespace ${namespace} that is not in the network of its node, where no policy applies: ${namesOf(pods)}` });
      return undefined;
    }
    if (selector.isEmpty) return undefined;
    if (this.finder.isWhole(namespace)) this.faults.push({ policy, path, ...this.noPodOf([namespace], selector) });
    else this.outside.push({ policy, path, message: `selects ${outsideOf(namespace, selector).text}` });
    return undefined;
  }

  private searchRule(policy: NetworkPolicy, direction: Direction, { peers, ports }: PolicyRule, own: readonly WorkloadPod[] | undefined): void {
    const selected = peers?.map(peer => this.searchPeer(policy, peer));
    for (const port of ports ?? []) {
      if (port.kind === 'numbered') continue;
      const called = direction === 'ingress' ? own : calledPods(selected);
      if (called !== undefined) this.searchPort(policy, port, called);
    }
  }

  private searchPeer(policy: NetworkPolicy, peer: PolicyPeer): Selected {
    if (peer.kind === 'block') {
      if (peer.ranges.length === 0) this.faults.push({ policy, path: peer.path, message: `must hold an address, holds none: the exceptions leave nothing of ${peer.text}` });
      return { kind: 'outside' };
    }
    const selected = this.selected(policy, peer);
    const { path } = peer;
    if (selected.kind === 'nothing') {
      const { message, mayBeMeant } = selected;
      this.faults.push({ policy, path, message, ...mayBeMeant && { mayBeMeant } });
    }
    if (selected.kind === 'outside') this.outside.push({ policy, path, message: `selects ${whoIsMeant(policy, peer)}` });
    return selected;
  }

  private selected(policy: NetworkPolicy, peer: PodPeer): Selected {
    const key = `${peer.namespaces === undefined ? policy.namespace : `[${peer.namespaces.text}]`}/${peer.pods.text}`;
    let selected = this.selections.get(key);
    if (!selected) this.selections.set(key, selected = this.selectedBy(policy, peer));
    return selected;
  }

  private selectedBy({ namespace }: NetworkPolicy, { namespaces, pods }: PodPeer): Selected {
    if (namespaces === undefined) return this.podsIn([namespace], pods, true);
    const selected = this.finder.namespacesSelected(namespaces);
    if (selected.length > 0) return this.podsIn(selected, pods, !namespaces.isEmpty);
    const message = this.misnamed(namespaces);
    return message === undefined ? { kind: 'outside' } : { kind: 'nothing', message };
  }

  /** @param areNamed the namespaces are meant, and not just any */
  private podsIn(namespaces: readonly string[], selector: Selector, areNamed: boolean): Selected {
    const pods = namespaces.flatMap(namespace => this.finder.within(namespace, selector));
    const areAll = areNamed && namespaces.every(namespace => this.finder.isWhole(namespace));
    if (pods.length > 0) {
      if (pods.some(({ isHostNetwork }) => !isHostNetwork)) return { kind: 'pods', pods, areAll };
      if (!areAll || selector.isEmpty) return { kind: 'outside' };
      const message = `must select a pod that is not in the network of its node, where no selector finds it: ${namesOf(pods)}; an ipBlock with the addresses of the nodes does`;
      return { kind: 'nothing', message };
    }
    if (!areAll || selector.isEmpty) return { kind: 'outside' };
    return { kind: 'nothing', ...this.noPodOf(namespaces, selector) };
  }

  /** Why a selector can select no namespace, though it names one that was read. */
  private misnamed(selector: Selector): string | undefined {
    for (const { key, operator, values = [] } of selector.requirements) {
      if (operator !== 'In' || !NAME_LABEL.test(key)) continue;
      const found = values.map(value => this.declared.get(value)).find(namespace => namespace !== undefined);
      if (found === undefined) continue;
      const { name, labels } = found;
      const missing = selector.requirements.filter(requirement => !meets(labels, requirement));
      const labelled = Object.keys(labels).filter(label => label !== NAMESPACE_NAME).map(label => `${label}=${labels[label]}`);
      const fix = key === NAMESPACE_NAME ? '' : `. Every namespace has the label ${NAMESPACE_NAME}: ${name}`;
      return `must select a namespace, selects none: namespace ${name} is not labelled ${missing.map(textOf).join(',')}; its labels are ${listed(labelled)}${fix}`;
    }
    return undefined;
  }

  private searchPort(policy: NetworkPolicy, { path, protocol, name }: NamedPort, called: readonly WorkloadPod[]): void {
    if (called.some(({ ports }) => ports.some(port => port.name === name && port.protocol === protocol))) return;
    const names = distinct(called.flatMap(({ ports }) => ports.filter(port => port.name !== '').map(port => `${port.name} (${port.protocol})`)));
    const hint = nearest(name, distinct(called.flatMap(({ ports }) => ports.map(port => port.name))).filter(one => one !== '' && one !== name));
    this.faults.push({
      policy, path, message: `must be a port that a selected pod has, is '${name}' (${protocol})${hint}: the named ports of ${namesOf(called)} are ${listed(names)}`,
    });
  }

  private noPodOf(namespaces: readonly string[], selector: Selector): Nothing {
    const where = `namespace${namespaces.length === 1 ? '' : 's'} ${listed(namespaces)}`;
    const mayBeMeant = this.finder.hasUnknownLabel(selector);
    return { message: `must select a pod of ${where}, selects none: ${this.reason(namespaces, selector)}`, ...mayBeMeant && { mayBeMeant } };
  }

  /** The labels that pods have instead. */
  private reason(namespaces: readonly string[], selector: Selector): string {
    const pods = namespaces.flatMap(namespace => this.finder.in(namespace));
    const alone = selector.requirements.filter(requirement => !pods.some(({ labels }) => meets(labels, requirement)));
    if (alone.length === 0) return `no pod meets all of ${selector.text}`;
    return alone.map(requirement => {
      const values = distinct(pods.flatMap(({ labels }) => (Object.hasOwn(labels, requirement.key) ? [labels[requirement.key]] : [])));
      const hint = requirement.operator === 'In' && requirement.values?.length === 1 ? nearest(requirement.values[0], values) : '';
      const found = values.length === 0 ? `no pod has the label ${requirement.key}` : `${requirement.key} is ${listed(values)} there`;
      return `no pod is labelled ${textOf(requirement)}${hint}; ${found}`;
    }).join('; ');
  }
}

/** As people write it. */
function textOf({ key, operator, values = [] }: LabelSelectorRequirement): string {
  return Selector.of({ matchExpressions: [{ key, operator, ...values.length > 0 && { values } }] }).text;
}

/** The pods that a rule of egress calls; undefined where there may be others than those that were read. */
function calledPods(selected: readonly Selected[] | undefined): readonly WorkloadPod[] | undefined {
  if (selected === undefined) return undefined;
  const pods: WorkloadPod[] = [];
  for (const one of selected) {
    if (one.kind === 'outside' || (one.kind === 'pods' && !one.areAll)) return undefined;
    if (one.kind === 'pods') pods.push(...one.pods);
  }
  return pods.length === 0 ? undefined : pods;
}

function whoIsMeant({ namespace }: NetworkPolicy, { namespaces, pods }: PodPeer): string {
  return namespaces === undefined ? outsideOf(namespace, pods).text : outsideAcross(namespaces, pods).text;
}

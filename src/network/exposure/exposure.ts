import { FieldPath, formatPath } from '../../kubernetes/field-path';
import { Subject } from '../../kubernetes/subject';
import { Network } from '../analysis/network';
import { ConnectionSet } from '../connections/connection-set';
import { NetworkPolicy } from '../model/network-policy';
import { WorkloadPod } from '../model/workload';
import { addressReach, AllowingRule } from './address-reach';
import { announcedTo } from './announced';
import { coverageFor, coverageOf } from './coverage';
import { dnsOf } from './dns';
import { ExposureItem } from './exposure-item';
import { EXPOSURE_TOPICS, ExposureSection, ExposureTopic } from './exposure-topics';
import { Idle, idleOf } from './idle';
import { INTERNET } from './internet';
import { MetadataReach, metadataReach } from './metadata';
import { serviceFaultsOf } from './services';

/** What a reviewer of a network looks at, section by section. */
export interface Exposure {
  /** How many workloads were read. */
  readonly workloads: number;
  /** How many policies were read. */
  readonly policies: number;
  /** Every section, those as well in which nothing was found, in order of their weight. */
  readonly sections: readonly ExposureSection[];
}

/** Looks at everything, workload by workload. */
export function exposureOf(network: Network): Exposure {
  const finder = new ExposureFinder(network);
  return {
    workloads: network.workloads.length,
    policies: network.policies.length,
    sections: EXPOSURE_TOPICS.map(topic => ({ ...topic, items: finder.itemsOf(topic.topic) })),
  };
}

/** Whether there is something that a reviewer must look at. */
export function isExposed({ sections }: Exposure): boolean {
  return sections.some(({ isForReview, items }) => isForReview && items.length > 0);
}

class ExposureFinder {
  private readonly pods: readonly WorkloadPod[];
  private readonly idle: Idle;

  constructor(private readonly network: Network) {
    this.idle = idleOf(network);
    this.pods = network.workloads.flatMap(({ pods }) => pods);
  }

  public itemsOf(topic: ExposureTopic): readonly ExposureItem[] {
    switch (topic) {
      case 'unprotected': return this.ofPods(pod => this.unprotected(pod));
      case 'opened': return this.ofPods(pod => this.opened(pod));
      case 'from-internet': return this.ofPods(pod => this.fromInternet(pod));
      case 'metadata': return this.ofPods(pod => this.metadata(pod, true));
      case 'dns': return this.ofPods(pod => this.dns(pod));
      case 'service': return serviceFaultsOf(this.network).map(({ subject, path, message }) => itemOf(subject, path, message));
      case 'selects-nothing': return this.idle.faults.map(({ policy, path, message }) => itemOf(policy.subject, path, message));
      case 'invalid-policy': return this.network.policies.flatMap(({ subject, faults }) => faults.map(({ path, message, isRefused }) => (
        itemOf(subject, path, isRefused ? message : `${message}; the API server takes it`))));
      case 'not-considered': return this.network.objects.others.map(subject => ({ who: String(subject), what: 'is not considered', because: [] }));
      case 'host-network': return this.ofPods(({ isHostNetwork }) => (isHostNetwork ? [{ what: 'hostNetwork: true', because: [] }] : []));
      case 'announced': return this.ofPods(pod => announcedTo(this.network, pod).by.map(({ subject, set }) => ({ what: set.text, because: [String(subject)] })));
      case 'to-internet': return this.ofPods(pod => this.toInternet(pod));
      case 'provider-metadata': return this.ofPods(pod => this.metadata(pod, false));
      case 'outside': return this.idle.outside.map(({ policy, path, message }) => itemOf(policy.subject, path, message));
    }
  }

  /** What is found for the pods of a workload, each once. */
  private ofPods(find: (pod: WorkloadPod) => readonly Found[]): ExposureItem[] {
    const items = new Map<string, ExposureItem>();
    for (const pod of this.pods) {
      for (const { what, because } of find(pod)) {
        const item = { who: pod.workload.text, what, because };
        items.set(JSON.stringify(item), item);
      }
    }
    return [...items.values()];
  }

  private unprotected(pod: WorkloadPod): readonly Found[] {
    if (pod.isHostNetwork) return [];
    const open = coverageOf(this.network, pod).filter(({ isIsolated, openedBy }) => !isIsolated && openedBy.length === 0);
    const without = open.filter(({ doubtful }) => doubtful.length === 0).map(({ direction }) => direction);
    const doubtful = open.filter(coverage => coverage.doubtful.length > 0);
    return [
      ...without.length > 0 ? [{ what: `${without.join(' and ')}: no NetworkPolicy is for it`, because: [] }] : [],
      ...doubtful.map(coverage => ({
        what: `${coverage.direction}: every NetworkPolicy for it is one that the API server refuses`, because: coverage.doubtful.map(({ subject }) => String(subject)),
      })),
    ];
  }

  private opened(pod: WorkloadPod): readonly Found[] {
    return coverageOf(this.network, pod).filter(({ openedBy }) => openedBy.length > 0).map(({ direction, openedBy }) => ({
      what: `${direction}: ${direction === 'ingress' ? 'from' : 'to'} everybody, by every port`, because: distinct(openedBy.map(placeOf)),
    }));
  }

  private fromInternet(pod: WorkloadPod): readonly Found[] {
    if (!coverageFor(this.network, pod, 'ingress').isIsolated) return [];
    const { reach: { allowed, unknown }, rules } = addressReach(this.network, pod, 'ingress', INTERNET);
    const announced = announcedTo(this.network, pod).set;
    const unannounced = rules.filter(({ set }) => !set.difference(announced).isEmpty);
    return foundAt(allowed.difference(announced), unknown.difference(announced), `from ${blocksOf(unannounced)}`, unannounced);
  }

  private toInternet(pod: WorkloadPod): readonly Found[] {
    if (!coverageFor(this.network, pod, 'egress').isIsolated) return [];
    const { reach: { allowed, unknown }, rules } = addressReach(this.network, pod, 'egress', INTERNET);
    return foundAt(allowed, unknown, `to ${blocksOf(rules)}`, rules);
  }

  /** Addresses that are reached alike are told together. */
  private metadata(pod: WorkloadPod, isCommon: boolean): readonly Found[] {
    if (!coverageFor(this.network, pod, 'egress').isIsolated) return [];
    const found = metadataReach(this.network, pod).filter(({ address }) => address.isCommon === isCommon);
    const alike = new Map<string, MetadataReach[]>();
    for (const reach of found) {
      const key = [reach.allowed.text, reach.unknown.text, ...reach.rules.map(placeOf)].join();
      const known = alike.get(key);
      if (known) known.push(reach);
      else alike.set(key, [reach]);
    }
    return [...alike.values()].flatMap(reaches => {
      const [{ allowed, unknown, rules }] = reaches;
      return foundAt(allowed, unknown, `to ${reaches.map(({ address }) => `${address.address} (${address.provider})`).join(', ')}`, rules);
    });
  }

  private dns(pod: WorkloadPod): readonly Found[] {
    const { isIsolated, reachesResolver, isTcpOnly, hasOtherEgress } = dnsOf(this.network, pod);
    if (!isIsolated || reachesResolver || !hasOtherEgress) return [];
    const what = isTcpOnly ? 'reaches a resolver by TCP alone: names are asked for by UDP' : 'no rule lets it ask a resolver, UDP 53';
    return [{ what, because: this.network.policiesOf(pod, 'egress').certain.map(({ subject }) => String(subject)) }];
  }
}

type Found = Omit<ExposureItem, 'who'>;

function itemOf(subject: Subject, path: FieldPath, message: string): ExposureItem {
  return { who: String(subject), what: `${formatPath(path)} ${message}`, because: [] };
}

function foundAt(allowed: ConnectionSet, unknown: ConnectionSet, where: string, rules: readonly AllowingRule[]): Found[] {
  const sets = [...allowed.isEmpty ? [] : [portsText(allowed)], ...unknown.isEmpty ? [] : [`perhaps ${portsText(unknown)}`]];
  return sets.length === 0 ? [] : [{ what: `${sets.join(', ')} ${where}`, because: distinct(rules.map(placeOf)) }];
}

function portsText(set: ConnectionSet): string {
  return set.isAll ? 'every port' : set.text;
}

/** The blocks of rules as they are written; `anywhere` where a rule is for everybody. */
function blocksOf(rules: readonly AllowingRule[]): string {
  if (rules.length === 0 || rules.some(({ peer }) => peer === undefined)) return 'anywhere';
  return distinct(rules.map(({ peer }) => peer!.text)).join(' and ');
}

function placeOf({ policy, rule }: { readonly policy: NetworkPolicy; readonly rule: { readonly path: FieldPath } }): string {
  return `${String(policy.subject)} ${formatPath(rule.path)}`;
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

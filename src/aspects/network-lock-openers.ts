import { formatPath } from '../kubernetes/field-path';
import { listed } from '../kubernetes/listed';
import { parseAddress } from '../network/addresses/ip-address';
import { Network } from '../network/analysis/network';
import { OutsidePods } from '../network/analysis/outside-pods';
import { ConnectionSet } from '../network/connections/connection-set';
import { Endpoint } from '../network/explain/endpoint';
import { examplePod } from '../network/explain/example-pod';
import { Explanation, explanation, Side } from '../network/explain/explanation';
import { workloadEndpoints } from '../network/explain/workload-endpoints';
import { DIRECTIONS } from '../network/model/network-policy';
import { Workload } from '../network/model/workload';
import { ANY_ADDRESS, EVERY_ADDRESS } from '../network/tables/connection-layer';
import { peerText } from '../network/tables/peer-text';

const EXTERNAL = /^([^/\s]+)-([^/\s]+)\[External\]$/;
/** So many rules are named. */
const NAMED = 4;

/** Finds the policies that open a connection, by the words in which a line of a lock tells of it. */
export class NetworkLockOpeners {
  private readonly workloads: ReadonlyMap<string, Workload>;
  private readonly outside: ReadonlyMap<string, OutsidePods>;

  constructor(private readonly network: Network) {
    this.workloads = new Map(network.workloads.map(workload => [peerText(workload.text), workload]));
    this.outside = outsideIn(network);
  }

  /** The workload that a line means; undefined where it means somebody else, or one that is gone. */
  public workload(text: string): Workload | undefined {
    return this.workloads.get(text);
  }

  /** `NetworkPolicy shop/web spec.egress[0] and NetworkPolicy shop/cache spec.ingress[0] open it` */
  public inWords(from: string, to: string, opened: ConnectionSet): string {
    const explanations = this.endpoints(from).flatMap(caller => this.endpoints(to).map(called => explanation(this.network, caller, called)))
      .filter(({ allowed, unknown }) => !allowed.union(unknown).intersection(opened).isEmpty);
    const openers = unique(explanations.flatMap(one => openersIn(one, opened)));
    const open = unique(explanations.flatMap(unguardedIn));
    const more = openers.length - NAMED;
    const named = more > 0 ? [...openers.slice(0, NAMED), `${more} more`] : openers;
    return [
      ...open,
      ...named.length === 0 ? [] : [`${listed(named)} ${named.length === 1 ? 'opens' : 'open'} it`],
    ].join(', and ');
  }

  private endpoints(text: string): readonly Endpoint[] {
    const workload = this.workloads.get(text);
    if (workload !== undefined) return workloadEndpoints(workload, this.network);
    if (text === ANY_ADDRESS) return [{ kind: 'address', text, ranges: EVERY_ADDRESS }];
    const [first, last] = (EXTERNAL.exec(text) ?? []).slice(1).map(parseAddress);
    if (first !== undefined && last !== undefined) return [{ kind: 'address', text, ranges: [{ family: first.family, first: first.value, last: last.value }] }];
    const outside = this.outside.get(text);
    const example = outside && examplePod(this.network, outside);
    return example === undefined ? [] : [example];
  }
}

function outsideIn({ groups, certain, possible }: Network): Map<string, OutsidePods> {
  const rows = [certain, possible]
    .flatMap(reading => groups.flatMap(group => DIRECTIONS.flatMap(direction => reading.outside(group, direction))));
  return new Map(rows.map(({ who }) => [peerText(who.text), who]));
}

/** The rules that allow some of what was opened. */
function openersIn({ egress, ingress }: Explanation, opened: ConnectionSet): string[] {
  return [egress, ingress].flatMap(({ policies }) => policies).flatMap(({ policy, rules }) => rules
    .filter(({ allowed, unknown }) => !allowed.union(unknown).intersection(opened).isEmpty)
    .map(({ rule }) => `${policy.subject} ${formatPath(rule.path)}${policy.isDoubtful ? ' (which Kubernetes refuses)' : ''}`));
}

/** The ends at which no policy decides, or only policies that may not be in force. */
function unguardedIn({ from, to, egress, ingress }: Explanation): string[] {
  return ([[from, egress], [to, ingress]] as const).flatMap(([end, side]) => unguarded(end, side));
}

function unguarded({ text }: Endpoint, { reason, policies, direction }: Side): string[] {
  switch (reason) {
    case 'addresses': return [];
    case 'hostNetwork': return [`no NetworkPolicy applies to ${text}, which is in the network of its node`];
    case 'noPolicy': return [`no NetworkPolicy is for the ${direction} of ${text}`];
    case 'policies': {
      if (policies.some(({ policy }) => !policy.isDoubtful)) return [];
      return [`nothing but ${listed(policies.map(({ policy }) => policy.subject.toString()))}, which may not be in force, is for the ${direction} of ${text}`];
    }
  }
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

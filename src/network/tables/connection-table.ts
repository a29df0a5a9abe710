import { AddressRange, overlap, wholeFamily } from '../addresses/address-range';
import { parseAddress } from '../addresses/ip-address';
import { connectionsOf } from '../analysis/connections-of';
import { Network, Reach } from '../analysis/network';
import { NetworkPeer } from '../analysis/network-peer';
import { ConnectionSet } from '../connections/connection-set';
import { Direction, DIRECTIONS } from '../model/network-policy';
import { Workload, WorkloadPod } from '../model/workload';
import { ANY_ADDRESS, ConnectionLayer, EVERY_ADDRESS } from './connection-layer';
import { connectionLine, UNKNOWN } from './connection-lines';
import { peerText } from './peer-text';

/** `from => to : ports`; no name of a peer holds ` =>` or ` :`. */
const LINE = /^(.+?) => (.+?) : (.+?)( \(unknown\))?$/;
const EXTERNAL = /^([^/\s]+)-([^/\s]+)\[External\]$/;
/** A workload, pods outside of what was read, or every pod. */
const NAMED = /^(?:[^/]+\/.*\[.+\]|\[any pod\])$/;

/**
 * Every connection of a network, pods outside of what was read and both families of addresses among them. How its policies cut the addresses
 * leaves no trace: networks in which the same reach the same have the same table.
 */
export class ConnectionTable {
  public static of(network: Network): ConnectionTable {
    const table = new ConnectionTable(network.workloads.map(({ text }) => peerText(text)), false);
    const texts = new Map<NetworkPeer, string>();
    const textOf = (peer: NetworkPeer): string => {
      let text = texts.get(peer);
      if (text === undefined) texts.set(peer, text = peerText(peer.text));
      return text;
    };
    for (const { from, to, allowed, unknown } of connectionsOf(network, { withOutside: true })) {
      for (const [layer, set] of [[table.certain, allowed], [table.unknown, unknown]] as const) {
        if (from.kind === 'external') layer.addAddresses(textOf(to), 'ingress', [from.range], set);
        else if (to.kind === 'external') layer.addAddresses(textOf(from), 'egress', [to.range], set);
        else layer.add(textOf(from), textOf(to), set);
      }
    }
    table.addUncut(network);
    table.settle();
    return table;
  }

  /**
   * Reads what {@link lines} gave; lines that are empty or start with `#` say nothing.
   *
   * @throws when a line cannot be read, with its number.
   */
  public static parse(text: string): ConnectionTable {
    const table = new ConnectionTable([], true);
    for (const [index, line] of text.split('\n').entries()) {
      const words = line.trim();
      if (words === '' || words.startsWith('#')) continue;
      const fault = table.addLine(words);
      if (fault !== undefined) throw new Error(`line ${index + 1} ${fault}: ${words}`);
    }
    table.settle();
    return table;
  }

  /** What is allowed for certain. */
  public readonly certain = new ConnectionLayer();
  /** Beside that, what may be allowed. */
  public readonly unknown = new ConnectionLayer();
  /** What a line calls them; of a table that was recorded, those that reach somebody or are reached. */
  public readonly workloads: Set<string>;

  private constructor(workloads: readonly string[], public readonly isRecorded: boolean) {
    this.workloads = new Set(workloads);
  }

  /** A line for each connection, sorted by who reaches whom, without a line feed. What is unknown has a line of its own. */
  public* lines(): Generator<string> {
    const layers = [this.certain, this.unknown];
    const external = layers.map(layer => layer.linesOfAddresses());
    const callers = layers.flatMap((layer, i) => [...layer.callers(), ...layer.peersOfAddresses('egress'), ...external[i].keys()]);
    for (const from of [...new Set(callers)].sort()) {
      const found = layers.flatMap((layer, i) => [...layer.linesOf(from), ...external[i].get(from) ?? []]
        .map(({ to, set }) => ({ to, order: i, text: `${connectionLine(from, to, set)}${i === 0 ? '' : UNKNOWN}` })));
      // A family of addresses may have several lines for the same ports, but none has two for the same range.
      found.sort((a, b) => (a.to === b.to ? a.order - b.order : a.to < b.to ? -1 : 1));
      for (const { text } of found) yield text;
    }
  }

  /** How one reaches another, addresses left out. */
  public between(from: string, to: string): Reach {
    return { allowed: this.certain.between(from, to), unknown: this.unknown.between(from, to) };
  }

  /** Where no policy speaks of IPv6, the listing does not either: all of it is what is for anybody. */
  private addUncut(network: Network): void {
    const isListed = network.atoms.egress.ranges.some(({ family }) => family === 6);
    if (isListed) return;
    const everySix = [wholeFamily(6)];
    for (const workload of network.workloads) {
      for (const direction of DIRECTIONS) {
        const allowed = forAnybody(workload, pod => network.row(pod, direction));
        const possible = forAnybody(workload, pod => network.possibleRow(pod, direction));
        this.certain.addAddresses(peerText(workload.text), direction, everySix, allowed);
        this.unknown.addAddresses(peerText(workload.text), direction, everySix, possible.difference(allowed));
      }
    }
  }

  /** @returns what is wrong with it */
  private addLine(line: string): string | undefined {
    const match = LINE.exec(line);
    if (!match) return 'is no connection such as shop/web[Deployment] => shop/cache[Deployment] : TCP 6379';
    const [, from, to, ports, unknown] = match;
    const set = ConnectionSet.parse(ports);
    if (set === undefined || set.isEmpty) return `has no ports such as TCP 80,8000-9000,UDP 53 or All Connections, but '${ports}'`;
    const layer = unknown === undefined ? this.certain : this.unknown;
    const callers = addressesIn(from);
    const called = addressesIn(to);
    if (callers !== undefined && called !== undefined) return 'is between addresses alone, which no policy decides';
    if (callers !== undefined) return this.addAddresses(layer, to, 'ingress', callers, set);
    if (called !== undefined) return this.addAddresses(layer, from, 'egress', called, set);
    const stranger = [from, to].find(peer => !NAMED.test(peer));
    if (stranger !== undefined) return `has '${stranger}' where shop/web[Deployment] or 10.0.0.0-10.255.255.255[External] has to stand`;
    if (layer.has(from, to)) return 'stands twice';
    this.note(from);
    this.note(to);
    layer.add(from, to, set);
    return undefined;
  }

  /** @returns what is wrong with it */
  private addAddresses(
    layer: ConnectionLayer, peer: string, direction: Direction, ranges: readonly AddressRange[], set: ConnectionSet,
  ): string | undefined {
    if (!NAMED.test(peer)) return `has '${peer}' where shop/web[Deployment] has to stand`;
    if (ranges.some(({ first, last }) => first > last)) return 'has a range that ends before it starts';
    if (layer.addressesOf(peer, direction).some(({ range }) => overlap([range], ranges))) return 'has addresses that stand in an earlier line as well';
    this.note(peer);
    layer.addAddresses(peer, direction, ranges, set);
    return undefined;
  }

  private note(peer: string): void {
    if (!isOutside(peer)) this.workloads.add(peer);
  }

  private settle(): void {
    this.certain.settle();
    this.unknown.settle();
  }
}

/** Whether a line calls pods so that were not read, and not a workload. */
export function isOutside(peer: string): boolean {
  return peer.startsWith('[') || peer.includes('/[');
}

function forAnybody({ pods }: Workload, rowOf: (pod: WorkloadPod) => { readonly anybody: ConnectionSet }): ConnectionSet {
  return pods.reduce((set, pod) => set.union(rowOf(pod).anybody), ConnectionSet.NONE);
}

/** @returns undefined for what is no addresses */
function addressesIn(text: string): readonly AddressRange[] | undefined {
  if (text === ANY_ADDRESS) return EVERY_ADDRESS;
  const match = EXTERNAL.exec(text);
  const [first, last] = match ? [parseAddress(match[1]), parseAddress(match[2])] : [];
  if (first === undefined || last === undefined || first.family !== last.family) return undefined;
  return [{ family: first.family, first: first.value, last: last.value }];
}

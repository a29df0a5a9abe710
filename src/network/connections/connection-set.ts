import {
  ALL_PORTS, differenceOfPorts, formatPorts, hasPort, HIGHEST_PORT, intersectionOfPorts, LOWEST_PORT, NO_PORTS, PortRanges, unionOfPorts,
} from './port-ranges';

/** The protocols that a NetworkPolicy knows, in the order in which they are written. */
export const PROTOCOLS = ['SCTP', 'TCP', 'UDP'] as const;
export type PortProtocol = typeof PROTOCOLS[number];

type Operation = (a: PortRanges, b: PortRanges) => PortRanges;
type PortsByProtocol = { readonly [protocol in PortProtocol]: PortRanges };

const PART = /^(?:(SCTP|TCP|UDP) )?(\d{1,5})(?:-(\d{1,5}))?$/;
const EVERYTHING = 'All Connections';
const NOTHING = 'No Connections';

/** There is one of each set, so that equal sets are the same object, and what was worked out once is known. */
const known = new Map<string, ConnectionSet>();

/** The ports of each protocol by which one may reach another. */
export class ConnectionSet {
  public static readonly NONE = ConnectionSet.of({ SCTP: NO_PORTS, TCP: NO_PORTS, UDP: NO_PORTS });
  public static readonly ALL = ConnectionSet.of({ SCTP: ALL_PORTS, TCP: ALL_PORTS, UDP: ALL_PORTS });

  /** The ports of one protocol from the first to the last; one port where no last is given. */
  public static ports(protocol: PortProtocol, first: number = LOWEST_PORT, last: number = first): ConnectionSet {
    return ConnectionSet.of({ SCTP: NO_PORTS, TCP: NO_PORTS, UDP: NO_PORTS, [protocol]: [first, last] });
  }

  /** Every port of a protocol. */
  public static protocol(protocol: PortProtocol): ConnectionSet {
    return ConnectionSet.ports(protocol, LOWEST_PORT, HIGHEST_PORT);
  }

  /** Reads what {@link text} gives; undefined where it is something else. */
  public static parse(text: string): ConnectionSet | undefined {
    if (text === EVERYTHING) return ConnectionSet.ALL;
    if (text === NOTHING) return ConnectionSet.NONE;
    let set = ConnectionSet.NONE;
    let protocol: PortProtocol | undefined;
    for (const part of text.split(',')) {
      const match = PART.exec(part);
      if (!match) return undefined;
      protocol = (match[1] as PortProtocol | undefined) ?? protocol;
      const first = Number(match[2]);
      const last = Number(match[3] ?? match[2]);
      if (protocol === undefined || first < LOWEST_PORT || last < first || last > HIGHEST_PORT) return undefined;
      set = set.union(ConnectionSet.ports(protocol, first, last));
    }
    return set;
  }

  private static of(ports: PortsByProtocol): ConnectionSet {
    const text = textOf(ports);
    let set = known.get(text);
    if (!set) known.set(text, set = new ConnectionSet(ports, text));
    return set;
  }

  private readonly unions = new Map<ConnectionSet, ConnectionSet>();
  private readonly intersections = new Map<ConnectionSet, ConnectionSet>();

  /** @param text `All Connections`, `No Connections`, or the ports of each protocol: `TCP 80,443,8000-9000,UDP 53` */
  private constructor(private readonly byProtocol: PortsByProtocol, public readonly text: string) {}

  public get isEmpty(): boolean {
    return this === ConnectionSet.NONE;
  }

  public get isAll(): boolean {
    return this === ConnectionSet.ALL;
  }

  public portsOf(protocol: PortProtocol): PortRanges {
    return this.byProtocol[protocol];
  }

  public has(protocol: PortProtocol, port: number): boolean {
    return hasPort(this.byProtocol[protocol], port);
  }

  public union(other: ConnectionSet): ConnectionSet {
    if (this === other || other === ConnectionSet.NONE || this === ConnectionSet.ALL) return this;
    if (this === ConnectionSet.NONE || other === ConnectionSet.ALL) return other;
    return this.memoised(this.unions, other, unionOfPorts);
  }

  public intersection(other: ConnectionSet): ConnectionSet {
    if (this === other || other === ConnectionSet.ALL || this === ConnectionSet.NONE) return this;
    if (this === ConnectionSet.ALL || other === ConnectionSet.NONE) return other;
    return this.memoised(this.intersections, other, intersectionOfPorts);
  }

  public difference(other: ConnectionSet): ConnectionSet {
    if (other === ConnectionSet.NONE || this === ConnectionSet.NONE) return this;
    if (this === other || other === ConnectionSet.ALL) return ConnectionSet.NONE;
    return this.combined(other, differenceOfPorts);
  }

  public toString(): string {
    return this.text;
  }

  private memoised(memo: Map<ConnectionSet, ConnectionSet>, other: ConnectionSet, operation: Operation): ConnectionSet {
    let result = memo.get(other);
    if (!result) memo.set(other, result = this.combined(other, operation));
    return result;
  }

  private combined(other: ConnectionSet, operation: Operation): ConnectionSet {
    const of = (protocol: PortProtocol) => operation(this.byProtocol[protocol], other.byProtocol[protocol]);
    return ConnectionSet.of({ SCTP: of('SCTP'), TCP: of('TCP'), UDP: of('UDP') });
  }
}

function textOf(ports: PortsByProtocol): string {
  const texts = PROTOCOLS.map(protocol => [protocol, formatPorts(ports[protocol])] as const).filter(([, of]) => of !== '');
  if (texts.length === 0) return NOTHING;
  if (texts.length === PROTOCOLS.length && texts.every(([, of]) => of === `${LOWEST_PORT}-${HIGHEST_PORT}`)) return EVERYTHING;
  return texts.map(([protocol, of]) => `${protocol} ${of}`).join(',');
}

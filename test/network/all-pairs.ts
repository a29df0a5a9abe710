/**
 * Who reaches whom, by the words of the Kubernetes documentation and by nothing else: every pair is asked, port by port, and every policy is read
 * anew each time. It shares no code with what it is there to check.
 */

type Json = { readonly [field: string]: any };

/** `no` and `yes` are certain. */
export type Answer = 'no' | 'maybe' | 'yes';

export type Protocol = 'TCP' | 'UDP' | 'SCTP';

/** Whether it is by this port. */
export type Ask = (protocol: Protocol, port: number) => Answer;

/** A pod, or an address outside of the pod network. */
export type End = PodEnd | { readonly address: string };

export interface PodEnd {
  readonly namespace: string;
  readonly labels: Json;
  readonly ports: readonly Json[];
  readonly hostNetwork: boolean;
  /** `shop/web[Pod]` */
  readonly workload: string;
}

const DIRECTIONS = ['ingress', 'egress'] as const;
type Direction = typeof DIRECTIONS[number];

/** This host, loopback, link-local, multicast and reserved: no node is there. */
const NO_NODES = ['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/4', '240.0.0.0/4', '::/127', 'fe80::/10', 'ff00::/8'];

export class AllPairs {
  public readonly pods: readonly PodEnd[];
  /** Every port at which the answer may change, and some beside them. */
  public readonly ports: readonly number[];
  /** Every address at which the answer may change, and those next to them. */
  public readonly addresses: readonly string[];
  private readonly policies: readonly Json[];
  private readonly namespaces: ReadonlyMap<string, Json>;
  private readonly nodes: readonly string[];

  constructor(objects: readonly Json[]) {
    this.policies = objects.filter(({ kind }) => kind === 'NetworkPolicy');
    this.pods = objects.filter(({ kind }) => kind === 'Pod' || kind === 'Deployment').map(podOf);
    this.namespaces = new Map(objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => [metadata.name, metadata.labels ?? {}]));
    this.ports = portsIn(objects);
    this.addresses = addressesIn(this.policies);
    this.nodes = [...new Set([...this.addresses, ...NO_NODES.flatMap(edgesOf)])].filter(address => !NO_NODES.some(cidr => isIn(address, cidr)));
  }

  /** Whether one reaches the other by a port: it has to be allowed at both ends. */
  public ask(from: End, to: End): Ask {
    const sides = [this.side('egress', from, to, to), this.side('ingress', to, from, to)];
    return (protocol, port) => {
      const answers = sides.map(side => side(protocol, port));
      if (answers.includes('no')) return 'no';
      return answers.includes('maybe') ? 'maybe' : 'yes';
    };
  }

  /**
   * What is decided at one end. A policy that cannot be read is in force as far as it can be read, or it allows nothing, or it is not there:
   * what is the same in each of these worlds is certain.
   */
  private side(direction: Direction, own: End, peer: End, called: End): Ask {
    if (isAddress(own) || own.hostNetwork) return () => 'yes';
    const worlds = worldsOf(this.policies.filter(policy => isFor(policy, own, direction))).map(world => this.world(world, direction, peer, called));
    return (protocol, port) => {
      const answers = worlds.map(world => world(protocol, port));
      return answers.every(answer => answer === answers[0]) ? answers[0] : 'maybe';
    };
  }

  /** Without a policy all is open; with policies, what a rule of any of them allows. */
  private world(policies: readonly InForce[], direction: Direction, peer: End, called: End): Ask {
    if (policies.length === 0) return () => 'yes';
    const rules = policies
      .filter(({ allowsNothing }) => !allowsNothing)
      .flatMap(({ policy }) => rulesOf(policy, direction).map(rule => ({ rule, answer: this.ruleAnswer(policy, rule, direction, peer) })));
    return (protocol, port) => highest(rules.map(({ rule, answer }) => (answer !== 'no' && portsAllow(rule.ports, called, protocol, port) ? answer : 'no')));
  }

  private ruleAnswer(policy: Json, rule: Json, direction: Direction, peer: End): Answer {
    const peers = rule[direction === 'ingress' ? 'from' : 'to'];
    if (peers === undefined || peers === null || peers.length === 0) return 'yes';
    if (!peers.every(canReadPeer)) return 'yes';
    return highest(peers.map((one: Json) => this.peerAnswer(policy, one, peer)));
  }

  private peerAnswer(policy: Json, peer: Json, other: End): Answer {
    if (peer.ipBlock) {
      if (isAddress(other)) return isInBlock(other.address, peer.ipBlock) ? 'yes' : 'no';
      if (!other.hostNetwork) return 'no';
      // Where the node is, nobody knows; it has an address of IPv4 at least.
      if (this.nodes.filter(node => !node.includes(':')).every(node => isInBlock(node, peer.ipBlock))) return 'yes';
      return this.nodes.some(node => isInBlock(node, peer.ipBlock)) ? 'maybe' : 'no';
    }
    if (isAddress(other) || other.hostNetwork) return 'no';
    const isThere = peer.namespaceSelector
      ? isSelected(peer.namespaceSelector, this.labelsOfNamespace(other.namespace))
      : other.namespace === namespaceOf(policy);
    return isThere && isSelected(peer.podSelector, other.labels) ? 'yes' : 'no';
  }

  private labelsOfNamespace(name: string): Json {
    return { ...this.namespaces.get(name), 'kubernetes.io/metadata.name': name };
  }
}

interface InForce {
  readonly policy: Json;
  readonly allowsNothing: boolean;
}

/** Every way in which policies may be in force. */
function worldsOf(policies: readonly Json[]): InForce[][] {
  let worlds: InForce[][] = [[]];
  for (const policy of policies) {
    const ways: InForce[][] = [[{ policy, allowsNothing: false }]];
    if (!canReadPolicy(policy)) ways.push([{ policy, allowsNothing: true }], []);
    worlds = worlds.flatMap(world => ways.map(way => [...world, ...way]));
  }
  return worlds;
}

/** Whether a policy isolates a pod in a direction. */
function isFor(policy: Json, pod: PodEnd, direction: Direction): boolean {
  if (namespaceOf(policy) !== pod.namespace) return false;
  const { podSelector } = policy.spec ?? {};
  if (canReadSelector(podSelector) && !isSelected(podSelector, pod.labels)) return false;
  return typesOf(policy).includes(direction);
}

/** Where no types are given, Ingress will always be set, and Egress will be set if there are any egress rules. */
function typesOf({ spec }: Json): readonly Direction[] {
  const types = spec?.policyTypes ?? [];
  if (!types.every((type: unknown) => type === 'Ingress' || type === 'Egress')) return DIRECTIONS;
  if (types.length > 0) return types.map((type: string) => type.toLowerCase());
  return (spec?.egress ?? []).length > 0 ? DIRECTIONS : ['ingress'];
}

/** A rule that is null is an empty one. */
function rulesOf({ spec }: Json, direction: Direction): Json[] {
  return (spec?.[direction] ?? []).map((rule: any) => rule ?? {});
}

/** Where no ports are given, every port is. */
function portsAllow(ports: any, called: End, protocol: Protocol, port: number): boolean {
  if (ports === undefined || ports === null || ports.length === 0) return true;
  if (!ports.every(canReadPort)) return true;
  return ports.some((one: any) => portAllows(one ?? {}, called, protocol, port));
}

function portAllows(one: Json, called: End, protocol: Protocol, port: number): boolean {
  if ((one.protocol ?? 'TCP') !== protocol) return false;
  if (one.port === undefined || one.port === null) return true;
  if (typeof one.port === 'number') return one.port <= port && port <= (one.endPort ?? one.port);
  if (isAddress(called) || called.hostNetwork) return false;
  return called.ports.some(declared => declared.name === one.port && (declared.protocol ?? 'TCP') === protocol && declared.containerPort === port);
}

/** An absent selector and an empty one select everything. */
function isSelected(selector: any, labels: Json): boolean {
  if (!selector) return true;
  const isEqual = Object.entries(selector.matchLabels ?? {}).every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value);
  return isEqual && (selector.matchExpressions ?? []).every(({ key, operator, values }: Json) => {
    switch (operator) {
      case 'In': return Object.hasOwn(labels, key) && values.includes(labels[key]);
      case 'NotIn': return !(Object.hasOwn(labels, key) && values.includes(labels[key]));
      case 'Exists': return Object.hasOwn(labels, key);
      default: return !Object.hasOwn(labels, key);
    }
  });
}

function isInBlock(address: string, { cidr, except }: Json): boolean {
  return isIn(address, cidr) && !(except ?? []).filter((one: string) => canReadException(one, cidr)).some((one: string) => isIn(address, one));
}

function canReadPolicy({ spec }: Json): boolean {
  const types = spec?.policyTypes ?? [];
  const rules: any[] = [...spec?.ingress ?? [], ...spec?.egress ?? []];
  return canReadSelector(spec?.podSelector)
    && types.every((type: unknown) => type === 'Ingress' || type === 'Egress')
    && rules.every(rule => peersOf(rule).every(canReadPeer) && peersOf(rule).every(canReadExceptions) && (rule?.ports ?? []).every(canReadPort));
}

function peersOf(rule: any): any[] {
  return [...rule?.from ?? [], ...rule?.to ?? []];
}

function canReadExceptions({ ipBlock }: any): boolean {
  return (ipBlock?.except ?? []).every((one: string) => canReadException(one, ipBlock.cidr));
}

function canReadPeer(peer: any): boolean {
  if (!isObject(peer)) return false;
  if (peer.ipBlock) return !peer.podSelector && !peer.namespaceSelector && isCidr(peer.ipBlock.cidr);
  return Boolean(peer.podSelector ?? peer.namespaceSelector) && canReadSelector(peer.podSelector) && canReadSelector(peer.namespaceSelector);
}

function canReadException(one: string, cidr: string): boolean {
  return isCidr(one) && one.includes(':') === cidr.includes(':') && prefixOf(one) > prefixOf(cidr) && isIn(one.split('/')[0], cidr);
}

function canReadPort(port: any): boolean {
  const { protocol, port: number, endPort } = port ?? {};
  if (protocol && !['TCP', 'UDP', 'SCTP'].includes(protocol)) return false;
  if (typeof number === 'number' && (number < 1 || number > 65535)) return false;
  return endPort === undefined || (typeof number === 'number' && endPort >= number && endPort <= 65535);
}

function canReadSelector(selector: any): boolean {
  return (selector?.matchExpressions ?? []).every(({ operator }: Json) => ['In', 'NotIn', 'Exists', 'DoesNotExist'].includes(operator));
}

function isCidr(text: string): boolean {
  return text.includes('/');
}

function prefixOf(cidr: string): number {
  return Number(cidr.split('/')[1]);
}

/** The first bits of both are the same. */
function isIn(address: string, cidr: string): boolean {
  if (address.includes(':') !== cidr.includes(':')) return false;
  const length = prefixOf(cidr);
  return bitsOf(address).slice(0, length) === bitsOf(cidr.split('/')[0]).slice(0, length);
}

const bits = new Map<string, string>();

/** An address in zeros and ones. */
export function bitsOf(address: string): string {
  let known = bits.get(address);
  if (known === undefined) bits.set(address, known = address.includes(':') ? bitsOfGroups(address) : bitsOfBytes(address));
  return known;
}

function bitsOfBytes(address: string): string {
  return address.split('.').map(byte => Number(byte).toString(2).padStart(8, '0')).join('');
}

function bitsOfGroups(address: string): string {
  const [head, tail] = address.split('::').map(part => part.split(':').filter(group => group !== ''));
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - head.length - tail.length }, () => '0');
  return [...head, ...zeros, ...tail ?? []].map(group => parseInt(group, 16).toString(2).padStart(16, '0')).join('');
}

/** The other way round; an IPv6 address in its longest form. */
export function addressOf(inBits: string): string {
  if (inBits.length === 32) return inBits.match(/.{8}/g)!.map(byte => parseInt(byte, 2)).join('.');
  return inBits.match(/.{16}/g)!.map(group => parseInt(group, 2).toString(16)).join(':');
}

/** The first and the last address of a block, and those next to them. */
function edgesOf(cidr: string): string[] {
  const [text, length] = cidr.split('/');
  const fixed = bitsOf(text).slice(0, Number(length));
  const width = text.includes(':') ? 128 : 32;
  const [first, last] = ['0', '1'].map(bit => BigInt(`0b${fixed.padEnd(width, bit)}`));
  return [first - 1n, first, last, last + 1n]
    .filter(value => value >= 0n && value < 2n ** BigInt(width))
    .map(value => addressOf(value.toString(2).padStart(width, '0')));
}

function addressesIn(policies: readonly Json[]): string[] {
  const cidrs = policies.flatMap(({ spec }) => [...spec?.ingress ?? [], ...spec?.egress ?? []])
    .flatMap(peersOf)
    .flatMap(peer => [peer?.ipBlock?.cidr, ...peer?.ipBlock?.except ?? []])
    .filter(cidr => typeof cidr === 'string' && isCidr(cidr));
  return [...new Set(['0.0.0.0', '8.8.8.8', '255.255.255.255', ...cidrs.flatMap(edgesOf)])];
}

function portsIn(objects: readonly Json[]): number[] {
  const numbers = [...JSON.stringify(objects).matchAll(/"(?:port|endPort|containerPort)":(\d+)/g)].map(([, number]) => Number(number));
  return [...new Set([1, 65535, ...numbers.flatMap(number => [number - 1, number, number + 1])])].filter(number => number >= 1 && number <= 65535);
}

function podOf({ kind, metadata, spec }: Json): PodEnd {
  const template = kind === 'Pod' ? { metadata, spec } : spec.template;
  const owner = (metadata.ownerReferences ?? []).find(({ controller }: Json) => controller);
  return {
    namespace: metadata.namespace ?? 'default',
    labels: template.metadata.labels ?? {},
    ports: template.spec.containers.flatMap(({ ports }: Json) => ports ?? []),
    hostNetwork: template.spec.hostNetwork === true,
    workload: `${metadata.namespace ?? 'default'}/${owner?.name ?? metadata.name}[${owner?.kind ?? kind}]`,
  };
}

function namespaceOf({ metadata }: Json): string {
  return metadata.namespace ?? 'default';
}

export function highest(answers: readonly Answer[]): Answer {
  if (answers.includes('yes')) return 'yes';
  return answers.includes('maybe') ? 'maybe' : 'no';
}

function isAddress(end: End): end is { readonly address: string } {
  return 'address' in end;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

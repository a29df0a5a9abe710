import { FieldPath } from '../../kubernetes/field-path';
import { isObject, JsonObject } from '../../kubernetes/json';
import { listed } from '../../kubernetes/listed';
import { Manifest } from '../../kubernetes/manifest';
import { nearest } from '../../kubernetes/nearest';
import { Subject } from '../../kubernetes/subject';
import { differenceOf, unionOf } from '../addresses/address-range';
import { Cidr, formatCidr, mappedIpv4, parseCidr } from '../addresses/cidr';
import { ConnectionSet, PortProtocol, PROTOCOLS } from '../connections/connection-set';
import { BlockPeer, Direction, DIRECTIONS, NetworkPolicy, PodPeer, PolicyFault, PolicyPeer, PolicyRule, RulePort } from './network-policy';
import { isPort } from './pod-ports';
import { Selector } from './selector';

const SPEC_FIELDS = ['podSelector', 'policyTypes', 'ingress', 'egress'];
/** So many characters of a value are shown. */
const SHOWN_LENGTH = 60;
const TYPES = ['Ingress', 'Egress'];
const DEFAULT_PROTOCOL: PortProtocol = 'TCP';
/** Lower-case letters, digits and single dashes within, one letter at least; 15 characters at most. */
const PORT_NAME = /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Labels that controllers give to the pods they make; nobody knows their values, and none is in a template. */
const GIVEN_LABELS = new Set([
  'pod-template-hash', 'controller-revision-hash', 'pod-template-generation', 'statefulset.kubernetes.io/pod-name', 'apps.kubernetes.io/pod-index',
  'controller-uid', 'batch.kubernetes.io/controller-uid', 'batch.kubernetes.io/job-completion-index', 'rollouts-pod-template-hash',
]);

/** Reads a NetworkPolicy. What is wrong with it is a fault; what cannot be read is taken to allow everything. */
export function readNetworkPolicy(subject: Subject, namespace: string, manifest: Manifest): NetworkPolicy {
  return new PolicyReader(subject, namespace).read(manifest.json.spec, manifest.json.apiVersion);
}

class PolicyReader {
  private readonly faults: PolicyFault[] = [];
  private isUncertain = false;

  constructor(private readonly subject: Subject, private readonly namespace: string) {}

  public read(json: unknown, apiVersion: unknown): NetworkPolicy {
    if (apiVersion !== 'networking.k8s.io/v1') this.refuse(['apiVersion'], `must be networking.k8s.io/v1, is ${shown(apiVersion)}`);
    // Without a spec it is for every pod of the namespace, and lets nothing in.
    const spec = this.objectAt(['spec'], json ?? {});
    if (spec === undefined) return this.unreadable();
    this.expectFields(['spec'], spec, SPEC_FIELDS);
    const pods = this.selectorAt(['spec', 'podSelector'], spec.podSelector);
    const types = this.typesOf(spec);
    // Of a direction that it is not for, the rules count for nothing; the API server reads them all the same.
    const [ingress, egress] = DIRECTIONS.map(direction => this.rulesOf(spec, direction));
    return {
      subject: this.subject,
      namespace: this.namespace,
      pods: pods ?? Selector.EVERYTHING,
      ...types.has('ingress') && { ingress },
      ...types.has('egress') && { egress },
      faults: this.faults,
      isDoubtful: this.isUncertain || this.faults.some(({ isRefused }) => isRefused),
      hasUnknownPods: pods === undefined,
    };
  }

  /** For whichever pods, and whatever it says. */
  private unreadable(): NetworkPolicy {
    const rules = [{ path: ['spec'] }];
    return {
      subject: this.subject,
      namespace: this.namespace,
      pods: Selector.EVERYTHING,
      ingress: rules,
      egress: rules,
      faults: this.faults,
      isDoubtful: true,
      hasUnknownPods: true,
    };
  }

  /** A policy without types is for ingress, and for egress where it has egress rules. */
  private typesOf(spec: JsonObject): Set<Direction> {
    const path = ['spec', 'policyTypes'];
    const types = this.listAt(path, spec.policyTypes);
    if (types === undefined) return new Set(DIRECTIONS);
    const hasEgress = !Array.isArray(spec.egress) ? !isAbsent(spec.egress) : spec.egress.length > 0;
    if (types.length === 0) return new Set(hasEgress ? DIRECTIONS : ['ingress']);
    if (types.length > TYPES.length) this.refuse(path, `must have ${TYPES.length} types at most, has ${types.length}`);
    const directions = types.flatMap((type, index): readonly Direction[] => {
      if (type === 'Ingress') return ['ingress'];
      if (type === 'Egress') return ['egress'];
      this.refuse([...path, index], `must be Ingress or Egress, is ${shown(type)}${hintOf(type, TYPES)}`);
      return DIRECTIONS;
    });
    return new Set(directions);
  }

  private rulesOf(spec: JsonObject, direction: Direction): PolicyRule[] {
    const path = ['spec', direction];
    const rules = this.listAt(path, spec[direction]);
    // Unreadable: whatever it says, it allows no more than this.
    if (rules === undefined) return [{ path }];
    return rules.map((rule, index) => this.ruleAt([...path, index], rule, direction === 'ingress' ? 'from' : 'to'));
  }

  private ruleAt(path: FieldPath, json: unknown, peersField: string): PolicyRule {
    // Kubernetes reads an item that is null as an empty one, which allows everything.
    const rule = this.objectAt(path, json ?? {});
    if (rule === undefined) return { path };
    this.expectFields(path, rule, [peersField, 'ports']);
    const peers = this.itemsAt([...path, peersField], rule[peersField], (at, item) => this.peerAt(at, item));
    const ports = this.itemsAt([...path, 'ports'], rule.ports, (at, item) => this.portAt(at, item));
    return { path, ...peers && { peers }, ...ports && { ports } };
  }

  /** @returns undefined where there is no item, or one cannot be read: then all are allowed. */
  private itemsAt<T>(path: FieldPath, json: unknown, read: (path: FieldPath, item: unknown) => T | undefined): readonly T[] | undefined {
    const items = this.listAt(path, json);
    if (items === undefined || items.length === 0) return undefined;
    const known = items.map((item, index) => read([...path, index], item ?? {}));
    return known.every(item => item !== undefined) ? known as T[] : undefined;
  }

  private peerAt(path: FieldPath, json: unknown): PolicyPeer | undefined {
    const peer = this.objectAt(path, json);
    if (peer === undefined || !this.expectFields(path, peer, ['podSelector', 'namespaceSelector', 'ipBlock'])) return undefined;
    const [hasPods, hasNamespaces, hasBlock] = [peer.podSelector, peer.namespaceSelector, peer.ipBlock].map(field => !isAbsent(field));
    if (hasBlock && (hasPods || hasNamespaces)) {
      return this.refuse(path, 'must have either an ipBlock or selectors, has both: write two peers');
    }
    if (hasBlock) return this.blockAt(path, peer.ipBlock);
    if (hasPods || hasNamespaces) return this.podsAt(path, peer, hasNamespaces);
    return this.refuse(path, 'must have a podSelector, a namespaceSelector or an ipBlock, has none; a rule without peers is for everybody');
  }

  private podsAt(path: FieldPath, peer: JsonObject, hasNamespaces: boolean): PodPeer | undefined {
    const pods = this.selectorAt([...path, 'podSelector'], peer.podSelector);
    const namespaces = hasNamespaces ? this.selectorAt([...path, 'namespaceSelector'], peer.namespaceSelector) : undefined;
    if (pods === undefined || (hasNamespaces && namespaces === undefined)) return undefined;
    return { kind: 'pods', path, pods, ...namespaces && { namespaces } };
  }

  private blockAt(path: FieldPath, json: unknown): BlockPeer | undefined {
    const at = [...path, 'ipBlock'];
    const block = this.objectAt(at, json);
    if (block === undefined || !this.expectFields(at, block, ['cidr', 'except'])) return undefined;
    const cidr = this.cidrAt([...at, 'cidr'], block.cidr);
    const excepts = this.listAt([...at, 'except'], block.except);
    const texts: string[] = [];
    const exceptions = (excepts ?? []).flatMap((item, index) => {
      const exception = this.exceptionAt([...at, 'except', index], item, cidr, String(block.cidr));
      if (exception !== undefined) texts.push(String(item));
      return exception ?? [];
    });
    if (cidr === undefined) return undefined;
    const text = `${String(block.cidr)}${texts.length === 0 ? '' : ` except ${texts.join(', ')}`}`;
    return { kind: 'block', path, text, ranges: unionOf(differenceOf([cidr], exceptions)) };
  }

  private exceptionAt(path: FieldPath, json: unknown, cidr: Cidr | undefined, of: string): Cidr | undefined {
    const exception = this.cidrAt(path, json);
    if (exception === undefined || cidr === undefined) return undefined;
    const isSmaller = exception.family === cidr.family && exception.prefix > cidr.prefix;
    return isSmaller && exception.first >= cidr.first && exception.last <= cidr.last ? exception : this.refuse(path, `must be a smaller block within ${of}, is ${shown(json)}`);
  }

  private cidrAt(path: FieldPath, json: unknown): Cidr | undefined {
    const cidr = typeof json === 'string' ? parseCidr(json) : undefined;
    if (cidr === undefined) return this.refuse(path, `must be a CIDR such as 10.0.0.0/8 or 2001:db8::/32, ${foundAt(json)}`);
    const mapped = mappedIpv4(cidr);
    if (mapped !== undefined) {
      this.faults.push({ path, message: `must not be a block of IPv4 written as IPv6, is ${shown(json)}, which means ${formatCidr(mapped)}`, isRefused: false });
      return mapped;
    }
    if (cidr.canonical !== undefined) {
      this.faults.push({ path, message: `must not have bits beyond its prefix, is ${shown(json)}, which means ${cidr.canonical}`, isRefused: false });
    }
    return cidr;
  }

  private portAt(path: FieldPath, json: unknown): RulePort | undefined {
    const fields = this.objectAt(path, json);
    if (fields === undefined || !this.expectFields(path, fields, ['protocol', 'port', 'endPort'])) return undefined;
    const protocol = this.protocolAt([...path, 'protocol'], fields.protocol);
    const { port, endPort } = fields;
    if (isAbsent(port)) {
      if (!isAbsent(endPort)) return this.refuse([...path, 'endPort'], 'must stand beside a port, which the range starts with; there is none');
      return protocol && { kind: 'numbered', set: ConnectionSet.protocol(protocol) };
    }
    if (typeof port === 'string') return this.namedPortAt(path, protocol, port, endPort);
    if (!isPort(port)) return this.refuse([...path, 'port'], `must be a whole number from 1 to 65535 or the name of a port, is ${shown(port)}`);
    if (isAbsent(endPort)) return protocol && { kind: 'numbered', set: ConnectionSet.ports(protocol, port) };
    if (!isPort(endPort)) return this.refuse([...path, 'endPort'], `must be a whole number from 1 to 65535, is ${shown(endPort)}`);
    if (endPort < port) return this.refuse([...path, 'endPort'], `must not be less than the port ${port}, is ${endPort}`);
    return protocol && { kind: 'numbered', set: ConnectionSet.ports(protocol, port, endPort) };
  }

  private namedPortAt(path: FieldPath, protocol: PortProtocol | undefined, name: string, endPort: unknown): RulePort | undefined {
    if (!isAbsent(endPort)) return this.refuse([...path, 'endPort'], `must stand beside a port that is a number, beside ${shown(name)}`);
    if (!PORT_NAME.test(name)) {
      const hint = /^\d+$/.test(name) ? ': write it without quotes' : ': at most 15 lower-case letters, digits and dashes, with a letter among them';
      return this.refuse([...path, 'port'], `must be a whole number from 1 to 65535 or the name of a port, is ${shown(name)}${hint}`);
    }
    return protocol && { kind: 'named', path, protocol, name };
  }

  private protocolAt(path: FieldPath, json: unknown): PortProtocol | undefined {
    if (isAbsent(json)) return DEFAULT_PROTOCOL;
    return PROTOCOLS.find(protocol => protocol === json) ?? this.refuse(path, `must be TCP, UDP or SCTP, is ${shown(json)}${hintOf(json, PROTOCOLS)}`);
  }

  private selectorAt(path: FieldPath, json: unknown): Selector | undefined {
    try {
      return this.withoutGiven(path, Selector.of(json));
    } catch (error) {
      const reason = (error as Error).message.replace(/^Malformed label selector: /, '').replace(/\.$/, '');
      return this.refuse(path, `must be a label selector: ${reason}`);
    }
  }

  /** Which pods are meant is decided when they are made: it is read as for all that may be, and the policy as one that may not be for them. */
  private withoutGiven(path: FieldPath, selector: Selector): Selector {
    const others = selector.requirements.filter(({ key }) => !GIVEN_LABELS.has(key));
    if (others.length === selector.requirements.length) return selector;
    const given = selector.requirements.filter(({ key }) => GIVEN_LABELS.has(key)).map(({ key }) => key);
    this.faults.push({
      path, message: `must select by labels that pods have in their template, selects by ${listed(given)}, which a controller gives them: nobody can say whom it is for`, isRefused: false,
    });
    this.isUncertain = true;
    return Selector.of({ matchExpressions: others });
  }

  private objectAt(path: FieldPath, json: unknown): JsonObject | undefined {
    return isObject(json) ? json : this.refuse(path, `must be an object, ${foundAt(json)}`);
  }

  /** @returns undefined for what is no list */
  private listAt(path: FieldPath, json: unknown): readonly unknown[] | undefined {
    if (isAbsent(json)) return [];
    return Array.isArray(json) ? json : this.refuse(path, `must be a list, ${foundAt(json)}`);
  }

  /** kubectl refuses a field that does not exist; other clients leave it out, so that less is said than was meant. */
  private expectFields(path: FieldPath, json: JsonObject, known: readonly string[]): boolean {
    const unknown = Object.keys(json).filter(field => !known.includes(field));
    for (const field of unknown) {
      this.refuse([...path, field], `must not be there, as there is no such field${nearest(field, known)}: there are ${known.join(', ')}`);
    }
    return unknown.length === 0;
  }

  private refuse(path: FieldPath, message: string): undefined {
    this.faults.push({ path, message, isRefused: true });
    return undefined;
  }
}

function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

function foundAt(json: unknown): string {
  return isAbsent(json) ? 'is absent' : `is ${shown(json)}`;
}

function shown(json: unknown): string {
  const text = JSON.stringify(json) ?? String(json);
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
}

/** What it would be, written as Kubernetes writes it. */
function hintOf(json: unknown, known: readonly string[]): string {
  const meant = typeof json === 'string' ? known.find(word => word.toLowerCase() === json.trim().toLowerCase()) : undefined;
  return meant === undefined ? '' : `: write ${meant}`;
}

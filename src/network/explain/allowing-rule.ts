import { cidrsOfRange } from '../addresses/cidrs-of-range';
import { NAMESPACE_NAME } from '../model/network-objects';
import { Direction } from '../model/network-policy';
import { AskedPort } from './asked-port';
import { Endpoint, PodEndpoint } from './endpoint';

/** Labels that controllers give, and that the next version of a workload will not have. */
const PASSING_LABELS = ['pod-template-hash', 'controller-revision-hash', 'pod-template-generation', 'controller-uid', 'job-name', 'batch.kubernetes.io/job-name', 'statefulset.kubernetes.io/pod-name'];
/** More blocks than this tell nobody anything. */
const MOST_BLOCKS = 4;
/** What YAML would take for something else than a text, or for mark-up. */
const PLAIN = /^[A-Za-z][A-Za-z0-9._/-]*$/;
const WORDS_OF_YAML = /^(?:true|false|yes|no|on|off|null|y|n)$/i;

/** The rule that would allow a connection, in lines of YAML as they stand under `ingress:` or `egress:`. */
export function allowingRule(direction: Direction, own: PodEndpoint, peer: Endpoint, asked: AskedPort | undefined): string[] {
  const ports = portsOf(direction === 'ingress' ? own : peer, asked).flatMap(({ protocol, port }) => [`- protocol: ${protocol}`, `  port: ${port}`]);
  const lines = [direction === 'ingress' ? 'from:' : 'to:', ...peerLines(own, peer), ...ports.length === 0 ? [] : ['ports:', ...ports]];
  return lines.map((line, index) => `${index === 0 ? '- ' : '  '}${line}`);
}

/** Nobody means all ports of a pod that says which it listens on. */
function portsOf(called: Endpoint, asked: AskedPort | undefined): readonly AskedPort[] {
  if (asked !== undefined) return [asked];
  if (called.kind === 'address') return [];
  const ports = (called.ports ?? []).map(({ protocol, number }) => ({ protocol, port: number }));
  return [...new Map(ports.map(port => [`${port.protocol} ${port.port}`, port])).values()];
}

function peerLines(own: PodEndpoint, peer: Endpoint): string[] {
  if (peer.kind === 'address') return blockLines(peer.ranges.flatMap(cidrsOfRange), peer.text);
  if (peer.isHostNetwork) return ['- ipBlock:', `    cidr: 10.0.0.0/8   # write the addresses of the nodes: ${peer.text} is in the network of its node`];
  const namespaces = peer.namespace === own.namespace ? [] : ['namespaceSelector:', '  matchLabels:', `    ${NAMESPACE_NAME}: ${yamlText(peer.namespace)}`];
  return [...namespaces, ...podLines(peer)].map((line, index) => `${index === 0 ? '- ' : '  '}${line}`);
}

function podLines({ labels }: PodEndpoint): string[] {
  const lasting = Object.entries(labels).filter(([name]) => !PASSING_LABELS.includes(name));
  if (lasting.length === 0) return ['podSelector: {}   # every pod of the namespace: this one has no labels to find it by'];
  return ['podSelector:', '  matchLabels:', ...lasting.map(([name, value]) => `    ${yamlText(name)}: ${yamlText(value)}`)];
}

function blockLines(cidrs: readonly string[], text: string): string[] {
  if (cidrs.length <= MOST_BLOCKS) return cidrs.flatMap(cidr => ['- ipBlock:', `    cidr: ${cidr.includes('::') ? `'${cidr}'` : cidr}`]);
  return ['- ipBlock:', `    cidr: 0.0.0.0/0   # all of IPv4: write the part of ${text} that is meant`];
}

function yamlText(text: string): string {
  return PLAIN.test(text) && !WORDS_OF_YAML.test(text) ? text : JSON.stringify(text);
}

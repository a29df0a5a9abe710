import { formatPath } from '../../kubernetes/field-path';
import { visibleText } from '../../kubernetes/visible-text';
import { Reach } from '../analysis/network';
import { ConnectionSet } from '../connections/connection-set';
import { Direction, NetworkPolicy } from '../model/network-policy';
import { allowingRule } from './allowing-rule';
import { AskedPort, askedOf } from './asked-port';
import { Endpoint, PodEndpoint } from './endpoint';
import { Explanation, PolicyVerdict, RuleVerdict, Side } from './explanation';
import { peersWords, portsWords, setWords } from './rule-words';

export type { AskedPort } from './asked-port';

/** Where more rules of one end are for others than this, they are only counted. */
const MOST_OTHERS = 4;

/**
 * An explanation in lines that a developer can act on, each ended by a line feed: the verdict, then what each end says, by which rule of which
 * policy; where it is denied, what to write to allow it. Without a port, it is about all of them.
 */
export function explanationText(explanation: Explanation, asked?: AskedPort): string {
  const { from, to, egress, ingress } = explanation;
  const lines = [
    verdictLine(explanation, asked),
    '',
    ...sideLines(egress, from, to, asked),
    '',
    ...sideLines(ingress, to, from, asked),
  ];
  return lines.map(line => `${visibleText(line)}\n`).join('');
}

/** `shop/web[Deployment] => shop/cache[Deployment] : TCP 6379 is allowed` */
export function verdictLine({ from, to, ...reach }: Explanation, asked?: AskedPort): string {
  const pair = `${from.text} => ${to.text}`;
  if (asked !== undefined) return `${pair} : ${asked.protocol} ${asked.port} is ${verdictWords(verdictOf(reach, asked))}`;
  const { allowed, unknown } = reach;
  const certain = allowed.isEmpty ? [] : [`${everythingOr(allowed)} is allowed`];
  const perhaps = unknown.isEmpty ? [] : [`unknown whether ${everythingOr(unknown)} is allowed`];
  const rest = allowed.isEmpty && unknown.isEmpty ? ['everything is denied'] : [];
  return `${pair} : ${[...certain, ...perhaps, ...rest].join('; ')}`;
}

function everythingOr(set: ConnectionSet): string {
  return set.isAll ? 'everything' : set.text;
}

export type Verdict = 'allowed' | 'denied' | 'unknown';

/** What a reach says of a port; without one, of any. */
export function verdictOf({ allowed, unknown }: Reach, asked: AskedPort | undefined): Verdict {
  if (!askedOf(allowed, asked).isEmpty) return 'allowed';
  return askedOf(unknown, asked).isEmpty ? 'denied' : 'unknown';
}

function verdictWords(verdict: Verdict): string {
  return verdict === 'unknown' ? 'unknown, as it cannot be told from what was read whether it is allowed' : verdict;
}

function sideLines(side: Side, own: Endpoint, peer: Endpoint, asked: AskedPort | undefined): string[] {
  const verdict = verdictOf(side, asked);
  return [`${side.direction} of ${own.text}: ${verdict}`, ...reasonLines(side, own, peer, verdict, asked).map(line => `  ${line}`)];
}

function reasonLines(side: Side, own: Endpoint, peer: Endpoint, verdict: Verdict, asked: AskedPort | undefined): string[] {
  const { direction, reason, policies } = side;
  if (own.kind === 'address' || reason === 'addresses') return ['addresses outside of the cluster are under no NetworkPolicy'];
  if (reason === 'hostNetwork') return ['it is in the network of its node (hostNetwork: true), where no NetworkPolicy holds'];
  if (reason === 'noPolicy') return [`no NetworkPolicy of the namespace ${own.namespace} is for its ${direction}, so that everything is open`];
  const told = verdict === 'allowed' ? policies.filter(policy => verdictOf(policy, asked) === 'allowed' && !policy.policy.isDoubtful) : policies;
  const others = told.flatMap(({ rules }) => rules.filter(({ isForPeer }) => !isForPeer));
  const tellsOthers = verdict !== 'allowed' && others.length <= MOST_OTHERS;
  return [
    ...told.flatMap(policy => policyLines(policy, direction, peer, tellsOthers, asked)),
    ...verdict === 'denied' ? ['to allow it:', ...adviceLines(side, own, peer, asked).map(line => `  ${line}`)] : [],
  ];
}

function policyLines(
  { policy, rules }: PolicyVerdict, direction: Direction, peer: Endpoint, tellsOthers: boolean, asked: AskedPort | undefined,
): string[] {
  const allowing = rules.filter(rule => verdictOf(rule, asked) !== 'denied');
  const told = allowing.length > 0 ? allowing : rules.filter(({ isForPeer }) => isForPeer);
  const others = rules.filter(({ isForPeer }) => !isForPeer);
  const lines = [
    ...told.map(rule => ruleLine(rule, policy.isDoubtful, peer, asked)),
    ...tellsOthers ? others.map(({ rule }) => `${formatPath(rule.path)} is not for it, but for ${peersWords(rule.peers)}, by ${portsWords(rule)}`) : [],
    ...doubtLines(policy),
  ];
  return [`${policy.subject.toString()}${summaryOf(rules, lines, direction)}`, ...lines.map(line => `  ${line}`)];
}

/** What is said of a policy where no line follows. */
function summaryOf(rules: readonly RuleVerdict[], lines: readonly string[], direction: Direction): string {
  if (rules.length === 0) return ` has no rule for ${direction}, so that it allows nothing`;
  if (lines.length > 0) return '';
  return rules.length === 1 ? ` has one rule for ${direction}, which is for others` : ` has ${rules.length} rules for ${direction}, all for others`;
}

function ruleLine(verdict: RuleVerdict, isDoubtful: boolean, peer: Endpoint, asked: AskedPort | undefined): string {
  const { rule, matched } = verdict;
  const path = formatPath(rule.path);
  const who = rule.peers === undefined ? 'everybody' : peersWords(matched);
  switch (verdictOf(verdict, asked)) {
    case 'allowed': return `${path} ${isDoubtful ? 'would allow' : 'allows'} it: ${who}, ${setWords(verdict.allowed)}`;
    case 'unknown': return `${path} may allow it: ${who}, ${setWords(verdict.unknown)}${doubtOf(peer)}`;
    case 'denied': return `${path} is for it (${who}), but by ${portsWords(rule)} only${portHint(verdict)}`;
  }
}

/** A port by a name that the called pod does not have. */
function portHint({ rule: { ports = [] }, allowed, unknown }: RuleVerdict): string {
  const names = ports.flatMap(port => (port.kind === 'named' ? [`${port.protocol} ${port.name}`] : []));
  return names.length > 0 && allowed.isEmpty && unknown.isEmpty ? `: the called pod has no port ${names.join(' and no ')}` : '';
}

function doubtOf(peer: Endpoint): string {
  return peer.kind === 'pod' && peer.isHostNetwork ? `; ${peer.text} is in the network of its node, whose address decides` : '';
}

function doubtLines({ isDoubtful, faults }: NetworkPolicy): string[] {
  if (!isDoubtful) return [];
  const refused = faults.filter(({ isRefused }) => isRefused).map(({ path, message }) => `${formatPath(path)} ${message}`);
  return ['Kubernetes refuses this policy, so that nobody knows whether it is in force:', ...refused.map(line => `  ${line}`)];
}

/** Which policy to change, and what to write. */
function adviceLines({ direction, policies }: Side, own: PodEndpoint, peer: Endpoint, asked: AskedPort | undefined): string[] {
  // A rule in a policy for every pod of the namespace would open more than was asked for.
  const fitting = policies.filter(({ policy }) => !policy.isDoubtful && !policy.pods.isEmpty).map(({ policy }) => policy);
  return [whereToWrite(direction, own, fitting), ...allowingRule(direction, own, peer, asked).map(line => `  ${line}`)];
}

function whereToWrite(direction: Direction, own: PodEndpoint, fitting: readonly NetworkPolicy[]): string {
  if (fitting.length === 1) return `add this rule to spec.${direction} of ${fitting[0].subject.toString()}, which is for ${fitting[0].pods.text}:`;
  const otherwise = fitting.length === 0 ? 'as what is above is for every pod of the namespace' : 'or add it to one of those above that are not for every pod of the namespace';
  return `write a NetworkPolicy in ${own.namespace} for ${own.text} with this rule in spec.${direction}, ${otherwise}:`;
}

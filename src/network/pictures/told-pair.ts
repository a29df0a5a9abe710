import { formatPath } from '../../kubernetes/field-path';
import { Network } from '../analysis/network';
import { Endpoint } from '../explain/endpoint';
import { examplePod } from '../explain/example-pod';
import { Explanation, explanation, Side } from '../explain/explanation';
import { peersWords, portsWords } from '../explain/rule-words';
import { workloadEndpoints } from '../explain/workload-endpoints';
import { PicturePair, PicturePeer } from './picture';
import { counted } from './reach-words';

/** Why one reaches the other, in sentences. */
export interface ToldPair {
  /** What lets it out of the caller. */
  readonly egress: readonly string[];
  /** What lets it in at the called. */
  readonly ingress: readonly string[];
}

/** Which policies and rules allow a connection. */
export function toldPair(network: Network, { from, to }: PicturePair): ToldPair {
  const found = explained(network, endpointsOf(network, from), endpointsOf(network, to));
  if (found === undefined) return { egress: [`No pod can be thought of that is ${from.text} and reaches ${to.text}.`], ingress: [] };
  return { egress: toldSide(found.egress, from.text), ingress: toldSide(found.ingress, to.text) };
}

function endpointsOf(network: Network, peer: PicturePeer): readonly Endpoint[] {
  switch (peer.kind) {
    case 'workload': return workloadEndpoints(peer.workload, network);
    case 'addresses': return [{ kind: 'address', text: peer.text, ranges: peer.ranges }];
    case 'outside': {
      const pod = examplePod(network, peer.pods);
      return pod === undefined ? [] : [pod];
    }
  }
}

/** Of the pods of a workload, those that may most. */
function explained(network: Network, from: readonly Endpoint[], to: readonly Endpoint[]): Explanation | undefined {
  const all = from.flatMap(caller => to.map(called => explanation(network, caller, called)));
  return all.find(({ allowed }) => !allowed.isEmpty) ?? all.find(({ unknown }) => !unknown.isEmpty) ?? all[0];
}

function toldSide({ direction, reason, policies }: Side, who: string): string[] {
  switch (reason) {
    case 'addresses': return [`${who}: addresses, for which there are no policies.`];
    case 'hostNetwork': return [`${who} is in the network of its node: no policy applies to it.`];
    case 'noPolicy': return [`No policy is for the ${direction} of ${who}: everything is open.`];
    case 'policies': break;
  }
  const rules = policies.flatMap(({ policy, rules: verdicts }) => verdicts
    .filter(({ allowed, unknown }) => !(allowed.isEmpty && unknown.isEmpty))
    .map(({ rule, matched, allowed }) => {
      const whom = `${direction === 'egress' ? 'to' : 'from'} ${peersWords(rule.peers && matched)} by ${portsWords(rule)}`;
      const doubt = policy.isDoubtful ? ' (the policy may not be in force)' : allowed.isEmpty ? ' (perhaps)' : '';
      return `NetworkPolicy ${policy.namespace}/${policy.subject.name}, ${formatPath(rule.path)}: ${whom}${doubt}`;
    }));
  const others = policies.filter(({ allowed, unknown }) => allowed.isEmpty && unknown.isEmpty).length;
  const inForce = policies.filter(({ policy }) => !policy.isDoubtful).length;
  return [
    ...rules.sort(),
    ...others === 0 ? [] : [`${counted(others, 'more policy is', 'more policies are')} for the ${direction} of ${who}, and ${others === 1 ? 'allows' : 'allow'} nothing of this.`],
    ...inForce === 0 ? ['Only policies that may not be in force are for it: everything may be open.'] : [],
  ];
}

import { formatPath } from '../../kubernetes/field-path';
import { Reach } from '../analysis/network';
import { AskedPort } from './asked-port';
import { Explanation, PolicyVerdict, RuleVerdict, Side } from './explanation';
import { verdictOf } from './explanation-text';
import { peersWords, portsWords } from './rule-words';

/** An explanation as a value that JSON can hold. What is unknown stands apart from what is allowed for certain. */
export function explanationJson(explanation: Explanation, asked?: AskedPort): object {
  const { from, to, egress, ingress } = explanation;
  return {
    from: from.text,
    to: to.text,
    port: asked === undefined ? null : `${asked.protocol} ${asked.port}`,
    ...reachJson(explanation, asked),
    egress: sideJson(egress, asked),
    ingress: sideJson(ingress, asked),
  };
}

function reachJson(reach: Reach, asked: AskedPort | undefined): object {
  return { verdict: verdictOf(reach, asked), allowed: reach.allowed.text, unknown: reach.unknown.text };
}

function sideJson(side: Side, asked: AskedPort | undefined): object {
  return { reason: side.reason, ...reachJson(side, asked), policies: side.policies.map(policy => policyJson(policy, asked)) };
}

function policyJson(verdict: PolicyVerdict, asked: AskedPort | undefined): object {
  const { policy: { subject, isDoubtful, faults } } = verdict;
  return {
    namespace: subject.namespace,
    name: subject.name,
    isDoubtful,
    faults: faults.map(({ path, message }) => `${formatPath(path)} ${message}`),
    ...reachJson(verdict, asked),
    rules: verdict.rules.map(rule => ruleJson(rule, asked)),
  };
}

function ruleJson(verdict: RuleVerdict, asked: AskedPort | undefined): object {
  const { rule, matched, isForPeer } = verdict;
  return {
    path: formatPath(rule.path),
    peers: peersWords(rule.peers),
    ports: portsWords(rule),
    isForPeer,
    matched: rule.peers === undefined ? 'everybody' : peersWords(matched),
    ...reachJson(verdict, asked),
  };
}

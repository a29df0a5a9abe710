import { nearest } from '../kubernetes/nearest';
import { KNOWN_RULE_IDS } from './known-rule-ids';

/**
 * The ids of rules, if that is what they are.
 *
 * @throws when there is no such rule.
 */
export function checkedRuleIds(ids: readonly string[], what: string): string[] {
  const unknown = ids.find(id => !KNOWN_RULE_IDS.has(id));
  if (unknown === undefined) return [...ids];
  throw new Error(`${what}: there is no rule '${unknown}'${nearest(unknown, [...KNOWN_RULE_IDS])}. \`npx cdk8s-hardened rules\` lists them.`);
}

import * as builtIn from '../engine/built-in-checks';
import { Outcome } from '../engine/outcome';
import { Finding } from '../engine/report';
import { Control } from '../frameworks/control';
import { catalogue } from '../rules/catalogue';

/** A rule that findings name: what it says of itself, and how often it is not met. */
export interface FoundRule {
  readonly id: string;
  /** What holds where the rule is met. */
  readonly title: string;
  readonly severity: string;
  /** It never fails. */
  readonly warns: boolean;
  readonly why: string;
  readonly fix: string;
  readonly controls: readonly Control[];
  /** How many findings have that outcome. */
  readonly counts: { readonly [outcome in Outcome]: number };
}

/** The rules that findings name, by id, in the order in which they come up. */
export function foundRules(findings: Iterable<Finding>): Map<string, FoundRule> {
  const rules = new Map<string, FoundRule & { counts: { [outcome in Outcome]: number } }>();
  for (const finding of findings) {
    let rule = rules.get(finding.ruleId);
    if (!rule) rules.set(finding.ruleId, rule = { ...factsOf(finding), counts: { failing: 0, warning: 0, waived: 0 } });
    rule.counts[finding.outcome]++;
  }
  return rules;
}

/** What the rule says of itself; a finding of a rule that is not in the catalogue says most of it. */
function factsOf({ ruleId, severity, why, fix, controls }: Finding): Omit<FoundRule, 'counts'> {
  const rule = catalogue.find(({ id }) => id === ruleId);
  if (rule) return { id: ruleId, title: rule.title, severity, warns: rule.warns ?? false, why, fix: rule.fix, controls };
  const check = Object.values(builtIn).find(({ id }) => id === ruleId);
  return { id: ruleId, title: check?.title ?? ruleId, severity, warns: false, why, fix: check?.fix ?? fix, controls };
}

import { createHash } from 'crypto';
import { admissionPolicyOf } from '../../src/admission/admission-policy';
import { TargetFacts } from '../../src/requirements/target-facts';
import { catalogue } from '../../src/rules/catalogue';
import { ObjectRule, PodRule } from '../../src/rules/rule';

/** The policy of a rule, in one of the forms that it has for different targets. */
export interface ExportedPolicy {
  /** The rule, and the first target that gives it this form: `sysctls 1.32`. */
  readonly id: string;
  readonly rule: PodRule | ObjectRule;
  readonly target: TargetFacts;
  readonly variables: ReadonlyArray<{ readonly name: string; readonly expression: string }>;
  readonly validations: ReadonlyArray<{ readonly expression: string; readonly message?: string }>;
  /** Of the expressions, in the order in which they stand: what the messages say may change. */
  readonly sha256: string;
}

/** Every minor from the first that has ValidatingAdmissionPolicy for good, and a platform that assigns user ids. */
const TARGETS: ReadonlyArray<{ readonly name: string; readonly target: TargetFacts }> = [
  ...[30, 31, 32, 33, 34, 35, 36, 37].map(minor => ({ name: `1.${minor}`, target: { minor, platformAssignsUserIds: false } })),
  { name: '1.37 with user ids of the platform', target: { minor: 37, platformAssignsUserIds: true } },
];

/** Every form of every rule that can be exported, by the ids of the rules. */
export function exportedPolicies(): ExportedPolicy[] {
  const rules = catalogue.filter(rule => rule.scope !== 'app').filter(rule => !('notExportable' in rule));
  return [...rules].sort((a, b) => (a.id < b.id ? -1 : 1)).flatMap(rule => {
    const forms = new Map<string, ExportedPolicy>();
    for (const { name, target } of TARGETS) {
      const policy = exportedPolicy(`${rule.id} ${name}`, rule, target);
      if (!forms.has(policy.sha256)) forms.set(policy.sha256, policy);
    }
    return [...forms.values()];
  });
}

function exportedPolicy(id: string, rule: PodRule | ObjectRule, target: TargetFacts): ExportedPolicy {
  const { variables = [], validations } = admissionPolicyOf(rule, target).spec as unknown as Pick<ExportedPolicy, 'validations'> & Partial<ExportedPolicy>;
  const expressions = [...variables, ...validations].map(({ expression }) => expression);
  return { id, rule, target, variables, validations, sha256: createHash('sha256').update(JSON.stringify(expressions)).digest('hex') };
}

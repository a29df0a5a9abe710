import { admissionPolicyOf } from '../admission/admission-policy';
import { KubernetesVersion } from '../kubernetes/kubernetes-version';
import { nearest } from '../kubernetes/nearest';
import { TargetFacts } from '../requirements/target-facts';
import { catalogue } from '../rules/catalogue';
import { profiles } from '../rules/profiles';
import { Rule } from '../rules/rule';
import { ruleWaiverSource, waiverSource } from '../waivers/waiver-source';
import { InputError } from './input-error';
import { profileOf } from './profile-of';
import { ControlDescription, RuleDescription } from './rule-description';

const NEWEST: TargetFacts = { minor: KubernetesVersion.V1_37.minor, platformAssignsUserIds: false };

/** The rules of this library, described: why each is there, how to meet it, and what enforces it in the cluster. */
export class RuleCatalogue {
  /**
   * All rules, or those of a profile, in order of their ids.
   *
   * @param profile `hardened`, `pss-baseline`, `pss-restricted`, `nsa` or `cis`; all rules by default.
   * @throws when there is no such profile.
   */
  public static rules(profile?: string): RuleDescription[] {
    const rules = profile === undefined ? catalogue : profileOf(profile).rulesFor(NEWEST.minor);
    return [...rules].sort((a, b) => (a.id < b.id ? -1 : 1)).map(described);
  }

  /**
   * One rule.
   *
   * @param id or an alias, as every finding shows it.
   * @throws when there is no such rule.
   */
  public static rule(id: string): RuleDescription {
    const found = catalogue.find(rule => rule.id === id || rule.aliases?.includes(id));
    if (!found) {
      throw new InputError(`there is no rule '${id}'${nearest(id, catalogue.map(rule => rule.id))}: cdk8s-hardened rules lists them`);
    }
    return described(found);
  }

  private constructor() {}
}

function described(rule: Rule): RuleDescription {
  return {
    id: rule.id,
    aliases: [...rule.aliases ?? []],
    title: rule.title,
    severity: rule.severity,
    warns: rule.warns ?? false,
    why: rule.why,
    fix: rule.fix,
    waiver: rule.waiver === undefined ? ruleWaiverSource(rule.id, {}) : waiverSource(rule.waiver, {}),
    controls: rule.controls.map(({ id, framework, version, title, source }): ControlDescription => ({ id, framework, version, title, source })),
    profiles: profiles.filter(profile => profile.rulesFor(NEWEST.minor).includes(rule)).map(({ id }) => id),
    ...'notExportable' in rule
      ? { notExportable: rule.notExportable }
      : { admissionPolicy: JSON.stringify(admissionPolicyOf(rule, NEWEST)) },
  };
}

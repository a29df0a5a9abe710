import { IConstruct } from 'constructs';
import { Verdict } from '../engine/judge';
import { GivenWaiver } from '../engine/judged-object';
import { Finding, WaiverUse } from '../engine/report';
import { WaiverEvidence } from '../engine/waiver-evidence';
import { AccountedWaiver, banFindings, RuleIds, waiverFindings, waiverUse } from '../engine/waiver-findings';
import { KNOWN_RULE_IDS } from '../rules/known-rule-ids';
import { hardenedProfile } from '../rules/profiles';
import { Waivers } from '../scope/waivers';
import { Docket, Hold } from './docket';
import { HoldingWaivers } from './tree-waivers';
import { clockOf, termsOf } from './waiver-terms-of';

/** The default profile asks for the same rules in every minor. */
const RULE_IDS: RuleIds = {
  judged: new Set(hardenedProfile.rulesFor(0).flatMap(({ id, aliases = [] }) => [id, ...aliases])),
  known: KNOWN_RULE_IDS,
  hasOtherProfiles: false,
};

/** What is known of every waiver of the scopes that are judged, once all runs are over. */
export class WaiverAudit {
  private readonly evidences = new Map<GivenWaiver, WaiverEvidence>();
  private readonly ofScope = new Map<IConstruct, readonly AccountedWaiver[]>();

  constructor(
    private readonly holds: readonly Hold[], private readonly waivers: HoldingWaivers, private readonly docket: Docket, verdicts: readonly Verdict[],
  ) {
    for (const { evidences } of verdicts) {
      evidences.forEach((evidence, given) => {
        const known = this.evidences.get(given) ?? new WaiverEvidence();
        this.evidences.set(given, known);
        known.add(evidence);
      });
    }
  }

  /** What is the matter with the waivers themselves, by what some aspects ask of them; each matter once. */
  public findings(holds: readonly Hold[], known: readonly Finding[] = []): Finding[] {
    const keys = new Set(known.map(keyOf));
    const found = holds.flatMap(({ scope, aspect }) => {
      const terms = termsOf(aspect);
      return [...this.accountedFor(scope).flatMap(accounted => waiverFindings(accounted, terms, RULE_IDS)), ...constructsOf(scope).flatMap(ofBans)];
    });
    return found.filter(finding => {
      const key = keyOf(finding);
      return !keys.has(key) && keys.add(key);
    });
  }

  /**
   * Every waiver of the scopes that are judged.
   *
   * @param widened where an annotation says more than the waiver.
   */
  public uses(widened: ReadonlyMap<GivenWaiver, readonly string[]>): WaiverUse[] {
    const uses = this.holds.flatMap(({ scope, aspect }) => {
      const { today } = clockOf(aspect);
      return this.accountedFor(scope).map(accounted => {
        const { given } = accounted;
        return [given, { ...waiverUse(accounted, today), ...widenedOf(given, widened) }] as const;
      });
    });
    return [...new Map(uses).values()];
  }

  /** The waivers that were given within a scope, and those of the scopes around it that matter to it alone, or to nobody. */
  private accountedFor(scope: IConstruct): readonly AccountedWaiver[] {
    let accounted = this.ofScope.get(scope);
    if (!accounted) {
      const around = scope.node.scope === undefined ? [] : this.waivers.for(scope.node.scope)
        .filter(given => this.evidences.get(given)?.isUsed || this.docket.judgesAllBelow(given.constructPath));
      accounted = [...this.waivers.within(scope), ...around].map(given => ({ given, evidence: this.evidences.get(given) ?? new WaiverEvidence() }));
      this.ofScope.set(scope, accounted);
    }
    return accounted;
  }
}

/** Those below a scope, and those around it, whose bans hold for it as well. */
function constructsOf(scope: IConstruct): IConstruct[] {
  return [...scope.node.scopes.slice(0, -1), ...scope.node.findAll()];
}

function ofBans(construct: IConstruct): Finding[] {
  const bans = Waivers.of(construct)._bans;
  return banFindings(construct.node.path, bans.flatMap(({ ruleIds }) => ruleIds), KNOWN_RULE_IDS);
}

function widenedOf(given: GivenWaiver, widened: ReadonlyMap<GivenWaiver, readonly string[]>): Pick<WaiverUse, 'widened'> {
  const sentences = widened.get(given);
  return sentences === undefined ? {} : { widened: sentences };
}

function keyOf({ ruleId, constructPath, message }: Finding): string {
  return JSON.stringify([ruleId, constructPath, message]);
}

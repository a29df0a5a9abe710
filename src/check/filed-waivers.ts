import { waiverClock } from '../clock/waiver-clock';
import { WIDE_WAIVER } from '../engine/built-in-checks';
import { GivenWaiver } from '../engine/judged-object';
import { Clock, Finding, WaiverUse } from '../engine/report';
import { termsOn, WaiverDemands } from '../engine/waiver-demands';
import { WaiverEvidence } from '../engine/waiver-evidence';
import { waiverFindings, waiverUse } from '../engine/waiver-findings';
import { WaiverTerms } from '../engine/waiver-terms';
import { KNOWN_RULE_IDS } from '../rules/known-rule-ids';
import { Rule } from '../rules/rule';
import { asInputError } from './as-input-error';
import { readWaiversFile } from './waivers-file';

/** What a check says of the day by which waivers expire. */
export interface WaiverDay {
  readonly today?: string;
  readonly allowBackdating: boolean;
}

/** The waivers of a file, and what is demanded of them. */
export class FiledWaivers {
  private readonly given: readonly GivenWaiver[];

  /** @throws InputError where the file is no waivers file */
  constructor(file: string, private readonly demands: WaiverDemands, private readonly day: WaiverDay) {
    this.given = readWaiversFile(file).map(({ waiver, source }) => ({ waiver, constructPath: '', source }));
  }

  /**
   * As they are on the day of a check.
   *
   * @throws InputError where the clock is set to no day, to two, or back without leave.
   */
  public begin(): RunWaivers {
    const { today, isSet, setBackFrom } = asInputError(() => waiverClock({ ...this.day, howToAllow: 'new ManifestCheck({ allowBackdating: true })' }));
    return new RunWaivers(this.given, termsOn(today, this.demands), isSet ? { today, ...setBackFrom !== undefined && { setBackFrom } } : undefined);
  }
}

/** The waivers of one check. */
export class RunWaivers {
  constructor(
    /** One list, which all documents share. */
    public readonly given: readonly GivenWaiver[],
    public readonly terms: WaiverTerms,
    /** The day, where somebody set it. */
    public readonly clock: Clock | undefined,
  ) {}

  /**
   * What is the matter with the waivers themselves.
   *
   * @param rules that were judged by.
   */
  public findings(evidences: ReadonlyMap<GivenWaiver, WaiverEvidence>, rules: readonly Rule[]): Finding[] {
    const judged = new Set(rules.flatMap(({ id, aliases = [] }) => [id, ...aliases]));
    const ids = { judged, known: KNOWN_RULE_IDS, hasOtherProfiles: true };
    return this.given
      .flatMap(given => waiverFindings({ given, evidence: evidenceOf(given, evidences) }, this.terms, ids))
      // What is shown otherwise is TypeScript; the message names the containers.
      .map(finding => (finding.ruleId === WIDE_WAIVER.id ? { ...finding, fix: WIDE_WAIVER.fix } : finding));
  }

  public uses(evidences: ReadonlyMap<GivenWaiver, WaiverEvidence>): WaiverUse[] {
    return this.given.map(given => waiverUse({ given, evidence: evidenceOf(given, evidences) }, this.terms.today));
  }
}

function evidenceOf(given: GivenWaiver, evidences: ReadonlyMap<GivenWaiver, WaiverEvidence>): WaiverEvidence {
  return evidences.get(given) ?? new WaiverEvidence();
}

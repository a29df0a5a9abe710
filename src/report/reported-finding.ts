import { Outcome } from '../engine/outcome';
import { Finding, WaiverUse } from '../engine/report';
import { Severity } from '../rules/severity';
import { Waiver } from '../waivers/waiver';
import { ReportFinding, ReportWaiver } from './hardening-report';
import { reportedWaiver } from './reported-waiver';

/** What a report tells of each waiver that was given. */
export class ReportedWaivers {
  /** One waiver may be given in several places. */
  private readonly byPlace = new Map<Waiver, Map<string, ReportWaiver>>();

  constructor(uses: readonly WaiverUse[], reported: readonly ReportWaiver[]) {
    uses.forEach(({ waiver, constructPath }, i) => {
      const places = this.byPlace.get(waiver) ?? new Map<string, ReportWaiver>();
      this.byPlace.set(waiver, places.set(constructPath, reported[i]));
    });
  }

  /** @param place where it was given; by default the first place */
  public of(waiver: Waiver, place?: string): ReportWaiver | undefined {
    const places = this.byPlace.get(waiver);
    return place === undefined ? places?.values().next().value : places?.get(place);
  }
}

/** A finding in the shape that other tools rely on. Its waiver says the same as in the list of all. */
export function reportedFinding(finding: Finding, waivers: ReportedWaivers): ReportFinding {
  const { ruleId, outcome, severity, resource, constructPath, container, path, message, fix, controls, source } = finding;
  const { waiver, waivedAt, forbiddenBy } = finding;
  return {
    ruleId,
    outcome,
    severity: severity as Severity,
    resource,
    ...constructPath !== '' && { constructPath },
    ...container !== undefined && { container },
    path,
    message,
    fix,
    controls: controls.map(({ id }) => id),
    ...source && { source },
    ...waiver && { waiver: waivers.of(waiver, waivedAt) ?? unlisted(waiver, finding) },
    ...forbiddenBy !== undefined && { forbiddenBy },
  };
}

/** Of a waiver that is in no list, what its finding tells. */
function unlisted(waiver: Waiver, { outcome, forbiddenBy }: Finding): ReportWaiver {
  const excuses = outcome === Outcome.WAIVED;
  return reportedWaiver({ waiver, constructPath: '', excuses: excuses ? 1 : 0, used: true, expired: !excuses && forbiddenBy === undefined });
}

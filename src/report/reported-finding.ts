import { Finding, WaiverUse } from '../engine/report';
import { Severity } from '../rules/severity';
import { Waiver } from '../waivers/waiver';
import { ReportFinding, ReportWaiver } from './hardening-report';

/** A finding in the shape that other tools rely on. */
export function reportedFinding(finding: Finding): ReportFinding {
  const { ruleId, outcome, severity, resource, constructPath, container, path, message, fix, controls, source, waiver } = finding;
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
    ...waiver && { waiver: reportedWaiver(waiver, true) },
  };
}

export function reportedWaiverUse({ waiver, used }: WaiverUse): ReportWaiver {
  return reportedWaiver(waiver, used);
}

function reportedWaiver({ ruleIds, reason, expires, ticket, owner }: Waiver, used: boolean): ReportWaiver {
  return {
    ruleId: ruleIds[0],
    ruleIds: [...ruleIds],
    reason,
    ...expires !== undefined && { expires },
    ...ticket !== undefined && { ticket },
    ...owner !== undefined && { owner },
    used,
  };
}

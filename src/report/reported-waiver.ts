import { WaiverUse } from '../engine/report';
import { ReportWaiver } from './hardening-report';

/** A waiver in the shape that other tools rely on. */
export function reportedWaiver({ waiver, constructPath, source, excuses, used, expired, widened = [] }: WaiverUse): ReportWaiver {
  const { control, ruleIds, reason, expires, ticket, owner, optional, container, values, path, objects } = waiver;
  return {
    control,
    ruleId: ruleIds[0],
    ruleIds: [...ruleIds],
    reason,
    ...expires !== undefined && { expires },
    ...ticket !== undefined && { ticket },
    ...owner !== undefined && { owner },
    optional,
    ...container !== undefined && { container },
    values: [...values],
    ...path !== undefined && { path },
    ...objects && { objects },
    ...constructPath !== '' && { constructPath },
    ...source && { source },
    excuses,
    used,
    expired,
    widened: [...widened],
  };
}

/** The same with every property, and null for what is not there. */
export function waiverWithNulls(waiver: ReportWaiver): object {
  const { control, ruleId, ruleIds, reason, expires = null, ticket = null, owner = null, optional, container = null, values, path = null } = waiver;
  const { objects, constructPath = null, source = null, excuses, used, expired, widened } = waiver;
  const said = { control, ruleId, ruleIds, reason, expires, ticket, owner, optional, container, values, path };
  return { ...said, objects: objects ? objectsWithNulls(objects) : null, constructPath, source, excuses, used, expired, widened };
}

function objectsWithNulls({ apiVersion, kind, name, namespace, labels }: NonNullable<ReportWaiver['objects']>): object {
  return { apiVersion: apiVersion ?? null, kind: kind ?? null, name: name ?? null, namespace: namespace ?? null, labels: labels ?? null };
}

import { Severity } from '../rules/severity';
import { Waiver } from '../waivers/waiver';
import { UNUSED_WAIVER } from './built-in-checks';
import { Outcome } from './outcome';
import { Finding, WaiverUse } from './report';

/** Waivers that change what a hardened construct emits without leaving anything for a rule to find. */
const LEAVES_NO_FINDING = ['apiToken', 'podSecurityLevel'];

/** Whether the waiver was needed. */
export function isInUse(waiver: Waiver, excusedSomething: boolean): boolean {
  return excusedSomething || LEAVES_NO_FINDING.includes(waiver.control);
}

/** A failing finding for each waiver that nothing needed. */
export function unusedWaiverFindings(waivers: readonly WaiverUse[]): Finding[] {
  return waivers.filter(({ used }) => !used).map(({ waiver, constructPath }) => ({
    ruleId: UNUSED_WAIVER.id,
    outcome: Outcome.FAILING,
    severity: Severity.LOW,
    resource: { apiVersion: '', kind: '', namespace: '', name: '' },
    constructPath,
    waiveAt: constructPath,
    path: '',
    field: '',
    message: `Waiver.${waiver.control}${waiver.container === undefined ? '' : ` for container ${JSON.stringify(waiver.container)}`}`
      + ` (${waiver.reason}) must excuse something: nothing here breaks ${waiver.ruleIds.join(' or ')}`,
    why: UNUSED_WAIVER.why,
    fix: UNUSED_WAIVER.fix,
    controls: [],
  }));
}

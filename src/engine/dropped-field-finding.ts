import { Severity } from '../rules/severity';
import { DROPPED_FIELD } from './built-in-checks';
import { Dropped } from './judged-object';
import { Outcome } from './outcome';
import { Finding } from './report';

/** The failing finding for a field that was asked for and did not arrive. No waiver excuses it: whoever does not want the field does not ask for it. */
export function droppedFieldFinding({ path, message, fix }: Dropped, whereabouts: Pick<Finding, 'resource' | 'constructPath' | 'waiveAt' | 'source'>): Finding {
  return {
    ruleId: DROPPED_FIELD.id,
    outcome: Outcome.FAILING,
    severity: Severity.HIGH,
    ...whereabouts,
    path,
    field: path,
    message,
    why: DROPPED_FIELD.why,
    fix,
    controls: [],
  };
}

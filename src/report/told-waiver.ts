import { visibleText } from '../kubernetes/visible-text';
import { objectsInWords } from '../waivers/waived-object-selector';
import { ReportWaiver } from './hardening-report';

/** A waiver in the words that every format shows, with everything invisible spelled out. */
export interface ToldWaiver {
  /** The control, or the id of the rule: `readOnlyRootFilesystem`. */
  readonly what: string;
  /** `shop/Web, container "app"`; `the app` where it is for all of it. */
  readonly where: string;
  /** Its last day, or `no end`. */
  readonly until: string;
  readonly state: 'used' | 'unused' | 'expired';
  readonly reason: string;
  /** `SEC-142, storage team`; empty where neither is named. */
  readonly followedUpBy: string;
  /** `reason (ticket, owner)` */
  readonly why: string;
  /** `src/main.ts:42`; empty where it is not known. */
  readonly writtenAt: string;
  /** Where other scanners are told more than it says, a sentence each. */
  readonly widened: readonly string[];
}

export function toldWaiver(waiver: ReportWaiver): ToldWaiver {
  const { control, ruleId, expires, source, used, expired, widened } = waiver;
  const reason = visibleText(waiver.reason);
  const followedUpBy = [waiver.ticket, waiver.owner].flatMap(text => (text === undefined ? [] : [visibleText(text)])).join(', ');
  return {
    what: visibleText(control === 'rule' ? ruleId : control),
    where: visibleText(whereOf(waiver)),
    until: expires === undefined ? 'no end' : visibleText(expires),
    state: expired ? 'expired' : used ? 'used' : 'unused',
    reason,
    followedUpBy,
    why: followedUpBy === '' ? reason : `${reason} (${followedUpBy})`,
    writtenAt: source === undefined ? '' : `${visibleText(source.file)}:${source.line}`,
    widened: widened.map(visibleText),
  };
}

/** From the widest to the narrowest: where it was given, and what of that it is for. */
function whereOf({ constructPath, objects, container, values, path }: ReportWaiver): string {
  return [
    ...constructPath === undefined && objects === undefined ? ['the app'] : [],
    ...constructPath === undefined ? [] : [constructPath],
    ...objects === undefined ? [] : [objectsInWords(objects)],
    ...container === undefined ? [] : [`container "${container}"`],
    ...path === undefined ? [] : [`field ${path}`],
    ...values.length === 0 ? [] : [`value ${values.map(value => `"${value}"`).join(' or ')}`],
  ].join(', ');
}

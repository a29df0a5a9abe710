import { checkedRuleIds } from '../rules/checked-rule-ids';
import { WaiverRequirements } from '../waivers/waiver-requirements';
import { WaiverTerms } from './waiver-terms';

/** From so many days before its last one a waiver warns, unless somebody says otherwise. */
const EXPIRY_WARNING_DAYS = 30;
/** A hundred years. */
const MOST_DAYS = 36_525;

/** What somebody demands of waivers, whatever the day. */
export interface WaiverDemands {
  /** The rules that nobody may waive. */
  readonly nonWaivable: readonly string[];
  readonly waiverRequirements: WaiverRequirements;
  /** From how many days before its last one a waiver warns. */
  readonly expiryWarningDays: number;
}

/**
 * The demands of props, with what they leave out.
 *
 * @throws when a rule does not exist, or a number of days is none.
 */
export function checkedDemands({ nonWaivable = [], waiverRequirements = {}, expiryWarningDays }: Partial<WaiverDemands>, who: string): WaiverDemands {
  const { ticketFor, longestDays, ...rest } = waiverRequirements;
  return {
    nonWaivable: checkedRuleIds(nonWaivable, `${who}, nonWaivable`),
    waiverRequirements: {
      ...rest,
      ...ticketFor && { ticketFor: checkedRuleIds(ticketFor, `${who}, waiverRequirements.ticketFor`) },
      ...longestDays !== undefined && { longestDays: checkedDays(longestDays, 1, `${who}, waiverRequirements.longestDays`) },
    },
    expiryWarningDays: checkedDays(expiryWarningDays ?? EXPIRY_WARNING_DAYS, 0, `${who}, expiryWarningDays`),
  };
}

/** What they come to on a day. */
export function termsOn(today: string, { nonWaivable, waiverRequirements, expiryWarningDays }: WaiverDemands): WaiverTerms {
  const { expires = false, ticket = false, owner = false, ticketFor = [], longestDays } = waiverRequirements;
  return {
    today,
    nonWaivable,
    expiryWarningDays,
    needsExpiry: expires,
    needsTicket: ticket,
    needsOwner: owner,
    ticketFor,
    ...longestDays !== undefined && { longestDays },
  };
}

function checkedDays(value: number, least: number, what: string): number {
  if (Number.isInteger(value) && value >= least && value <= MOST_DAYS) return value;
  throw new Error(`${what}: ${JSON.stringify(value)} is no number of days. Give a whole number from ${least} on${value > MOST_DAYS ? `, ${MOST_DAYS} at the most` : ''}.`);
}

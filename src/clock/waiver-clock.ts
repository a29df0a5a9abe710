import { isoDate } from '../waivers/iso-date';
import { today } from './today';

/** The environment variable that sets the day: `CDK8S_HARDENED_TODAY=2027-04-01`. */
const VARIABLE = 'CDK8S_HARDENED_TODAY';

/** What somebody says about the clock. */
export interface ClockProps {
  /** The day as `2027-04-01`. */
  readonly today?: string;
  /** How that day was set, for the message; `in code` by default. */
  readonly setBy?: string;
  readonly allowBackdating: boolean;
  /** What to write to allow it, for the message. */
  readonly howToAllow: string;
}

/** The day by which waivers expire. */
export interface WaiverClock {
  readonly today: string;
  /** Somebody set it, so that it is not simply today. */
  readonly isSet: boolean;
  /** The real day, where the clock is set back from it. */
  readonly setBackFrom?: string;
}

/**
 * The day by which waivers expire: the one that was set in code or by `CDK8S_HARDENED_TODAY`, otherwise today in UTC.
 *
 * @throws when what was set is no day, the two contradict each other, or it lies in the past and nobody allows that: waivers that have expired
 * since would hold again.
 */
export function waiverClock({ today: given, setBy = 'in code', allowBackdating, howToAllow }: ClockProps): WaiverClock {
  const real = today();
  const inEnvironment = process.env[VARIABLE] === undefined || process.env[VARIABLE] === '' ? undefined : isoDate(process.env[VARIABLE], VARIABLE);
  if (given !== undefined && inEnvironment !== undefined && given !== inEnvironment) {
    throw new Error(`The day by which waivers expire is set to ${given} ${setBy} and to ${inEnvironment} by ${VARIABLE}. Keep one of the two.`);
  }
  const set = given ?? inEnvironment;
  if (set === undefined) return { today: real, isSet: false };
  if (set >= real) return { today: set, isSet: true };
  if (allowBackdating) return { today: set, isSet: true, setBackFrom: real };
  throw new Error(`The day by which waivers expire is set back to ${set}${given === undefined ? ` by ${VARIABLE}` : ''}, and today is ${real}: `
    + `waivers that have expired since then would hold again. To rebuild an old commit, allow it: ${howToAllow}.`);
}

import { today as realToday } from '../clock/today';
import { WaiverClock, waiverClock } from '../clock/waiver-clock';
import { termsOn } from '../engine/waiver-demands';
import { WaiverTerms } from '../engine/waiver-terms';
import type { HardeningAspect } from './hardening-aspect';

/**
 * The day by which an aspect judges waivers.
 *
 * @throws when it was set to no day, to two, or back without leave. One that only reports never does: it stops nothing, so that it has nothing
 * to guard, and takes the real day where it was told none.
 */
export function clockOf({ today, allowBackdating, reportOnly }: HardeningAspect): WaiverClock {
  try {
    return waiverClock({ today, allowBackdating: allowBackdating || reportOnly, howToAllow: 'new HardeningAspect({ allowBackdating: true })' });
  } catch (error) {
    if (!reportOnly) throw error;
    return { today: realToday(), isSet: false };
  }
}

/** The day that a report tells of where somebody set it; of several the one that is set back furthest. */
export function clockToTell(aspects: readonly HardeningAspect[]): WaiverClock | undefined {
  const set = aspects.map(clockOf).filter(({ isSet }) => isSet);
  const setBack = set.filter(({ setBackFrom }) => setBackFrom !== undefined).sort((a, b) => (a.today < b.today ? -1 : 1));
  return setBack[0] ?? set[0];
}

/** What an aspect asks of the waivers below its scope. */
export function termsOf(aspect: HardeningAspect): WaiverTerms {
  return termsOn(clockOf(aspect).today, aspect);
}

import { WaiverClock, waiverClock } from '../clock/waiver-clock';
import { termsOn } from '../engine/waiver-demands';
import { WaiverTerms } from '../engine/waiver-terms';
import type { HardeningAspect } from './hardening-aspect';

/**
 * The day by which an aspect judges waivers.
 *
 * @throws when it was set to no day, to two, or back without leave.
 */
export function clockOf({ today, allowBackdating }: HardeningAspect): WaiverClock {
  return waiverClock({ today, allowBackdating, howToAllow: 'new HardeningAspect({ allowBackdating: true })' });
}

/** What an aspect asks of the waivers below its scope. */
export function termsOf(aspect: HardeningAspect): WaiverTerms {
  return termsOn(clockOf(aspect).today, aspect);
}

import { Waiver } from '../waivers/waiver';

/** A waiver, and what the construct that it was given to makes of it. */
export interface OwnWaiver {
  readonly waiver: Waiver;
  /** A hardened construct relaxes its defaults for all that it is for. */
  readonly relaxes: boolean;
  /** What is relaxed is nothing that a rule finds. */
  readonly isSilent: boolean;
}

import { Network } from '../network/analysis/network';
import { AppCheck, AppIndex, AppViolation } from './rule';

/** A check that asks the network of the whole app, and needs to see no object itself. */
export function networkCheck(app: AppIndex, violationsIn: (network: Network) => readonly AppViolation[]): AppCheck {
  return { see: () => undefined, violations: () => violationsIn(app.network()) };
}

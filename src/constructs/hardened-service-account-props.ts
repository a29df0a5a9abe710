import * as kplus from 'cdk8s-plus-28';
import { Waiver } from '../waivers/waiver';

/** Everything that a ServiceAccount of cdk8s-plus takes, and the steps down. */
export interface HardenedServiceAccountProps extends kplus.ServiceAccountProps {
  /**
   * The steps down from the defaults. `Waiver.apiToken` mounts a token into every pod of the account that does not refuse it.
   *
   * @default - none
   */
  readonly waivers?: Waiver[];
}

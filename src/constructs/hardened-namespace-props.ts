import * as kplus from 'cdk8s-plus-28';
import { Waiver } from '../waivers/waiver';

/** Everything that a Namespace of cdk8s-plus takes, its name, and the steps down. */
export interface HardenedNamespaceProps extends kplus.NamespaceProps {
  /**
   * The name of the namespace.
   *
   * @default - the namespace of the chart, if it has one; otherwise cdk8s makes a name from the path of the construct
   */
  readonly name?: string;

  /**
   * The steps down from the defaults. `Waiver.podSecurityLevel(level)` lowers what is enforced; `warn` and `audit` stay at
   * `restricted`, so that the cluster still says what falls short of it.
   *
   * @default - none
   */
  readonly waivers?: Waiver[];
}

import { IConstruct } from 'constructs';
import { HardeningAspectProps } from '../aspects/hardening-aspect';
import { HardenedExpectation } from './hardened-expectation';

/**
 * For the tests of whoever writes constructs: what a HardeningAspect finds in them, and which waivers they use. It throws errors, and needs no
 * test framework.
 *
 * @example
 * import { Testing } from 'cdk8s';
 * import { DefaultDenyNetworkPolicy, Hardened, HardenedDeployment, KubernetesVersion, Waiver } from 'cdk8s-hardened';
 *
 * const chart = Testing.chart();
 * new DefaultDenyNetworkPolicy(chart, 'DefaultDeny');
 * new HardenedDeployment(chart, 'Web', {
 *   containers: [{ name: 'web', image: 'registry.example/web:1.4.2' }],
 *   waivers: [Waiver.readOnlyRootFilesystem({ container: 'web', reason: 'patches itself at start' })],
 * });
 *
 * const expectation = Hardened.expect(chart, { kubernetesVersion: KubernetesVersion.V1_31 });
 * expectation.noFindings();
 * expectation.exactlyWaivers({ ruleId: 'read-only-root-fs', constructPath: 'Web', container: 'web' });
 */
export class Hardened {
  /**
   * Judges a scope as it is now, and tells what to expect of it. Aspects of the app visit first, as at a synth; nothing is written or printed, and
   * a synth afterwards goes as it would have gone. The validations of the constructs do not run.
   *
   * Rules about several objects see the whole app, and waivers that are given around the scope hold.
   *
   * @param scope a chart, an app, or any construct that has objects below it.
   * @param props of the HardeningAspect to judge by, the target that hardened constructs emit for included, instead of what the app has. Without
   * any, it is judged by the HardeningAspects of the app that are over the scope and within it; where there is none over it, by one without props
   * as well. `reportOnly` counts for nothing here.
   * @throws when there is no object to judge, or a prop is malformed.
   */
  public static expect(scope: IConstruct, props?: HardeningAspectProps): HardenedExpectation {
    return HardenedExpectation._of(scope, props);
  }

  private constructor() {}
}

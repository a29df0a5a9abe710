import { IConstruct } from 'constructs';
import { networkOfManifests } from '../aspects/network-of-manifests';
import { Network } from '../network/analysis/network';
import { SynthSession } from '../synth/synth-session';

/** So many objects that cannot be read are named. */
const SHOWN = 5;

/**
 * The network of the app around a scope, as it would be written now. It leaves no trace.
 *
 * @throws when nothing is known of it, or not everything.
 */
export function networkOfTree(scope: IConstruct): Network {
  const name = scope.node.path || 'the app';
  const session = SynthSession.of(scope);
  if (session.isJudging()) {
    throw new Error(`${name}: Reachability.of was called while the app is being judged: by a validation, a Lazy, or an Aspect. Call it from a test.`);
  }
  const { network, objects, unreadable } = networkOfManifests(session.manifests());
  if (unreadable.length > 0) {
    const more = unreadable.length - SHOWN;
    throw new Error([
      `${name}: nobody knows who reaches whom, as what cannot be read may decide it:`,
      ...unreadable.slice(0, SHOWN).map(line => `  ${line}`),
      ...more > 0 ? [`  … and ${more} more`] : [],
    ].join('\n'));
  }
  if (objects === 0) {
    throw new Error(`${name}: there is no object in the app, so that nobody is there who could reach anybody. Build what is tested before Reachability.of is called.`);
  }
  return network;
}

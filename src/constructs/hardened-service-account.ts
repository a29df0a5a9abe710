import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { Waivers } from '../scope/waivers';
import { markWritten } from '../scope/written-constructs';
import { Finished, installLastHand } from '../synth/last-hand';
import { HardenedServiceAccountProps } from './hardened-service-account-props';
import { MutableJson } from './mutable-json';
import { shown } from './shown';
import { waiverToWrite } from './waiver-to-write';

const WAIVER = waiverToWrite('apiToken');

/** A ServiceAccount whose token is mounted into no pod: `automountServiceAccountToken: false`, whatever patches say. */
export class HardenedServiceAccount extends kplus.ServiceAccount {
  private readonly mountsToken: boolean;

  /** @throws when `automountToken` is true and `Waiver.apiToken` is not given. */
  constructor(scope: Construct, id: string, props: HardenedServiceAccountProps = {}) {
    const isWaived = props.waivers?.some(waiver => waiver.control === 'apiToken') ?? false;
    super(scope, id, { ...props, automountToken: props.automountToken ?? isWaived });
    markWritten(this);
    if (props.automountToken && !isWaived) {
      throw new Error(`${this.node.path}: automountToken must be false, found true. Leave it out, or waive it: ${WAIVER}`);
    }
    this.mountsToken = isWaived;
    Waivers.of(this)._addToConstruct(props.waivers ?? []);
    installLastHand(this.apiObject, json => this.finish(json));
  }

  private finish(json: MutableJson): Finished {
    const found = json.automountServiceAccountToken ?? this.automountToken;
    if (found === false || this.mountsToken) return { json: { ...json, automountServiceAccountToken: found }, refusals: [] };
    return { json, refusals: [{ path: 'automountServiceAccountToken', message: `must be false, found ${shown(found)}`, fix: WAIVER }] };
  }
}

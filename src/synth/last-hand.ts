import { ApiObject } from 'cdk8s';
import { deriveClass } from './derived-class';
import { Refusal } from './refusal';
import { SynthSession } from './synth-session';

/** The JSON of a hardened construct when its last hand is done with it. */
export interface Finished {
  readonly json: any;
  readonly refusals: readonly Refusal[];
}

/**
 * Makes `finish` the last hand on the object's own JSON: after Lazies, JSON patches and the conversion of an L1.
 *
 * In a session its refusals are judged with everything else. A direct `toJson()` outside one throws them.
 */
export function installLastHand(object: ApiObject, finish: (json: any) => Finished): void {
  const ledger = SynthSession.of(object).ledger;
  deriveClass(object, base => class extends base {
    public toJson(): any {
      const { json, refusals } = finish(super.toJson());
      ledger.note(object, json, refusals);
      return json;
    }
  });
}

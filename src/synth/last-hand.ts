import { ApiObject } from 'cdk8s';
import { deriveClass } from './derived-class';
import { Refusal } from './refusal';
import { SynthSession } from './synth-session';

/** The JSON of a hardened construct when its last hand is done with it. */
export interface Finished {
  readonly json: any;
  readonly refusals: readonly Refusal[];
}

type LastHand = (json: any) => any;

/** The last hands of each object, in the order in which they were installed. */
const LAST_HANDS = new WeakMap<object, LastHand[]>();

/**
 * Makes `finish` the last hand on the object's own JSON: after Lazies, JSON patches and the conversion of an L1.
 *
 * In a session its refusals are judged with everything else. A direct `toJson()` outside one throws them.
 */
export function installLastHand(object: ApiObject, finish: (json: any) => Finished): void {
  const ledger = SynthSession.of(object).ledger;
  const lastHand: LastHand = given => {
    const { json, refusals } = finish(given);
    ledger.note(object, json, refusals);
    return json;
  };
  const installed = LAST_HANDS.get(object);
  if (installed) {
    installed.push(lastHand);
  } else {
    LAST_HANDS.set(object, [lastHand]);
    deriveClass(object, finishedClass);
  }
}

function finishedClass(base: new (...args: any[]) => any): new (...args: any[]) => any {
  return class extends base {
    public toJson(): any {
      return LAST_HANDS.get(this)!.reduce((json, lastHand) => lastHand(json), super.toJson());
    }
  };
}

import { IConstruct } from 'constructs';
import { GivenWaiver } from '../engine/judged-object';
import { Waivers } from '../scope/waivers';

/** The waivers that hold for a construct: its own and those of every scope around it, the nearest first. */
export class HoldingWaivers {
  /** Most constructs have the same as their scope: all of a chart share one list. */
  private readonly known = new Map<IConstruct | undefined, readonly GivenWaiver[]>([[undefined, []]]);

  public for(construct: IConstruct): readonly GivenWaiver[] {
    const own = ownWaivers(construct);
    const around = this.around(construct.node.scope);
    return own.length === 0 ? around : [...own, ...around];
  }

  private around(scope: IConstruct | undefined): readonly GivenWaiver[] {
    let given = this.known.get(scope);
    if (!given) this.known.set(scope, given = this.for(scope!));
    return given;
  }
}

/** The waivers that were given anywhere within a scope. */
export function waiversWithin(scope: IConstruct): GivenWaiver[] {
  return scope.node.findAll().flatMap(ownWaivers);
}

const NONE: readonly GivenWaiver[] = [];

function ownWaivers(scope: IConstruct): readonly GivenWaiver[] {
  const own = Waivers.of(scope)._own;
  return own.length === 0 ? NONE : own.map(waiver => ({ waiver, constructPath: scope.node.path }));
}

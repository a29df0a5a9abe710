import { IConstruct } from 'constructs';
import { GivenWaiver } from '../engine/judged-object';
import { Waivers } from '../scope/waivers';

/** The waivers that hold for a construct: its own and those of every scope around it, the nearest first. */
export function waiversFor(construct: IConstruct): GivenWaiver[] {
  const given: GivenWaiver[] = [];
  for (let scope: IConstruct | undefined = construct; scope; scope = scope.node.scope) {
    given.push(...ownWaivers(scope));
  }
  return given;
}

/** The waivers that were given anywhere within a scope. */
export function waiversWithin(scope: IConstruct): GivenWaiver[] {
  return scope.node.findAll().flatMap(ownWaivers);
}

function ownWaivers(scope: IConstruct): GivenWaiver[] {
  return Waivers.of(scope)._own.map(waiver => ({ waiver, constructPath: scope.node.path }));
}

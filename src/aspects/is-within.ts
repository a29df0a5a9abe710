import { IConstruct } from 'constructs';

/** Whether a construct is a scope, or anywhere below it. */
export function isWithin(construct: IConstruct, scope: IConstruct): boolean {
  if (scope.node.scope === undefined) return true;
  for (let current: IConstruct | undefined = construct; current; current = current.node.scope) {
    if (current === scope) return true;
  }
  return false;
}

import { IConstruct } from 'constructs';
import { checkedWaivers } from '../waivers/checked-waivers';
import { Waiver } from '../waivers/waiver';

const attached = new WeakMap<IConstruct, Waiver[]>();

/**
 * The waivers of a scope. They excuse what rules find in any object below it: a raw object, an Include, a Helm chart, a
 * construct of somebody else.
 *
 * On a hardened construct use its `waivers` prop, which relaxes the default as well.
 */
export class Waivers {
  /** The waivers of a scope: an app, a chart, or any construct. */
  public static of(scope: IConstruct): Waivers {
    return new Waivers(scope);
  }

  private readonly scope: IConstruct;

  private constructor(scope: IConstruct) {
    this.scope = scope;
  }

  /**
   * Adds waivers to the scope.
   *
   * @throws when one was not made by a factory of `Waiver`.
   */
  public add(...waivers: Waiver[]): void {
    attached.set(this.scope, [...attached.get(this.scope) ?? [], ...checkedWaivers(waivers, this.scope.node.path || 'the app')]);
  }

  /**
   * The waivers that were added to this very scope.
   *
   * @internal
   */
  public get _own(): readonly Waiver[] {
    return attached.get(this.scope) ?? [];
  }
}

import { IConstruct } from 'constructs';
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

  /** Adds waivers to the scope. */
  public add(...waivers: Waiver[]): void {
    attached.set(this.scope, [...attached.get(this.scope) ?? [], ...waivers]);
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

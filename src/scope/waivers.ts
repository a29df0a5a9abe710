import { IConstruct } from 'constructs';
import { checkedWaivers, refuseNarrowed, refuseTwice } from '../waivers/checked-waivers';
import { Waiver } from '../waivers/waiver';
import { OwnWaiver } from './own-waiver';
import { WaiverBan } from './waiver-ban';

// On the construct itself and under names that every copy of this library knows: a package of building blocks may bring one of its own.
const ATTACHED = Symbol.for('cdk8s-hardened.waivers');
const BANS = Symbol.for('cdk8s-hardened.waiver-bans');

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
   * @throws when one was not made by a factory of `Waiver`, or the scope has another for the same.
   */
  public add(...waivers: Waiver[]): void {
    this.attach(waivers, waiver => ({ waiver, relaxes: false, isSilent: false }));
  }

  /**
   * Forbids waivers of some rules for everything below the scope, whoever gives them: those of the scopes around it count for nothing here.
   * For building blocks that leave some choices to those who use them, and others not.
   *
   * @param ruleIds the ids of the rules, as every finding shows them. One that does not exist fails the synth.
   */
  public forbid(...ruleIds: string[]): void {
    this.ban({ ruleIds, isAllBut: false });
  }

  /**
   * Forbids all waivers for everything below the scope, whoever gives them, apart from those of some rules.
   *
   * @param ruleIds the ids of the rules that may be waived, as every finding shows them. One that does not exist fails the synth.
   */
  public forbidAllBut(...ruleIds: string[]): void {
    this.ban({ ruleIds, isAllBut: true });
  }

  /**
   * Adds the waivers that a hardened construct was given as its prop.
   *
   * @param silent the controls that the construct relaxes without leaving anything for a rule to find.
   * @throws when one was not made by a factory of `Waiver`, the construct has another for the same, or one is narrowed to what a construct
   * cannot tell apart.
   * @internal
   */
  public _addToConstruct(waivers: readonly Waiver[], ...silent: string[]): void {
    refuseNarrowed(waivers, this.name);
    this.attach(waivers, waiver => ({ waiver, relaxes: true, isSilent: silent.includes(waiver.control) }));
  }

  /**
   * The waivers that were added to this very scope.
   *
   * @internal
   */
  public get _own(): readonly OwnWaiver[] {
    return this.noted<OwnWaiver>(ATTACHED);
  }

  /**
   * What this very scope forbids.
   *
   * @internal
   */
  public get _bans(): readonly WaiverBan[] {
    return this.noted<WaiverBan>(BANS);
  }

  private attach(waivers: readonly Waiver[], asOwn: (waiver: Waiver) => OwnWaiver): void {
    const before = this._own;
    const added = checkedWaivers(waivers, this.name);
    refuseTwice([...before.map(({ waiver }) => waiver), ...added], this.name);
    if (added.length > 0) this.note(ATTACHED, [...before, ...added.map(asOwn)]);
  }

  private ban(ban: WaiverBan): void {
    if (ban.ruleIds.length === 0 || ban.ruleIds.some(id => typeof id !== 'string')) {
      throw new Error(`${this.name}: Waivers.forbid needs the ids of rules, as 'no-privileged', got ${JSON.stringify(ban.ruleIds)}.`);
    }
    this.note(BANS, [...this._bans, ban]);
  }

  private noted<T>(key: symbol): readonly T[] {
    return (this.scope as unknown as { readonly [key: symbol]: readonly T[] | undefined })[key] ?? [];
  }

  private note(key: symbol, value: readonly object[]): void {
    Object.defineProperty(this.scope, key, { value, configurable: true, enumerable: false });
  }

  private get name(): string {
    return this.scope.node.path || 'the app';
  }
}

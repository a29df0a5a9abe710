import { IConstruct } from 'constructs';
import { GivenWaiver } from '../engine/judged-object';
import { OwnWaiver } from '../scope/own-waiver';
import { isBanned } from '../scope/waiver-ban';
import { Waivers } from '../scope/waivers';
import { Source } from '../source/source';
import { Waiver } from '../waivers/waiver';
import { lineOfCode } from './line-of-code';

/** Who forbids waivers of a rule, if somebody does. */
export type ForbiddenBy = (ruleId: string) => string | undefined;

/** The waivers that hold for a construct: its own and those of every scope around it, the nearest first. */
export class HoldingWaivers {
  /** Most constructs have the same as their scope: all of a chart share one list. */
  private readonly known = new Map<IConstruct | undefined, readonly GivenWaiver[]>([[undefined, NONE]]);
  private readonly own = new Map<IConstruct, readonly GivenWaiver[]>();
  private readonly bans = new Map<IConstruct | undefined, ForbiddenBy>([[undefined, nobody]]);

  public for(construct: IConstruct): readonly GivenWaiver[] {
    const own = this.ownOf(construct);
    const around = this.around(construct.node.scope);
    return own.length === 0 ? around : [...own, ...around];
  }

  /** Who forbids waivers for a construct: itself, or a scope around it. */
  public forbiddenAt(construct: IConstruct | undefined): ForbiddenBy {
    if (construct === undefined) return nobody;
    const around = this.forbiddenAround(construct.node.scope);
    const own = Waivers.of(construct)._bans;
    if (own.length === 0) return around;
    const name = construct.node.path || 'the app';
    return ruleId => (own.some(ban => isBanned(ban, ruleId)) ? name : around(ruleId));
  }

  /** The waivers that were given anywhere within a scope. */
  public within(scope: IConstruct): GivenWaiver[] {
    return scope.node.findAll().flatMap(construct => [...this.ownOf(construct)]);
  }

  /** Always the same ones, as an account is kept of each. */
  private ownOf(construct: IConstruct): readonly GivenWaiver[] {
    const own = Waivers.of(construct)._own;
    if (own.length === 0) return NONE;
    let given = this.own.get(construct);
    if (!given) {
      const forbiddenBy = this.forbiddenAt(construct);
      this.own.set(construct, given = own.map(one => new WaiverOfScope(one, construct.node.path, forbiddenBy)));
    }
    return given;
  }

  private around(scope: IConstruct | undefined): readonly GivenWaiver[] {
    let given = this.known.get(scope);
    if (!given) this.known.set(scope, given = this.for(scope!));
    return given;
  }

  private forbiddenAround(scope: IConstruct | undefined): ForbiddenBy {
    let ban = this.bans.get(scope);
    if (!ban) this.bans.set(scope, ban = this.forbiddenAt(scope));
    return ban;
  }
}

const NONE: readonly GivenWaiver[] = [];
const nobody: ForbiddenBy = () => undefined;

/** A waiver of a scope. Where it was written is worked out when somebody asks. */
class WaiverOfScope implements GivenWaiver {
  public readonly waiver: Waiver;
  public readonly relaxes: boolean;
  public readonly isSilent: boolean;

  constructor({ waiver, relaxes, isSilent }: OwnWaiver, public readonly constructPath: string, public readonly forbiddenBy: ForbiddenBy) {
    this.waiver = waiver;
    this.relaxes = relaxes;
    this.isSilent = isSilent;
  }

  public get source(): Source | undefined {
    return lineOfCode(this.waiver._writtenAt);
  }
}

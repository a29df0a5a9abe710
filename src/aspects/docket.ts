import { ApiObject, Include } from 'cdk8s';
import { IConstruct } from 'constructs';
import { expandLists } from '../engine/expand-lists';
import { judge, Verdict } from '../engine/judge';
import { JudgedObject, Origin } from '../engine/judged-object';
import { mergeFindings } from '../engine/merge-verdicts';
import { Finding } from '../engine/report';
import { Excusal } from '../engine/waiver-ledger';
import { WaiverTerms } from '../engine/waiver-terms';
import { TargetFacts } from '../requirements/target-facts';
import { hardenedProfile } from '../rules/profiles';
import { droppedRefusal } from '../synth/dropped-refusal';
import { RenderedManifest } from '../synth/judge';
import type { HardeningAspect } from './hardening-aspect';
import { isWithin } from './is-within';
import { sourceOfConstruct } from './source-of-construct';
import { targetFactsFor } from './target-facts';
import { HoldingWaivers } from './tree-waivers';

/** An aspect, and the scope that it holds to its rules. */
export interface Hold {
  readonly scope: IConstruct;
  readonly aspect: HardeningAspect;
}

/** The objects of one judging, and the runs over them. */
export class Docket {
  public readonly judged = new Set<RenderedManifest>();
  private readonly objects: ReadonlyMap<RenderedManifest, JudgedObject>;

  constructor(private readonly manifests: readonly RenderedManifest[], waivers: HoldingWaivers) {
    this.objects = new Map(manifests.map(manifest => [manifest, judgedObject(manifest, waivers)]));
  }

  /** Judges what is below a scope, target by target; rules about several objects see the whole app each time. */
  public run({ scope, aspect }: Hold, { today, nonWaivable }: WaiverTerms): Verdict[] {
    const groups = new Map<string, { readonly target: TargetFacts; readonly members: Set<RenderedManifest> }>();
    for (const manifest of this.manifests) {
      if (!isWithin(manifest.construct, scope)) continue;
      this.judged.add(manifest);
      const target = targetFactsFor(manifest.construct, aspect);
      const key = JSON.stringify(target);
      const group = groups.get(key) ?? { target, members: new Set() };
      groups.set(key, group);
      group.members.add(manifest);
    }
    return [...groups.values()].map(({ target, members }) => judge(this.objectsSeenBy(members), {
      rules: hardenedProfile.rulesFor(target.minor), target, today, nonWaivable, keepsExcusals: true, writtenAsYaml: true, offersWaivers: true,
    }));
  }

  /** Whether somebody answers for every object below a construct, by its path. */
  public judgesAllBelow(path: string): boolean {
    return this.manifests.every(manifest => this.judged.has(manifest) || (path !== '' && !`${manifest.constructPath}/`.startsWith(`${path}/`)));
  }

  /** How many objects are judged, items of lists one by one. */
  public get size(): number {
    return [...this.judged].reduce((sum, { json }) => sum + Array.from(expandLists(json)).length, 0);
  }

  public findings(verdicts: readonly Verdict[]): Finding[] {
    return mergeFindings([...this.objects.values()].map(({ origin }) => origin), verdicts);
  }

  /** What waivers excused, manifest by manifest; and those that change what a construct emits without leaving anything to excuse. */
  public excusals(verdicts: readonly Verdict[]): Map<RenderedManifest, readonly Excusal[]> {
    const found = new Map<RenderedManifest, readonly Excusal[]>();
    for (const [manifest, { origin }] of this.objects) {
      const excused = verdicts.flatMap(({ excusals }) => excusals.get(origin) ?? []);
      const silent = silentExcusals(manifest, origin).filter(({ given }) => !excused.some(other => other.given === given));
      if (excused.length + silent.length > 0) found.set(manifest, [...excused, ...silent]);
    }
    return found;
  }

  private objectsSeenBy(members: ReadonlySet<RenderedManifest>): JudgedObject[] {
    return this.manifests.map(manifest => {
      const object = this.objects.get(manifest)!;
      return members.has(manifest) ? object : { ...object, onlySeen: true };
    });
  }
}

function judgedObject({ construct, constructPath, json, refusals, dropped, unreadable }: RenderedManifest, waivers: HoldingWaivers): JudgedObject {
  return {
    origin: {
      constructPath,
      // Asked for findings alone: most objects have none.
      get waiveAt() {
        return constructThatPeopleHold(construct).node.path;
      },
      get source() {
        return sourceOfConstruct(construct);
      },
      refusals,
      dropped: dropped.map(droppedRefusal),
      waivers: waivers.for(construct),
      forbiddenBy: waivers.forbiddenAt(construct),
    },
    json,
    unreadable,
  };
}

/** What a hardened construct relaxed in its own object, where no rule finds it. */
function silentExcusals({ construct }: RenderedManifest, { waivers }: Origin): Excusal[] {
  const owner = construct.node.scope?.node.path;
  return waivers
    .filter(({ isSilent, constructPath }) => isSilent && constructPath === owner && ['Resource', 'Default'].includes(construct.node.id))
    .map(given => ({ given, at: [], ruleIds: new Set(given.waiver.ruleIds) }));
}

/** What a developer has a variable for: not the object within a construct of cdk8s-plus, nor those that an Include makes. */
function constructThatPeopleHold(construct: IConstruct): IConstruct {
  const around = construct.node.scope;
  const isInside = around instanceof Include || (ApiObject.isApiObject(construct) && ['Resource', 'Default'].includes(construct.node.id));
  return around && isInside ? constructThatPeopleHold(around) : construct;
}

import { ApiObject, Include } from 'cdk8s';
import { IConstruct } from 'constructs';
import { expandLists } from '../engine/expand-lists';
import { judge, Verdict } from '../engine/judge';
import { GivenWaiver, JudgedObject } from '../engine/judged-object';
import { mergeFindings } from '../engine/merge-verdicts';
import { Finding } from '../engine/report';
import { TargetFacts } from '../requirements/target-facts';
import { hardenedProfile } from '../rules/profiles';
import { RenderedManifest } from '../synth/judge';
import type { HardeningAspect } from './hardening-aspect';
import { targetFactsFor } from './target-facts';
import { today } from './today';
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

  constructor(private readonly manifests: readonly RenderedManifest[]) {
    const waivers = new HoldingWaivers();
    this.objects = new Map(manifests.map(manifest => [manifest, judgedObject(manifest, waivers.for(manifest.construct))]));
  }

  /** Judges what is below a scope, target by target; rules about several objects see the whole app each time. */
  public run({ scope, aspect }: Hold): Verdict[] {
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
      rules: hardenedProfile.rulesFor(target.minor), target, today: today(), writtenAsYaml: true, offersWaivers: true,
    }));
  }

  /** How many objects are judged, items of lists one by one. */
  public get size(): number {
    return [...this.judged].reduce((sum, { json }) => sum + Array.from(expandLists(json)).length, 0);
  }

  public findings(verdicts: readonly Verdict[]): Finding[] {
    return mergeFindings([...this.objects.values()].map(({ origin }) => origin), verdicts);
  }

  private objectsSeenBy(members: ReadonlySet<RenderedManifest>): JudgedObject[] {
    return this.manifests.map(manifest => {
      const object = this.objects.get(manifest)!;
      return members.has(manifest) ? object : { ...object, onlySeen: true };
    });
  }
}

function judgedObject({ construct, constructPath, json, refusals, unreadable }: RenderedManifest, waivers: readonly GivenWaiver[]): JudgedObject {
  return {
    origin: {
      constructPath,
      // Asked for findings alone: most objects have none.
      get waiveAt() {
        return constructThatPeopleHold(construct).node.path;
      },
      refusals,
      waivers,
    },
    json,
    unreadable,
  };
}

/** What a developer has a variable for: not the object within a construct of cdk8s-plus, nor those that an Include makes. */
function constructThatPeopleHold(construct: IConstruct): IConstruct {
  const around = construct.node.scope;
  const isInside = around instanceof Include || (ApiObject.isApiObject(construct) && ['Resource', 'Default'].includes(construct.node.id));
  return around && isInside ? constructThatPeopleHold(around) : construct;
}

function isWithin(construct: IConstruct, scope: IConstruct): boolean {
  if (scope.node.scope === undefined) return true;
  for (let current: IConstruct | undefined = construct; current; current = current.node.scope) {
    if (current === scope) return true;
  }
  return false;
}

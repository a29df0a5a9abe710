import { ApiObject, Include } from 'cdk8s';
import { IConstruct } from 'constructs';
import { expandLists } from '../engine/expand-lists';
import { judge, Verdict } from '../engine/judge';
import { GivenWaiver, JudgedObject } from '../engine/judged-object';
import { mergeFindings } from '../engine/merge-verdicts';
import { Finding, Outcome, Report, WaiverUse } from '../engine/report';
import { isInUse, unusedWaiverFindings } from '../engine/unused-waivers';
import { COLOURED, PLAIN } from '../report/paint';
import { terminalReport } from '../report/terminal-report';
import { TargetFacts } from '../requirements/target-facts';
import { hardenedProfile } from '../rules/profiles';
import { Judge, Judgement, RenderedManifest } from '../synth/judge';
import { SynthSession } from '../synth/synth-session';
import type { HardeningAspect } from './hardening-aspect';
import { lacksVersion, targetFactsFor } from './target-facts';
import { today } from './today';
import { HoldingWaivers, waiversWithin } from './tree-waivers';

interface Hold {
  readonly scope: IConstruct;
  readonly aspect: HardeningAspect;
}

const judges = new WeakMap<IConstruct, TreeJudge>();

/** Holds the objects of one tree to what its HardeningAspects ask; where several ask, the strictest answer holds. */
export class TreeJudge implements Judge {
  /** The judge of a tree, in office from the first call on. */
  public static of(root: IConstruct): TreeJudge {
    let known = judges.get(root);
    if (!known) {
      judges.set(root, known = new TreeJudge());
      SynthSession.of(root).addJudge(known);
    }
    return known;
  }

  private readonly holds: Hold[] = [];

  public hold(scope: IConstruct, aspect: HardeningAspect): void {
    this.holds.push({ scope, aspect });
  }

  public judge(manifests: readonly RenderedManifest[]): Judgement {
    const docket = new Docket(manifests);
    const strict = this.holds.filter(({ aspect }) => !aspect.reportOnly).flatMap(hold => docket.run(hold));
    const lax = this.holds.filter(({ aspect }) => aspect.reportOnly).flatMap(hold => docket.run(hold));
    const waivers = this.waiverUses([...strict, ...lax]);

    const stopping = [...docket.findings(strict), ...this.unused(waivers, false)];
    const stops = stopping.some(({ outcome }) => outcome === Outcome.FAILING);
    const all = [...docket.findings([...strict, ...stops ? lax.map(asWarnings) : lax]), ...this.unused(waivers, !stops)];
    const report: Report = {
      objects: docket.size,
      findings: all,
      waivers,
      reportOnly: !stops && this.holds.some(({ aspect }) => aspect.reportOnly),
      versionUnknown: this.holds.some(({ scope, aspect }) => lacksVersion(scope, aspect)),
    };
    return { ...spoken(report, stops), judged: docket.judged };
  }

  /** The waivers of the scopes that are judged, each once, and whether any run needed them. */
  private waiverUses(verdicts: readonly Verdict[]): WaiverUse[] {
    const given = new Map(this.holds.flatMap(({ scope }) => waiversWithin(scope)).map(one => [one.waiver, one]));
    return [...given.values()].map(({ waiver, constructPath }) => ({
      waiver,
      constructPath,
      used: isInUse(waiver, verdicts.some(({ usedWaivers }) => usedWaivers.has(waiver))),
      expired: waiver._isExpired(today()),
    }));
  }

  private unused(waivers: readonly WaiverUse[], reportOnlyToo: boolean): Finding[] {
    return reportOnlyToo || this.holds.some(({ aspect }) => !aspect.reportOnly) ? unusedWaiverFindings(waivers) : [];
  }
}

/** The objects of one judging, and the runs over them. */
class Docket {
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
    return [...groups.values()].map(({ target, members }) =>
      judge(this.objectsSeenBy(members), { rules: hardenedProfile, target, today: today() }));
  }

  /** How many objects are judged, items of lists one by one. */
  public get size(): number {
    return [...this.judged].reduce((sum, { json }) => sum + expandLists(json).length, 0);
  }

  public findings(verdicts: readonly Verdict[]): Finding[] {
    return mergeFindings([...this.objects.values()], verdicts);
  }

  private objectsSeenBy(members: ReadonlySet<RenderedManifest>): JudgedObject[] {
    return this.manifests.map(manifest => {
      const object = this.objects.get(manifest)!;
      return members.has(manifest) ? object : { ...object, onlySeen: true };
    });
  }
}

/** Beside what stops the synth, what is only reported is a warning. */
function asWarnings(verdict: Verdict): Verdict {
  const soften = (finding: Finding): Finding => (finding.outcome === Outcome.FAILING ? { ...finding, outcome: Outcome.WARNING } : finding);
  return { ...verdict, findings: new Map([...verdict.findings].map(([object, findings]) => [object, findings.map(soften)])) };
}

function judgedObject({ construct, constructPath, json, refusals, unreadable }: RenderedManifest, waivers: readonly GivenWaiver[]): JudgedObject {
  return { json, constructPath, waiveAt: constructThatPeopleHold(construct).node.path, refusals, unreadable, waivers };
}

/** What a developer has a variable for: not the object within a construct of cdk8s-plus, nor those that an Include makes. */
function constructThatPeopleHold(construct: IConstruct): IConstruct {
  const around = construct.node.scope;
  const isInside = around instanceof Include || (ApiObject.isApiObject(construct) && ['Resource', 'Default'].includes(construct.node.id));
  return around && isInside ? constructThatPeopleHold(around) : construct;
}

function isWithin(construct: IConstruct, scope: IConstruct): boolean {
  for (let current: IConstruct | undefined = construct; current; current = current.node.scope) {
    if (current === scope) return true;
  }
  return false;
}

/** What is said: the report where something fails or has to be known, nothing where all is well. */
function spoken(report: Report, stops: boolean): Omit<Judgement, 'judged'> {
  if (!stops && report.findings.length === 0 && !report.reportOnly) return {};
  const plain = terminalReport(report, PLAIN);
  const onTerminal = process.stderr.isTTY && !process.env.NO_COLOR ? terminalReport(report, COLOURED) : plain;
  if (stops) return { failure: plain, failureOnTerminal: onTerminal };
  return { notice: onTerminal };
}

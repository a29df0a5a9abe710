import { IConstruct } from 'constructs';
import { Verdict } from '../engine/judge';
import { Outcome } from '../engine/outcome';
import { Finding, Report, WaiverUse } from '../engine/report';
import { isInUse, unusedWaiverFindings } from '../engine/unused-waivers';
import { COLOURED, PLAIN } from '../report/paint';
import { terminalReport } from '../report/terminal-report';
import { Judge, Judgement, RenderedManifest } from '../synth/judge';
import { SynthSession } from '../synth/synth-session';
import { Docket, Hold } from './docket';
import type { HardeningAspect } from './hardening-aspect';
import { writeReportFile } from './report-file';
import { lacksVersion, targetFactsFor } from './target-facts';
import { today } from './today';
import { waiversWithin } from './tree-waivers';

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
    for (const { scope, aspect } of this.holds) {
      if (aspect.reportFile !== undefined) writeReportFile(aspect.reportFile, report, targetFactsFor(scope, aspect).minor);
    }
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

/** Beside what stops the synth, what is only reported is a warning. */
function asWarnings(verdict: Verdict): Verdict {
  const soften = (finding: Finding): Finding => (finding.outcome === Outcome.FAILING ? { ...finding, outcome: Outcome.WARNING } : finding);
  return { ...verdict, findings: new Map([...verdict.findings].map(([object, findings]) => [object, findings.map(soften)])) };
}

/** What is said: the report where something fails or has to be known, nothing where all is well. */
function spoken(report: Report, stops: boolean): Omit<Judgement, 'judged'> {
  if (!stops && report.findings.length === 0 && !report.reportOnly) return {};
  const plain = terminalReport(report, PLAIN);
  const onTerminal = process.stderr.isTTY && !process.env.NO_COLOR ? terminalReport(report, COLOURED) : plain;
  if (stops) return { failure: plain, failureOnTerminal: onTerminal };
  return { notice: onTerminal };
}

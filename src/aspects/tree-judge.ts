import { IConstruct } from 'constructs';
import { Verdict } from '../engine/judge';
import { Outcome } from '../engine/outcome';
import { Finding, Report } from '../engine/report';
import { COLOURED, PLAIN } from '../report/paint';
import { terminalReport } from '../report/terminal-report';
import { Judge, Judgement, RenderedManifest } from '../synth/judge';
import { SynthSession } from '../synth/synth-session';
import { Docket, Hold } from './docket';
import type { HardeningAspect } from './hardening-aspect';
import { NetworkLockAudit } from './network-lock-audit';
import { updatedLocks } from './network-lock-update';
import { annotationsFor } from './object-annotations';
import { writeReportFile } from './report-file';
import { lacksVersion, targetFactsFor } from './target-facts';
import { HoldingWaivers } from './tree-waivers';
import { WaiverAudit } from './waiver-audit';
import { clockOf, clockToTell, termsOf } from './waiver-terms-of';

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
    const refusal = this.refusalOfClock();
    if (refusal !== undefined) return { failure: `${refusal} Nothing was written.`, judged: new Set(manifests) };
    const update = updatedLocks(manifests, this.holds);
    if (update !== undefined) return { failure: update, judged: new Set(manifests) };
    const { report, annotations, judged } = examine(manifests, this.holds, new NetworkLockAudit(manifests));
    for (const { scope, aspect } of this.holds) {
      if (aspect.reportFile !== undefined) writeReportFile(aspect.reportFile, report, targetFactsFor(scope, aspect).minor);
    }
    return { ...spoken(report), judged, annotations };
  }

  /** Why the day by which waivers expire is none to judge by, if so. */
  private refusalOfClock(): string | undefined {
    try {
      this.holds.forEach(({ aspect }) => clockOf(aspect));
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  }
}

/** What came of judging manifests by what some aspects ask. */
export interface Examination extends Pick<Judgement, 'judged' | 'annotations'> {
  readonly report: Report;
}

/**
 * Judges manifests, and says nothing to anybody.
 *
 * @param locks what holds the network of the app to its locks; by default they count for nothing, as they are files of the app and not of a test.
 */
export function examine(manifests: readonly RenderedManifest[], holds: readonly Hold[], locks?: NetworkLockAudit): Examination {
  const waivers = new HoldingWaivers();
  const docket = new Docket(manifests, waivers);
  const runOf = (hold: Hold): Verdict[] => docket.run(hold, termsOf(hold.aspect));
  const strictHolds = holds.filter(({ aspect }) => !aspect.reportOnly);
  const laxHolds = holds.filter(({ aspect }) => aspect.reportOnly);
  const strict = strictHolds.flatMap(runOf);
  const lax = laxHolds.flatMap(runOf);
  const audit = new WaiverAudit(holds, waivers, docket, [...strict, ...lax]);
  const excusals = docket.excusals([...strict, ...lax]);
  const { annotations, widened } = annotationsFor(excusals, holds);

  const ofStrict = [...audit.findings(strictHolds), ...locks?.findings(strictHolds) ?? []];
  const stops = [...docket.findings(strict), ...ofStrict].some(({ outcome }) => outcome === Outcome.FAILING);
  const ofLax = [...audit.findings(laxHolds, ofStrict), ...(locks?.findings(laxHolds) ?? []).filter(finding => !ofStrict.includes(finding))];
  const clock = clockToTell(holds.map(({ aspect }) => aspect));
  return {
    judged: docket.judged,
    annotations,
    report: {
      objects: docket.size,
      findings: [
        ...docket.findings([...strict, ...stops ? lax.map(asWarnings) : lax]),
        ...ofStrict,
        ...stops ? ofLax.map(softened) : ofLax,
      ],
      waivers: audit.uses(widened),
      ...clock && { clock },
      reportOnly: !stops && laxHolds.length > 0,
      versionUnknown: holds.some(({ scope, aspect }) => lacksVersion(scope, aspect)),
    },
  };
}

/** Beside what stops the synth, what is only reported is a warning. */
function asWarnings(verdict: Verdict): Verdict {
  return { ...verdict, findings: new Map([...verdict.findings].map(([object, findings]) => [object, findings.map(softened)])) };
}

function softened(finding: Finding): Finding {
  return finding.outcome === Outcome.FAILING ? { ...finding, outcome: Outcome.WARNING } : finding;
}

/** What is said: the report where something fails or has to be known, nothing where all is well. */
function spoken(report: Report): Pick<Judgement, 'failure' | 'failureOnTerminal' | 'notice'> {
  const { findings, reportOnly, clock, waivers } = report;
  const stops = !reportOnly && findings.some(({ outcome }) => outcome === Outcome.FAILING);
  if (findings.length === 0 && !reportOnly && clock?.setBackFrom === undefined && !waivers.some(({ used }) => used)) return {};
  const plain = terminalReport(report, PLAIN);
  const onTerminal = process.stderr.isTTY && !process.env.NO_COLOR ? terminalReport(report, COLOURED) : plain;
  if (stops) return { failure: plain, failureOnTerminal: onTerminal };
  return { notice: onTerminal };
}

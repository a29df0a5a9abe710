import { reasonOf } from './deep-copy';
import { AnnotationsAt, Judge, Judgement, RenderedManifest } from './judge';
import { refusalReport } from './refusal-report';

/** What stops the synth, and how it looks on the terminal. */
export interface Failure {
  readonly text: string;
  readonly onTerminal: string;
}

/** What all judges say together. */
export interface Verdict {
  readonly failures: readonly Failure[];
  readonly notices: readonly string[];
  /** What all of them together add to what is written. */
  readonly annotations: ReadonlyMap<RenderedManifest, readonly AnnotationsAt[]>;
}

/** Asks every judge. What no judge answers for is judged by the refusals it came with. */
export function reachVerdict(judges: readonly Judge[], manifests: readonly RenderedManifest[]): Verdict {
  const judgements = judges.map(judge => judgementOf(judge, manifests));
  const unanswered = manifests
    .filter(({ refusals, dropped, unreadable }) => refusals.length > 0 || dropped.length > 0 || unreadable !== undefined)
    .filter(manifest => !judgements.some(judgement => judgement.judged.has(manifest)));
  const failures = judgements.flatMap(({ failure, failureOnTerminal }) => (failure === undefined ? [] : [failureOf(failure, failureOnTerminal)]));
  if (unanswered.length > 0) failures.push(failureOf(refusalReport(unanswered)));
  return { failures, notices: judgements.map(judgement => judgement.notice).filter(isText), annotations: annotationsOf(judgements) };
}

function annotationsOf(judgements: readonly Judgement[]): Verdict['annotations'] {
  const all = new Map<RenderedManifest, AnnotationsAt[]>();
  for (const { annotations } of judgements) {
    annotations?.forEach((added, manifest) => all.set(manifest, [...all.get(manifest) ?? [], ...added]));
  }
  return all;
}

/** A judge that throws has judged nothing, and that is a failure. */
function judgementOf(judge: Judge, manifests: readonly RenderedManifest[]): Judgement {
  try {
    return judge.judge(manifests);
  } catch (error) {
    return { failure: `A judge failed, so that nothing is known about the manifests: ${reasonOf(error)}`, judged: new Set() };
  }
}

function failureOf(text: string, onTerminal: string = text): Failure {
  return { text, onTerminal };
}

function isText(text: string | undefined): text is string {
  return text !== undefined;
}

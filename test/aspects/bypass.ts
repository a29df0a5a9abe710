import { CleanApp, CleanAppOptions } from './clean-app';

/** One way to smuggle something forbidden into an otherwise clean app. */
export interface Bypass {
  /** What is tried, as the rest of a sentence. */
  readonly name: string;
  readonly smuggle: (clean: CleanApp) => void;
  readonly options?: CleanAppOptions;
  /** The Aspect is added after the smuggling, not before. */
  readonly aspectLast?: true;
  /** What the report tells: construct, rule and place. By path where they differ; none where nothing forbidden is left to come out. */
  readonly told: readonly string[] | { readonly session: readonly string[]; readonly net: readonly string[] };
  /** The only rule that is looked at, where the smuggled object breaks many. */
  readonly rule?: string;
  /** What would come out of the same app if nobody judged it, where cdk8s itself does not refuse it. */
  readonly leaks?: RegExp;
}

export const PRIVILEGED = /"?privileged"?: ?true/;

/** What the report tells of a privileged container `app` in a construct. */
export function privileged(construct: string, place = 'container "app": securityContext.privileged'): string {
  return `${construct} no-privileged ${place}`;
}

/** Answers one thing up to a call, another from then on. */
export function turning<T>(before: T, after: T, at: number): () => T {
  let calls = 0;
  return () => (calls++ < at ? before : after);
}

/** Does something the first time only. */
export function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    act();
  };
}

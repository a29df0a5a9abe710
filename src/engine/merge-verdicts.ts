import { Verdict } from './judge';
import { Origin } from './judged-object';
import { Outcome } from './outcome';
import { Finding } from './report';

const STRICTNESS = [Outcome.WAIVED, Outcome.WARNING, Outcome.FAILING];

/** The findings of several runs over the same objects: each fault once, with the strictest outcome, origin by origin. */
export function mergeFindings(origins: readonly Origin[], verdicts: readonly Verdict[]): Finding[] {
  if (verdicts.length === 1) return origins.flatMap(origin => verdicts[0].findings.get(origin) ?? []);
  return origins.flatMap(origin => {
    const merged = new Map<string, Finding>();
    for (const finding of verdicts.flatMap(({ findings }) => findings.get(origin) ?? [])) {
      const key = `${finding.ruleId} ${finding.path} ${finding.message}`;
      const known = merged.get(key);
      if (!known || strictness(finding) > strictness(known)) merged.set(key, finding);
    }
    return [...merged.values()];
  });
}

function strictness({ outcome }: Finding): number {
  return STRICTNESS.indexOf(outcome);
}

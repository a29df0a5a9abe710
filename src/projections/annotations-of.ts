import { AnnotatingScanner } from './annotating-scanner';
import { checkov } from './checkov';
import { kubeLinter } from './kube-linter';
import { kubeScore } from './kube-score';
import { kubescape } from './kubescape';
import { polaris } from './polaris';
import { ProjectedWaiver } from './projected-waiver';
import { Scanner } from './scanner';
import { silencedChecks, uncheckedRules, widerThanWaiver } from './silenced-checks';

/** How the annotations of a scanner are written, and which of its checks stand for which rules. */
export const ANNOTATING_SCANNERS: { readonly [scanner in Scanner]: AnnotatingScanner } = {
  [Scanner.KUBE_LINTER]: kubeLinter,
  [Scanner.KUBE_SCORE]: kubeScore,
  [Scanner.POLARIS]: polaris,
  [Scanner.CHECKOV]: checkov,
  [Scanner.KUBESCAPE]: kubescape,
};

/** What a scanner is told of the waivers of one object. */
export interface ScannerAnnotations {
  /** For the metadata of the object itself, never of its pod template: most scanners do not look there, and a change there restarts pods. */
  readonly annotations: Readonly<Record<string, string>>;
  /** Where the annotations do more than the waivers say: sentences without a full stop, each once. */
  readonly wider: readonly string[];
  /** The same sentences by the waiver that they are about, in its place in the list that was given. */
  readonly widerByWaiver: ReadonlyArray<readonly string[]>;
  /** The rules, by their ids, that no check of the scanner stands for: it may still complain. */
  readonly unknown: readonly string[];
}

/**
 * Says the waivers of one object in the words of another scanner. Such an annotation silences a check for the whole object and, but for
 * Kubescape, for good, so the result tells where that is more than was waived.
 *
 * @param waivers all waivers that excused something on the object: their reasons, and their ends, are combined where the scanner takes only one.
 */
export function projectedAnnotations(scanner: Scanner, waivers: readonly ProjectedWaiver[]): ScannerAnnotations {
  const { checks, knowsEnds, keyOf, annotationsFor } = ANNOTATING_SCANNERS[scanner];
  const silenced = silencedChecks(checks, waivers);
  const widerByWaiver = waivers.map(waiver => {
    const ofWaiver = silenced.filter(one => one.waivers.includes(waiver));
    const isEndless = !knowsEnds && waiver.expires !== undefined && ofWaiver.length > 0;
    return [
      ...ofWaiver.flatMap(one => widerThanWaiver(waiver, one, keyOf(one.id), waivers)),
      ...isEndless ? [`${scanner} knows no end of its annotations, and the waiver has one: they hold until a synth without the waiver is applied`] : [],
    ];
  });
  return {
    annotations: silenced.length === 0 ? {} : annotationsFor(silenced),
    wider: [...new Set(widerByWaiver.flat())],
    widerByWaiver,
    unknown: uncheckedRules(checks, waivers),
  };
}

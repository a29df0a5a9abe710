import { Outcome } from '../engine/outcome';
import { Clock } from '../engine/report';
import { Digest } from './digest';
import { ReportContents } from './report-format';

/** `1 violation, 0 waived, 14 objects`: how much was found. */
export function summaryLine(findings: Digest, objects: number): string {
  const warnings = findings.of(Outcome.WARNING);
  return [
    counted(findings.of(Outcome.FAILING), 'violation'),
    ...warnings > 0 ? [counted(warnings, 'warning')] : [],
    `${findings.of(Outcome.WAIVED)} waived`,
    counted(objects, 'object'),
  ].join(', ');
}

/** What follows from it: `This fails by the profile hardened for Kubernetes 1.31.` */
export function verdictLine({ digest, profile, kubernetesVersion }: ReportContents): string {
  const verdict = digest.of(Outcome.FAILING) === 0 ? 'Nothing fails' : 'This fails';
  return `${verdict} by the profile ${profile} for Kubernetes ${kubernetesVersion}.`;
}

/** What a reader has to know before anything else: that waivers hold which have expired. Nothing where the clock was not set back. */
export function backdatingLines(clock: Clock | undefined): string[] {
  if (clock?.setBackFrom === undefined) return [];
  return [
    `The day by which waivers expire is set back to ${clock.today} (today is ${clock.setBackFrom}): waivers that have expired since then hold.`,
  ];
}

/** The day by which waivers were judged, where somebody set it and did not set it back. */
export function clockLines(clock: Clock | undefined): string[] {
  return clock === undefined || clock.setBackFrom !== undefined ? [] : [`Waivers are judged as of ${clock.today}.`];
}

/** What a baseline did, a sentence each; nothing without one. */
export function baselineLines({ baseline }: ReportContents): string[] {
  if (baseline === undefined) return [];
  const { known, mended } = baseline;
  return [
    ...known > 0 ? [`${counted(known, 'violation')} of the baseline ${known === 1 ? 'is' : 'are'} still there and only ${known === 1 ? 'warns' : 'warn'}.`] : [],
    ...mended > 0 ? [`${counted(mended, 'finding')} of the baseline ${mended === 1 ? 'is' : 'are'} gone: write it anew, so that ${mended === 1 ? 'it' : 'they'} cannot come back.`] : [],
  ];
}

/** `1 object`, `2 objects`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

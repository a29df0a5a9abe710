import { Clock, Finding, WaiverUse } from '../engine/report';
import { Digest } from './digest';

/** A report of any length: the findings are read one by one, as often as a format asks for them. */
export interface ReportContents {
  readonly profile: string;
  /** The minor of Kubernetes that was judged by: `1.31`. */
  readonly kubernetesVersion: string;
  readonly objects: number;
  readonly findings: Iterable<Finding>;
  readonly digest: Digest;
  readonly waivers: readonly WaiverUse[];
  /** The day by which the waivers were judged, where somebody set it. */
  readonly clock?: Clock;
  /** What a baseline did, where there is one. */
  readonly baseline?: BaselineUse;
}

/** How a check compares with an earlier one whose findings were accepted for the time being. */
export interface BaselineUse {
  /** How many findings warn, and do not fail, because they are in the baseline. */
  readonly known: number;
  /** How many findings of the baseline are not there any more. */
  readonly mended: number;
}

/** Writes a report as text, piece by piece, line feed at the end included. */
export type ReportFormat = (report: ReportContents) => Iterable<string>;

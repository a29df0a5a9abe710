import { Control } from '../frameworks/control';
import { Source } from '../source/source';
import { Waiver } from '../waivers/waiver';
import { Outcome } from './outcome';

/** One place where one rule is not met. */
export interface Finding {
  readonly ruleId: string;
  readonly outcome: Outcome;
  readonly severity: string;
  readonly resource: {
    readonly apiVersion: string;
    readonly kind: string;
    readonly namespace: string;
    readonly name: string;
  };
  /** Where the construct is that made the object; empty for an object without a construct. */
  readonly constructPath: string;
  readonly container?: string;
  /** From the object: `spec.template.spec.containers[0].securityContext.privileged`. */
  readonly path: string;
  /** From the container or the pod: `securityContext.privileged`. */
  readonly field: string;
  /** What the field must be, and what was found: `must be true, is false`. */
  readonly message: string;
  readonly why: string;
  readonly fix: string;
  /** The TypeScript of the waiver that would excuse it; absent where nothing can. */
  readonly waiverToWrite?: string;
  /** The path of the construct that a developer holds, and would waive it at. */
  readonly waiveAt: string;
  /** The controls of published frameworks that it goes against. */
  readonly controls: readonly Control[];
  /** Where it was written, if that is known. */
  readonly source?: Source;
  /** The waiver that excuses it, that did until it expired, or that would if nobody forbade it; of a finding about a waiver, that one. */
  readonly waiver?: Waiver;
  /** The construct that the waiver was given to. */
  readonly waivedAt?: string;
  /** Who forbids the waiver that would excuse it. */
  readonly forbiddenBy?: string;
}

/** A waiver of the app, and whether anything needed it. */
export interface WaiverUse {
  readonly waiver: Waiver;
  /** Where it was given; empty for the app, and for a file. */
  readonly constructPath: string;
  /** Where it was written, if that is known. */
  readonly source?: Source;
  /** How many findings it excuses. */
  readonly excuses: number;
  /** It excuses, or did until it expired, or would if nobody forbade it. */
  readonly used: boolean;
  /** Its last day has passed. */
  readonly expired: boolean;
  /** Annotations that other scanners obey, where they say more than the waiver does: a sentence each. */
  readonly widened?: readonly string[];
}

/** The day by which waivers were judged, where somebody set it. */
export interface Clock {
  readonly today: string;
  /** The real day, where that is later: waivers that have expired since then hold. */
  readonly setBackFrom?: string;
}

/** What a run found. */
export interface Report {
  /** How many objects were judged, items of lists one by one. */
  readonly objects: number;
  readonly findings: readonly Finding[];
  readonly waivers: readonly WaiverUse[];
  readonly clock?: Clock;
  /** What fails stops nothing. */
  readonly reportOnly: boolean;
  /** Nobody has said for which version of Kubernetes some of the objects are. */
  readonly versionUnknown: boolean;
}

import { Control } from '../frameworks/control';
import { Waiver } from '../waivers/waiver';
import { Outcome } from './outcome';

/** A line of a file. */
export interface Source {
  readonly file: string;
  /** From 1 on. */
  readonly line: number;
}

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
  /** The waiver that excuses it, or that did until it expired. */
  readonly waiver?: Waiver;
}

/** A waiver of the app, and whether anything needed it. */
export interface WaiverUse {
  readonly waiver: Waiver;
  /** Where it was given. */
  readonly constructPath: string;
  /** It excuses, or excused until it expired. */
  readonly used: boolean;
  /** Its last day has passed. */
  readonly expired: boolean;
}

/** What a run found. */
export interface Report {
  /** How many objects were judged, items of lists one by one. */
  readonly objects: number;
  readonly findings: readonly Finding[];
  readonly waivers: readonly WaiverUse[];
  /** What fails stops nothing. */
  readonly reportOnly: boolean;
  /** Nobody has said for which version of Kubernetes some of the objects are. */
  readonly versionUnknown: boolean;
}

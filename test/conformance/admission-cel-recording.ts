import { readFileSync } from 'fs';
import { join } from 'path';
import { Places } from './pod-security-recording';

export const ADMISSION_CEL_RECORDING = join(__dirname, 'admission-cel.recorded.json');

/**
 * The forms in which an API server hands an object to CEL: as it was written, which is how it treats custom resources; decoded into its own
 * types, as servers do from 1.37 on; and decoded and made into a map again, as servers did up to 1.36.
 */
export const FORMS = ['raw', 'typed', 'converted'] as const;
export type Form = typeof FORMS[number];

/** What the API server's own CEL says of generated manifests, by the policies that rules are exported to. None ended in an error. */
export interface AdmissionCelRecording {
  /** The version of k8s.io/apiserver. */
  readonly apiserver: string;
  /** Of `generatedWorkload`, judged by the policies about pods. */
  readonly workloads: { readonly first: number; readonly count: number };
  /** Of `generatedObject`, judged by the policies about their kind. */
  readonly objects: { readonly first: number; readonly count: number };
  /** Of the workloads, then the objects, as JSON, each with a line break behind it. */
  readonly manifestsSha256: string;
  readonly policies: readonly RecordedPolicy[];
  /** By seed, the policies that deny, as `writeDenied` writes them. */
  readonly deniedWorkloads: { readonly [seed: string]: string };
  readonly deniedObjects: { readonly [seed: string]: string };
}

export interface RecordedPolicy {
  /** The id of an exported policy. */
  readonly id: string;
  readonly sha256: string;
  /** The lowest version of Kubernetes whose CEL compiles it. */
  readonly lowestVersion: string;
  /**
   * The power of ten that its cost stayed below, of the 1,000,000 that an expression may cost. The cost itself differs from run to run
   * where an expression walks a map, whose order is random in Go.
   */
  readonly costBelow: number;
}

/** The places of the denying policies in their list, by form. */
export type Denied = { readonly [form in Form]: Places };

/** The places with commas between; three such lists, in the order of the forms, where the forms do not agree. */
export function writeDenied(denied: Denied): string {
  const lists = FORMS.map(form => [...denied[form]].sort((a, b) => a - b).join());
  return new Set(lists).size === 1 ? lists[0] : lists.join(' ');
}

export function readDenied(text: string): Denied {
  const lists = text.split(' ').map(list => new Set(list.split(',').filter(place => place !== '').map(Number)));
  return { raw: lists[0], typed: lists[1] ?? lists[0], converted: lists[2] ?? lists[0] };
}

export function readAdmissionCelRecording(): AdmissionCelRecording {
  return JSON.parse(readFileSync(ADMISSION_CEL_RECORDING, 'utf8')) as AdmissionCelRecording;
}

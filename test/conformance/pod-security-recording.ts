import { readFileSync } from 'fs';
import { join } from 'path';

export const POD_SECURITY_RECORDING = join(__dirname, 'pod-security.recorded.json');

/** What pod-security-admission says of generated manifests. Everything in it comes out of the library but the seeds and the versions between. */
export interface PodSecurityRecording {
  readonly podSecurityAdmission: string;
  /** Of `generatedWorkload`. */
  readonly seeds: { readonly first: number; readonly count: number };
  /** Of all manifests as JSON, each with a line break behind it. */
  readonly manifestsSha256: string;
  /** The versions at which some check begins or changes, rising: every version judges as the last of these that is not above it. */
  readonly versions: readonly string[];
  /** Sorted by id. */
  readonly checks: readonly RecordedCheck[];
  /** What the library says where a check fails, one example for each. */
  readonly messages: { readonly [checkId: string]: string };
  /**
   * By seed, the checks that fail, whatever their level, by their places in `checks`: `1.0:0,2 1.19:2 1.25:` are the first and the third
   * from 1.0 on, the third alone from 1.19 on, and none from 1.25 on. Empty where none fails in any version.
   */
  readonly failing: { readonly [seed: string]: string };
}

/** Places in a list. */
export type Places = ReadonlySet<number>;

export interface RecordedCheck {
  readonly id: string;
  readonly level: 'baseline' | 'restricted';
  /** The versions at which it begins and changes. */
  readonly since: readonly string[];
  /** The check of the baseline that the restricted level leaves out for it, whenever it is in force. */
  readonly overrides?: string;
}

export function readPodSecurityRecording(): PodSecurityRecording {
  return JSON.parse(readFileSync(POD_SECURITY_RECORDING, 'utf8')) as PodSecurityRecording;
}

/** The checks that a level counts in a version. */
export function checksCounted(checks: readonly RecordedCheck[], level: RecordedCheck['level'], version: string): readonly RecordedCheck[] {
  const inForce = checks.filter(({ since }) => minorOf(since[0]) <= minorOf(version));
  if (level === 'baseline') return inForce.filter(check => check.level === 'baseline');
  const overridden = inForce.map(({ overrides }) => overrides);
  return inForce.filter(({ id }) => !overridden.includes(id));
}

/** 25 for 1.25. */
export function minorOf(version: string): number {
  return Number(version.slice('1.'.length));
}

/** @param perVersion the places of the failing checks in their list, for each of the versions. */
export function writeFailing(perVersion: readonly Places[], versions: readonly string[]): string {
  const texts = perVersion.map(places => [...places].sort((a, b) => a - b).join());
  return texts.flatMap((text, at) => (text === (texts[at - 1] ?? '') ? [] : [`${versions[at]}:${text}`])).join(' ');
}

/** The places of the failing checks in their list, for each of the versions. */
export function readFailing(text: string, versions: readonly string[]): Places[] {
  const changes = new Map(text.split(' ').filter(change => change !== '').map(change => change.split(':') as [version: string, places: string]));
  let places: Places = new Set();
  return versions.map(version => {
    const change = changes.get(version);
    if (change !== undefined) places = new Set(change.split(',').filter(place => place !== '').map(Number));
    return places;
  });
}

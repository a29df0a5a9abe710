import { Pod } from '../kubernetes/pod';
import { PodSecurityLevel } from '../kubernetes/pod-security-level';
import { placeOfPod } from '../requirements/place';
import { Predicate, predicateOf } from '../requirements/predicate';
import { PodSecurityCheck, podSecurityChecks, podSecurityChecksOf } from './pod-security-checks';

/** What a pod fails of the Pod Security Standards, in all their versions at once. Pods with equal faults share one. */
export interface PodSecurityFaults {
  /** The checks of a level that it fails in a minor of Kubernetes. */
  failing(level: PodSecurityLevel, minor: number): readonly PodSecurityCheck[];
}

/** A check as it is from one minor on until it changes. */
interface Variant {
  readonly check: string;
  readonly since: number;
  readonly holds: Predicate;
}

/** Judges pods by every version of every check, so that the version to judge by may become known when the pod is gone. */
export class PodSecurityProbe {
  private readonly variants: readonly Variant[];
  private readonly known = new Map<string, PodSecurityFaults>();

  constructor() {
    this.variants = podSecurityChecks.flatMap(({ id, changesAt, rules }) => changesAt.map(since => {
      // The standards know no platform.
      const parts = rules.map(({ requires }) => predicateOf(requires, { minor: since, platformAssignsUserIds: false }));
      return { check: id, since, holds: (value: unknown, place) => parts.every(holds => holds(value, place)) };
    }));
  }

  public faultsOf(pod: Pod): PodSecurityFaults {
    const place = placeOfPod(pod);
    const failed = this.variants.filter(({ holds }) => !holds(place.value, place));
    const key = failed.map(({ check, since }) => `${check}@${since}`).join(' ');
    const known = this.known.get(key) ?? new Faults(failed);
    this.known.set(key, known);
    return known;
  }
}

class Faults implements PodSecurityFaults {
  private readonly byLevelAndMinor = new Map<string, readonly PodSecurityCheck[]>();

  constructor(private readonly failed: readonly Variant[]) {}

  public failing(level: PodSecurityLevel, minor: number): readonly PodSecurityCheck[] {
    const key = `${level} ${minor}`;
    let failing = this.byLevelAndMinor.get(key);
    if (!failing) this.byLevelAndMinor.set(key, failing = this.judge(level, minor));
    return failing;
  }

  private judge(level: PodSecurityLevel, minor: number): PodSecurityCheck[] {
    return podSecurityChecksOf(level, minor).filter(({ id, changesAt }) => {
      const inForce = Math.max(...changesAt.filter(since => since <= minor));
      return this.failed.some(({ check, since }) => check === id && since === inForce);
    });
  }
}

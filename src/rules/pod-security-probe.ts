import { Pod } from '../kubernetes/pod';
import { PodSecurityLevel } from '../kubernetes/pod-security-level';
import { Place, placeOfPod } from '../requirements/place';
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

/** A check, in all its versions, the oldest first. */
interface ProbedCheck {
  readonly variants: readonly Variant[];
  /** Each version asks for less than the one before. */
  readonly onlyRelaxes: boolean;
}

/** Judges pods by every version of every check, so that the version to judge by may become known when the pod is gone. */
export class PodSecurityProbe {
  private readonly checks: readonly ProbedCheck[] = podSecurityChecks.map(check => ({
    onlyRelaxes: !check.turns,
    variants: check.changesAt.map(since => variantOf(check, since)),
  }));
  private readonly known = new Map<string, PodSecurityFaults>();

  public faultsOf(pod: Pod): PodSecurityFaults {
    const failed = this.failedBy(placeOfPod(pod));
    const key = failed.length === 0 ? '' : failed.map(({ check, since }) => `${check}@${since}`).join(' ');
    let known = this.known.get(key);
    if (!known) this.known.set(key, known = new Faults(failed));
    return known;
  }

  private failedBy(place: Place): Variant[] {
    const failed: Variant[] = [];
    for (const { variants, onlyRelaxes } of this.checks) {
      // Whoever meets the strictest of them meets all.
      if (onlyRelaxes && variants[0].holds(place.value, place)) continue;
      failed.push(...variants.filter(({ holds }) => !holds(place.value, place)));
    }
    return failed;
  }
}

function variantOf({ id, rules }: PodSecurityCheck, since: number): Variant {
  // The standards know no platform.
  const parts = rules.map(({ requires }) => predicateOf(requires, { minor: since, platformAssignsUserIds: false }));
  return { check: id, since, holds: parts.length === 1 ? parts[0] : (value, place) => parts.every(holds => holds(value, place)) };
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

import { ConnectionSet } from '../connections/connection-set';
import { PodGroup } from './pod-group';
import { PolicyRow } from './policy-row';

/** Groups that have the same row, as the same policies are for them. */
export interface Profile {
  readonly row: PolicyRow;
  readonly groups: PodGroup[];
}

/** Finds who lets a group in by a rule that is for it, and not for every pod. */
export class NamedCallers {
  private readonly few = new Map<number, Profile[]>();
  private readonly many = new Map<ReadonlySet<number>, Map<ConnectionSet, Profile[]>>();

  constructor(ingress: readonly Profile[]) {
    for (const profile of ingress) {
      const { few, many } = profile.row.pods;
      for (const caller of few.keys()) append(this.few, caller, profile);
      for (const [callers, set] of many) {
        let bySet = this.many.get(callers);
        if (!bySet) this.many.set(callers, bySet = new Map());
        append(bySet, set, profile);
      }
    }
  }

  /** @param set the ports by which the caller is let out: those who let it in by none of them may be left out */
  public letIn({ index }: PodGroup, set: ConnectionSet): ReadonlySet<Profile> {
    const found = new Set(this.few.get(index));
    for (const [callers, bySet] of this.many) {
      if (!callers.has(index)) continue;
      for (const [into, profiles] of bySet) if (!into.intersection(set).isEmpty) profiles.forEach(profile => found.add(profile));
    }
    return found;
  }
}

function append<K>(map: Map<K, Profile[]>, key: K, profile: Profile): void {
  const known = map.get(key);
  if (known) known.push(profile);
  else map.set(key, [profile]);
}

import { Manifest } from '../kubernetes/manifest';
import { ObjectKind } from '../kubernetes/object-kind';
import { explain } from '../requirements/explain';
import { Place, placeOfPod } from '../requirements/place';
import { predicateOf } from '../requirements/predicate';
import { TargetFacts } from '../requirements/target-facts';
import { Violation } from '../requirements/violation';
import { ObjectRule, PodRule, Rule } from '../rules/rule';

/** A rule about one object, compiled for a target. Throws what the rule throws. */
export interface CompiledRule {
  readonly rule: PodRule | ObjectRule;
  violationsIn(manifest: Manifest): readonly Violation[];
}

const NONE: readonly never[] = [];

/** The rules about one object of a run, compiled once for its target. */
export class CompiledRules {
  private readonly ofPods: CompiledRule[] = [];
  /** By API group and kind. */
  private readonly ofKinds = new Map<string, CompiledRule[]>();
  private readonly byType = new Map<ObjectKind, readonly CompiledRule[]>();

  constructor(rules: readonly Rule[], target: TargetFacts) {
    for (const rule of rules) {
      if (rule.scope === 'pod') this.ofPods.push(compile(rule, target, podPlaces));
      if (rule.scope !== 'object') continue;
      const key = `${rule.group}/${rule.kind}`;
      this.ofKinds.set(key, [...this.ofKinds.get(key) ?? NONE, compile(rule, target, objectPlaces)]);
    }
  }

  /** The rules that have something to say about an object. */
  public for(manifest: Manifest): readonly CompiledRule[] {
    let rules = this.byType.get(manifest.type);
    if (!rules) this.byType.set(manifest.type, rules = this.ofType(manifest.type));
    return rules;
  }

  private ofType({ group, kind, templatePaths }: ObjectKind): readonly CompiledRule[] {
    const ofKind = this.ofKinds.get(`${group}/${kind}`) ?? NONE;
    return templatePaths.length === 0 ? ofKind : [...this.ofPods, ...ofKind];
  }
}

function compile(rule: PodRule | ObjectRule, target: TargetFacts, placesIn: (manifest: Manifest) => readonly Place[]): CompiledRule {
  const holds = predicateOf(rule.requires, target);
  return {
    rule,
    violationsIn: manifest => {
      const places = placesIn(manifest);
      return places.every(place => holds(place.value, place)) ? NONE : places.flatMap(place => explain(rule.requires, place, target));
    },
  };
}

function objectPlaces(manifest: Manifest): readonly Place[] {
  return [{ value: manifest.json, path: [], knownUpTo: 0 }];
}

const podPlacesOf = new WeakMap<Manifest, readonly Place[]>();

/** The places of the pods of a manifest, made once for all rules. */
function podPlaces(manifest: Manifest): readonly Place[] {
  const known = podPlacesOf.get(manifest);
  if (known) return known;
  const places = manifest.pods.map(placeOfPod);
  podPlacesOf.set(manifest, places);
  return places;
}

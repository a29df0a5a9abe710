import { Manifest } from '../kubernetes/manifest';
import { explain } from '../requirements/explain';
import { Place, placeOfPod } from '../requirements/place';
import { predicateOf } from '../requirements/predicate';
import { TargetFacts } from '../requirements/target-facts';
import { Violation } from '../requirements/violation';
import { AppRule, ObjectRule, PodRule, Rule } from '../rules/rule';

/** A rule about one object, compiled for a target. Throws what the rule throws. */
export interface CompiledRule {
  readonly rule: PodRule | ObjectRule;
  violationsIn(manifest: Manifest): readonly Violation[];
}

/** The rules of a run, compiled once for its target. */
export interface CompiledRules {
  readonly perObject: readonly CompiledRule[];
  readonly perApp: readonly AppRule[];
}

export function compileRules(rules: readonly Rule[], target: TargetFacts): CompiledRules {
  const perObject: CompiledRule[] = [];
  const perApp: AppRule[] = [];
  for (const rule of rules) {
    if (rule.scope === 'app') perApp.push(rule);
    else perObject.push(compileRule(rule, target));
  }
  return { perObject, perApp };
}

function compileRule(rule: PodRule | ObjectRule, target: TargetFacts): CompiledRule {
  const holds = predicateOf(rule.requires, target);
  return {
    rule,
    violationsIn: manifest => {
      const places = placesFor(rule, manifest);
      return places.every(place => holds(place.value, place)) ? NONE : places.flatMap(place => explain(rule.requires, place, target));
    },
  };
}

const NONE: readonly Violation[] = [];
const NOWHERE: readonly Place[] = [];

function placesFor(rule: PodRule | ObjectRule, manifest: Manifest): readonly Place[] {
  if (rule.scope === 'pod') return podPlaces(manifest);
  if (rule.group !== manifest.group || rule.kind !== manifest.kind) return NOWHERE;
  return [{ value: manifest.json, path: [], knownUpTo: 0 }];
}

const podPlacesOf = new WeakMap<Manifest, readonly Place[]>();

/** The places of the pods of a manifest, made once for all rules. */
function podPlaces(manifest: Manifest): readonly Place[] {
  if (manifest.pods.length === 0) return NOWHERE;
  const known = podPlacesOf.get(manifest);
  if (known) return known;
  const places = manifest.pods.map(placeOfPod);
  podPlacesOf.set(manifest, places);
  return places;
}

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
  violationsIn(places: Places): readonly Violation[];
}

/** The places of one object at which rules judge, made once for all of them. */
export interface Places {
  readonly object: Place;
  readonly pods: readonly Place[];
}

export function placesIn(manifest: Manifest): Places {
  return { object: { value: manifest.json, path: [], knownUpTo: 0 }, pods: manifest.pods.map(placeOfPod) };
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
      if (rule.scope === 'pod') this.ofPods.push(compile(rule, target));
      if (rule.scope !== 'object') continue;
      const key = `${rule.group}/${rule.kind}`;
      this.ofKinds.set(key, [...this.ofKinds.get(key) ?? NONE, compile(rule, target)]);
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

function compile(rule: PodRule | ObjectRule, target: TargetFacts): CompiledRule {
  const holds = predicateOf(rule.requires, target);
  const violationsAt = (place: Place): readonly Violation[] => (holds(place.value, place) ? NONE : explain(rule.requires, place, target));
  if (rule.scope === 'object') return { rule, violationsIn: ({ object }) => violationsAt(object) };
  return {
    rule,
    // By far most objects with pods carry one.
    violationsIn: ({ pods }) => (pods.length === 1 ? violationsAt(pods[0]) : pods.flatMap(place => [...violationsAt(place)])),
  };
}

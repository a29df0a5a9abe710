import { GivenWaiver } from '../engine/judged-object';
import { Excusal } from '../engine/waiver-ledger';
import { FieldPath, formatPath } from '../kubernetes/field-path';
import { isObject, JsonObject } from '../kubernetes/json';
import { projectedAnnotations } from '../projections/annotations-of';
import { mergedAnnotations } from '../projections/merged-annotations';
import { ProjectedWaiver } from '../projections/projected-waiver';
import { Scanner } from '../projections/scanner';
import { AnnotationsAt, RenderedManifest } from '../synth/judge';
import { narrowingInWords } from '../waivers/narrowing-in-words';
import { waiverAnnotation } from '../waivers/waiver-annotation';
import { Hold } from './docket';
import { isWithin } from './is-within';

/** What the used waivers leave on the objects. */
export interface ObjectAnnotations {
  readonly annotations: ReadonlyMap<RenderedManifest, readonly AnnotationsAt[]>;
  /** Where an annotation for another scanner says more than the waiver: sentences. */
  readonly widened: ReadonlyMap<GivenWaiver, readonly string[]>;
}

/** The annotations by which objects tell what was waived on them: ours, and those that other scanners obey. */
export function annotationsFor(excusals: ReadonlyMap<RenderedManifest, readonly Excusal[]>, holds: readonly Hold[]): ObjectAnnotations {
  const annotations = new Map<RenderedManifest, AnnotationsAt[]>();
  const widened = new Map<GivenWaiver, string[]>();
  for (const [manifest, ofManifest] of excusals) {
    const scanners = new Set(holds.filter(({ scope }) => isWithin(manifest.construct, scope)).flatMap(({ aspect }) => aspect.projectWaiversTo));
    annotations.set(manifest, byObject(ofManifest).map(ofObject => {
      const present = annotationsAt(manifest.json, ofObject[0].at);
      const projected = [...scanners].map(scanner => mergedAnnotations(scanner, project(scanner, ofObject, widened), present));
      return { at: ofObject[0].at, annotations: Object.assign({}, ...projected, ...ofObject.map(ownAnnotation)) };
    }));
  }
  return { annotations, widened };
}

/** The excusals object by object; several runs may have seen the same. */
function byObject(excusals: readonly Excusal[]): readonly Excusal[][] {
  const objects = new Map<string, Map<GivenWaiver, Excusal>>();
  for (const excusal of excusals) {
    const key = formatPath(excusal.at);
    const ofObject = objects.get(key) ?? new Map<GivenWaiver, Excusal>();
    objects.set(key, ofObject.set(excusal.given, merged(ofObject.get(excusal.given), excusal)));
  }
  return [...objects.values()].map(ofObject => [...ofObject.values()]);
}

function merged(known: Excusal | undefined, excusal: Excusal): Excusal {
  return known === undefined ? excusal : { ...excusal, ruleIds: new Set([...known.ruleIds, ...excusal.ruleIds]) };
}

function ownAnnotation({ given: { waiver } }: Excusal): Record<string, string> {
  const { key, value } = waiverAnnotation(waiver);
  return { [key]: value };
}

function annotationsAt(manifest: unknown, at: FieldPath): JsonObject {
  const found = [...at, 'metadata', 'annotations'].reduce((value: unknown, key) => (value as JsonObject | undefined)?.[key], manifest);
  return isObject(found) ? found : {};
}

/** Takes note of every waiver for which a scanner is told more than it says. */
function project(scanner: Scanner, excusals: readonly Excusal[], widened: Map<GivenWaiver, string[]>): Readonly<Record<string, string>> {
  const { annotations, widerByWaiver } = projectedAnnotations(scanner, excusals.map(projectedWaiver));
  excusals.forEach(({ given }, i) => widened.set(given, [...new Set([...widened.get(given) ?? [], ...widerByWaiver[i]])]));
  return annotations;
}

function projectedWaiver({ given: { waiver }, ruleIds }: Excusal): ProjectedWaiver {
  const { reason, expires, ticket, owner } = waiver;
  const narrowedTo = narrowingInWords(waiver);
  return {
    ruleIds: [...ruleIds],
    reason,
    ...expires !== undefined && { expires },
    ...ticket !== undefined && { ticket },
    ...owner !== undefined && { owner },
    ...narrowedTo !== undefined && { narrowedTo },
  };
}

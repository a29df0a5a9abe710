import { ApiObject } from 'cdk8s';
import { FieldPath, formatPath } from '../kubernetes/field-path';
import { isHardeningField } from '../kubernetes/hardening-fields';
import { isObject, JsonObject } from '../kubernetes/json';
import { arrivingForm } from './arriving-form';
import { Conversion } from './conversion';
import { PatchOperation, patchesOf } from './json-patches';
import { LostField, lostAt, lostFields, plainValue, Said } from './lost-fields';

/** A field that hardens, was asked for, and is missing from the JSON because a class left it out. */
export interface DroppedField {
  /** From the object, in the words of what asked for it: `spec.template.spec.securityContext.appArmorProfile`. */
  readonly path: string;
  /** What was asked for. */
  readonly value: unknown;
  /** The class that dropped it, and its package where that can be told: `KubeDeployment of cdk8s-plus-28`. */
  readonly by: string;
  /** What asked for it: a JSON patch, or the props of the object. */
  readonly asked: 'patch' | 'prop';
  /** What to write in its place so that the class lets it through: `hostIpc`, or `{ value: '1Gi' }`. Absent where nothing is known. */
  readonly arrivesAs?: string;
}

const NONE: readonly DroppedField[] = Object.freeze([]);

/**
 * The hardening fields that an object was asked for, by its JSON patches or by its raw props, and that its class dropped.
 *
 * The object is rendered a second time only where something seems to be missing: what the props and the patches say is compared with the
 * final JSON first, without resolving anything.
 *
 * @param final what its `toJson` gave.
 */
export function droppedFields(object: ApiObject, final: unknown): readonly DroppedField[] {
  const conversion = Conversion.of(object);
  if (conversion === undefined || !isObject(final)) return NONE;
  const hardens = ({ path, value }: LostField) => isHardeningField(String(final.kind), path, plainValue(value));
  const patches = patchesOf(object);
  if (!seemsDropped(propsOf(object), patches, final, hardens)) return NONE;

  const before = conversion.before();
  const after = conversion.isLast ? final : conversion.after();
  if (before === undefined || after === undefined) return NONE;
  return lostFields(before, after)
    // What a last hand fills has arrived.
    .flatMap(lost => conversion.isLast ? lost : lostAt(lost.path, lost.value, final))
    .filter(hardens)
    .map(lost => droppedField(conversion, before, lost, patches));
}

function droppedField(conversion: Conversion, before: JsonObject, lost: LostField, patches: readonly PatchOperation[] | undefined): DroppedField {
  const arrivesAs = arrivingForm(conversion, before, lost);
  return {
    path: formatPath(lost.path),
    value: plainValue(lost.value),
    by: conversion.by,
    asked: patches === undefined || patches.some(({ path }) => overlap(path, lost.path)) ? 'patch' : 'prop',
    ...arrivesAs === undefined ? {} : { arrivesAs },
  };
}

/** Whether a look at what is asked for, and at the final JSON, leaves a doubt. */
function seemsDropped(
  props: unknown, patches: readonly PatchOperation[] | undefined, final: JsonObject, hardens: (lost: LostField) => boolean,
): boolean {
  if (patches === undefined || lostFields(props, final).some(hardens)) return true;
  // Where items move, the path of a patch no longer says where its value ends up.
  if (patches.some(movesItems)) return patches.some(patch => copies(patch) || (puts(patch) && hardens(patch)));
  return patches.some(patch => puts(patch) && lostAt(patch.path, patch.value, final, Said.EXACTLY).some(hardens));
}

function puts({ op }: PatchOperation): boolean {
  return op === 'add' || op === 'replace';
}

function copies({ op }: PatchOperation): boolean {
  return op === 'move' || op === 'copy';
}

function movesItems(patch: PatchOperation): boolean {
  if (copies(patch)) return true;
  const last = patch.path[patch.path.length - 1];
  return (patch.op === 'add' || patch.op === 'remove') && (typeof last === 'number' || last === '-');
}

function propsOf(object: ApiObject): unknown {
  return (object as unknown as { readonly props?: unknown }).props;
}

/** One is the other, or within it. Items of lists are not told apart: patches move them. */
function overlap(one: FieldPath, other: FieldPath): boolean {
  const [shorter, longer] = [one, other].map(namesOf).sort((a, b) => a.length - b.length);
  return shorter.every((name, index) => name === longer[index]);
}

function namesOf(path: FieldPath): string[] {
  return path.filter((segment): segment is string => typeof segment === 'string' && segment !== '-');
}

import { inspect } from 'util';
import { FieldPath } from '../kubernetes/field-path';
import { JsonObject } from '../kubernetes/json';
import { Conversion } from './conversion';
import { LostField, lostAt, Said } from './lost-fields';

/** Another way to write a field. */
interface Form {
  /** As people write it. */
  readonly text: string;
  readonly name: string | number;
  readonly value: unknown;
}

/**
 * How to write a dropped field so that the class lets it through: by the name that it has in TypeScript, as in `hostIpc`, or wrapped, as in
 * `{ value: '1Gi' }`. Undefined where the class does not know the field at all, or cannot be asked.
 *
 * Found by trying: the class converts the same JSON with the field in the other form.
 */
export function arrivingForm(conversion: Conversion, before: JsonObject, lost: LostField): string | undefined {
  return formsOf(lost).find(form => {
    const converted = conversion.convert(rewritten(before, lost.path, form) as JsonObject);
    return converted !== undefined && lostAt(lost.path, lost.value, converted, Said.EXACTLY).length === 0;
  })?.text;
}

function formsOf({ path, value }: LostField): Form[] {
  const name = path[path.length - 1];
  const forms: Form[] = [];
  if (typeof name === 'string' && inTypeScript(name) !== name) forms.push({ text: inTypeScript(name), name: inTypeScript(name), value });
  if (typeof value === 'string' || typeof value === 'number') forms.push({ text: `{ value: ${inspect(value)} }`, name, value: { value } });
  return forms;
}

function rewritten(part: unknown, [segment, ...rest]: FieldPath, form: Form): unknown {
  const change = (value: unknown) => rest.length === 0 ? form.value : rewritten(value, rest, form);
  if (Array.isArray(part)) return part.map((item, index) => index === segment ? change(item) : item);
  const { [segment]: value, ...others } = part as JsonObject;
  return { ...others, [rest.length === 0 ? form.name : segment]: change(value) };
}

/** The name that `cdk8s import` gives to a field: `hostIPC` becomes `hostIpc`, `nonResourceURLs` becomes `nonResourceUrLs`. */
function inTypeScript(name: string): string {
  const words = name.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/([A-Z])([A-Z][a-z])/g, '$1 $2').split(/[^A-Za-z\d]+/).filter(word => word !== '');
  return words.map((word, index) => (index === 0 ? word.charAt(0).toLowerCase() : word.charAt(0).toUpperCase()) + word.slice(1).toLowerCase()).join('');
}

import { FieldPath } from '../kubernetes/field-path';
import { isObject } from '../kubernetes/json';
import { Manifest } from '../kubernetes/manifest';
import { Subject } from '../kubernetes/subject';
import { Rule } from '../rules/rule';
import { NamedObject } from '../waivers/waived-object-selector';
import { Origin } from './judged-object';

const NO_LABELS = {};

/** What is kept of an object as long as a rule about several remembers it. */
export class JudgedSubject extends Subject implements NamedObject {
  /** The rules about one object that it breaks, waived ones left out. */
  public broken: Set<Rule> | undefined = undefined;
  /** Of the object itself; kept where a waiver asks for them. */
  public readonly labels: NamedObject['labels'];

  /** @param path from what was written to the object, which may be an item of a List */
  constructor(
    manifest: Manifest, public readonly origin: Origin, public readonly path: FieldPath, public readonly onlySeen: boolean, defaultNamespace?: string,
  ) {
    super(manifest, origin.constructPath, defaultNamespace);
    this.labels = origin.waivers.some(({ waiver }) => waiver.objects?.labels !== undefined) ? labelsOf(manifest) : NO_LABELS;
  }
}

function labelsOf({ json }: Manifest): NamedObject['labels'] {
  const labels = isObject(json.metadata) ? json.metadata.labels : undefined;
  return isObject(labels) ? labels : NO_LABELS;
}

import { visibleText } from '../kubernetes/visible-text';
import { yamlTextHazards } from '../kubernetes/yaml-text';
import { ProjectedWaiver } from './projected-waiver';

/** Halves of a surrogate pair without the other one, and two more that are no characters: YAML cannot hold them. */
const NO_CHARACTER = /[\ud800-\udfff\ufffe\uffff]/gu;

/** Why something is waived, and who can be asked: the reason as it is, then ticket and owner where there are any. */
export function waiverStatement({ reason, ticket, owner }: ProjectedWaiver): string {
  const whom = [...ticket === undefined ? [] : [`ticket ${ticket}`], ...owner === undefined ? [] : [`owner ${owner}`]];
  return whom.length === 0 ? reason : `${reason} (${whom.join(', ')})`;
}

/** Why all of them are given, as the value of an annotation: one line of printable text, which is text to every reader of YAML. */
export function statementInOneLine(waivers: readonly ProjectedWaiver[]): string {
  const line = [...new Set(waivers.map(waiver => oneLine(waiverStatement(waiver))))].join('; ');
  // A reason such as 0o17 would reach the cluster as a number, and the API server refuses an annotation that is no text.
  return yamlTextHazards(line).length === 0 ? line : `Waived: ${line}`;
}

/** The text in one line: blanks for line breaks, and everything else that cannot be seen spelled out. */
export function oneLine(text: string): string {
  return visibleText(text.replace(/\s+/g, ' ').trim())
    .replace(NO_CHARACTER, character => `\\u${character.charCodeAt(0).toString(16)}`);
}

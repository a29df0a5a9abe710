import { IConstruct } from 'constructs';
import { Outcome } from '../engine/outcome';
import { Finding } from '../engine/report';
import { visibleText } from '../kubernetes/visible-text';
import { objectName } from '../report/told-finding';
import { ExpectedPlace } from './expected-place';
import { JudgedScope } from './judged-scope';
import { placeInScope } from './place-in-scope';

/** A finding that somebody expects. */
export interface ExpectedFinding {
  readonly outcome: Outcome.FAILING | Outcome.WARNING;
  /** As it is now. */
  readonly ruleId: string;
  /** From the object, or from the container or pod. */
  readonly path: string;
  readonly place: ExpectedPlace;
}

/** So many findings of the rule are listed where none is the expected one. */
const SHOWN = 10;

const TO_DO = { [Outcome.FAILING]: 'to fail', [Outcome.WARNING]: 'to warn' };
const DONE = { [Outcome.FAILING]: 'fails', [Outcome.WARNING]: 'warns', [Outcome.WAIVED]: 'is waived' };

/** What was found instead of a finding, line by line; nothing where it was found. */
export function findingDifference({ scope, report }: JudgedScope, expected: ExpectedFinding): string[] {
  const ofRule = report.findings.filter(({ ruleId }) => ruleId === expected.ruleId);
  const there = ofRule.filter(finding => isThere(finding, expected, scope));
  if (there.some(({ outcome }) => outcome === expected.outcome)) return [];
  const what = `${expected.ruleId} was expected ${TO_DO[expected.outcome]}${expectedPlace(expected)}`;
  if (there.length > 0) return [`${what}, and it ${instead(there[0])}`];
  if (ofRule.length === 0) return [`${what}, and it is found nowhere.`];
  const more = ofRule.length - SHOWN;
  return [`${what}, and it is found elsewhere:`, ...ofRule.slice(0, SHOWN).map(found), ...more > 0 ? [`  … and ${more} more`] : []];
}

function isThere(finding: Finding, { path, place }: ExpectedFinding, scope: IConstruct): boolean {
  const { container, resource, constructPath } = finding;
  return [finding.path, finding.field].includes(path)
    && (place.container === undefined || place.container === container)
    && (place.kind === undefined || place.kind === resource.kind)
    && (place.name === undefined || place.name === resource.name)
    && (place.namespace === undefined || place.namespace === resource.namespace)
    && (place.constructPath === undefined || isAtOrBelow(place.constructPath, placeInScope(scope, constructPath)));
}

function isAtOrBelow(expected: string, place: string | undefined): boolean {
  return place !== undefined && (expected === '' || place === expected || place.startsWith(`${expected}/`));
}

function expectedPlace({ path, place: { container, kind, name, namespace, constructPath } }: ExpectedFinding): string {
  const isObject = [kind, name, namespace].some(text => text !== undefined);
  return visibleText([
    ...path === '' ? [] : [` at ${path}`],
    ...container === undefined ? [] : [` in container "${container}"`],
    ...isObject ? [` of ${kind ?? 'an object'}`] : [],
    ...name === undefined ? [] : [` ${name}`],
    ...namespace === undefined ? [] : [` in namespace ${namespace}`],
    ...constructPath === undefined ? [] : [` (${constructPath || 'anywhere in the scope'})`],
  ].join(''));
}

function instead({ outcome, waiver }: Finding): string {
  if (outcome === Outcome.WAIVED) return `is waived there: ${visibleText(waiver!.reason)}`;
  return outcome === Outcome.WARNING ? 'only warns there. Where that is meant, expect it by warning(…).' : 'fails there. Where that is meant, expect it by failing(…).';
}

function found({ outcome, path, container, resource, constructPath }: Finding): string {
  const object = objectName(resource);
  return [
    `  ${DONE[outcome]}`,
    ...path === '' ? [] : [` at ${visibleText(path)}`],
    ...container === undefined ? [] : [` in container "${visibleText(container)}"`],
    ...object === '' ? [] : [` of ${object}`],
    ` (${visibleText(constructPath) || 'the app'})`,
  ].join('');
}

import { CheckTable, ForeignCheck, isRuleId } from './check-table';
import { ProjectedWaiver } from './projected-waiver';
import { stricterRule } from './stricter-rule';

/** A check that is not to fail on an object. */
export interface SilencedCheck<W extends ProjectedWaiver = ProjectedWaiver> {
  readonly id: string;
  readonly check: ForeignCheck;
  /** The waivers for which it is silenced, one at least. */
  readonly waivers: readonly W[];
}

/** The checks that these waivers silence, in the order of the table. */
export function silencedChecks<W extends ProjectedWaiver>(table: CheckTable, waivers: readonly W[]): ReadonlyArray<SilencedCheck<W>> {
  return Object.entries(table)
    .map(([id, check]) => ({ id, check, waivers: waivers.filter(waiver => check.rules.some(rule => excuses(waiver, rule))) }))
    .filter(silenced => silenced.waivers.length > 0);
}

/** The rules, by their ids, for which the scanner has no check. */
export function uncheckedRules(table: CheckTable, waivers: readonly ProjectedWaiver[]): readonly string[] {
  const checked = new Set(Object.values(table).flatMap(({ rules }) => rules));
  const waived = new Set(waivers.flatMap(({ ruleIds }) => ruleIds));
  return [...waived].filter(id => !checked.has(stricterRule(id))).sort();
}

/**
 * Where silencing a check does more than a waiver says, in sentences without a full stop.
 *
 * @param how what silences it, such as the key of an annotation.
 * @param all the waivers of the object: what another one excuses is not told.
 */
export function widerThanWaiver(waiver: ProjectedWaiver, { id, check }: SilencedCheck, how: string, all: readonly ProjectedWaiver[]): string[] {
  const excused = check.rules.filter(rule => excuses(waiver, rule));
  const narrowed = waiver.narrowedTo !== undefined && excused.some(rule => !isExcusedWholly(rule, all));
  const besides = findsBesides(check, all);
  return [
    ...narrowed ? [`${how} silences ${id} for the whole object, the waiver is for ${waiver.narrowedTo}`] : [],
    ...besides === undefined ? [] : [`${how} silences ${id}, which also finds ${besides}`],
  ];
}

/** What a check finds that no waiver of the object is for; undefined where there is nothing. */
export function findsBesides({ rules, also = [] }: ForeignCheck, all: readonly ProjectedWaiver[]): string | undefined {
  const others = [
    ...rules.filter(rule => !all.some(waiver => excuses(waiver, rule))),
    ...also.filter(isRuleId).filter(rule => !isExcusedWholly(rule, all)),
  ];
  return listed([...others.length === 0 ? [] : [`what breaks ${listed(others, 'or')}`], ...also.filter(thing => !isRuleId(thing))], 'and');
}

function excuses({ ruleIds }: ProjectedWaiver, rule: string): boolean {
  return ruleIds.some(id => stricterRule(id) === rule);
}

function isExcusedWholly(rule: string, waivers: readonly ProjectedWaiver[]): boolean {
  return waivers.some(waiver => waiver.narrowedTo === undefined && excuses(waiver, rule));
}

/** `a, b and c`; undefined for an empty list. */
function listed(things: readonly string[], conjunction: 'and' | 'or'): string | undefined {
  if (things.length < 2) return things[0];
  return `${things.slice(0, -1).join(', ')} ${conjunction} ${things[things.length - 1]}`;
}

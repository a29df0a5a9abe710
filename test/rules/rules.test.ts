import { judge } from '../../src/engine/judge';
import { JudgedObject } from '../../src/engine/judged-object';
import { Finding } from '../../src/engine/report';
import { allRules } from '../../src/rules/all-rules';
import { ObjectRuleDeclaration, PodRuleDeclaration, Rule } from '../../src/rules/rule';
import { changed } from './changed';
import { minimalPod } from './minimal-pod';

const NEWEST = 37;

function findings(objects: readonly object[], rules: readonly Rule[], minor = NEWEST): Finding[] {
  const judged: JudgedObject[] = objects.map(json => ({ json, origin: { constructPath: '', waiveAt: '', waivers: [], refusals: [] } }));
  const verdict = judge(judged, { rules, target: { minor, platformAssignsUserIds: false }, today: '2026-11-22', writtenAsYaml: true });
  return judged.flatMap(({ origin }) => verdict.findings.get(origin) ?? []);
}

const minimalOf = (rule: PodRuleDeclaration | ObjectRuleDeclaration) => (rule.scope === 'object' ? rule.minimal : minimalPod);
const perObjectRules = allRules.filter(rule => rule.scope !== 'app');
/** Of the rules that only a standard has, none but the one at hand. */
const besides = (rule: Rule) => perObjectRules.filter(other => !other.standardOnly || other === rule);
const appRules = allRules.filter(rule => rule.scope === 'app');

test('the minimal pod breaks no rule about one object', () => {
  expect(findings([minimalPod], perObjectRules)).toEqual([]);
});

describe.each(perObjectRules.map(rule => [rule.id, rule] as const))('%s', (_, rule) => {
  test('accepts its minimal object', () => {
    expect(findings([minimalOf(rule)], [rule])).toEqual([]);
  });

  test.each(rule.examples.good.map(change => [JSON.stringify(change), change] as const))('accepts %s', (__, change) => {
    expect(findings([changed(minimalOf(rule), change)], [rule])).toEqual([]);
  });

  test.each(rule.examples.bad.map(bad => [JSON.stringify(bad.change), bad] as const))('refuses %s', (__, { change, at, minor }) => {
    expect(findings([changed(minimalOf(rule), change)], [rule], minor).map(({ path }) => path)).toEqual(at);
  });

  test.each(rule.examples.bad.filter(({ minor }) => minor === undefined).map(bad => [JSON.stringify(bad.change), bad] as const))('%s breaks no other rule than it says', (__, { change, also = [] }) => {
    const broken = findings([changed(minimalOf(rule), change)], besides(rule)).map(({ ruleId }) => ruleId);
    expect([...new Set(broken)].sort()).toEqual([rule.id, ...also].sort());
  });
});

describe.each(appRules.map(rule => [rule.id, rule] as const))('%s', (_, rule) => {
  test.each(rule.examples().good.map((objects, index) => [index, objects] as const))('accepts good example %i', (__, objects) => {
    expect(findings(objects, [rule])).toEqual([]);
  });

  test.each(rule.examples().bad.map(bad => [JSON.stringify(bad.at), bad] as const))('refuses with %s', (__, { objects, at }) => {
    expect(findings(objects, [rule]).map(({ resource, path }) => `${resource.kind} ${resource.name} ${path}`)).toEqual(at);
  });
});

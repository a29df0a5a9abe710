import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { rulesIndex } from '../../projenrc/rules-index';
import { PodSecurityLevel } from '../../src/kubernetes/pod-security-level';
import { allRules } from '../../src/rules/all-rules';
import { catalogue } from '../../src/rules/catalogue';
import { podSecurityChecks, podSecurityChecksOf } from '../../src/rules/pod-security-checks';
import { profiles } from '../../src/rules/profiles';
import { RuleDeclaration } from '../../src/rules/rule';
import { Waiver } from '../../src/waivers/waiver';

const FOLDER = path.join(__dirname, '../../src/rules');

test('the index names every rule file: run `npx projen` where it does not', () => {
  const index = readFileSync(path.join(FOLDER, 'all-rules.ts'), 'utf8').trimEnd().split('\n');
  expect(index.filter(line => !line.startsWith('// ~~'))).toEqual(rulesIndex(FOLDER));
});

test('every id is the name of the file that declares it', () => {
  const files = rulesIndex(FOLDER).flatMap(line => /from '\.\/[^/]+\/(.+)'/.exec(line)?.[1] ?? []);
  expect(allRules.map(({ id }) => id)).toEqual(files);
});

test('what runs is what the files declare, without the examples: run `npx projen` where it is not', () => {
  const without = (rule: RuleDeclaration) => Object.fromEntries(Object.entries(rule).filter(([name]) => !['examples', 'minimal', 'begin'].includes(name)));
  const sorted = (rules: ReadonlyArray<{ readonly [field: string]: unknown }>) => [...rules].sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1));
  expect(sorted(catalogue.map(rule => without(rule as RuleDeclaration)))).toEqual(sorted(allRules.map(without)));
});

test('no id or alias is used twice', () => {
  const ids = allRules.flatMap(({ id, aliases = [] }) => [id, ...aliases]);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test('every why and fix is a sentence with a full stop, and no title has one', () => {
  expect(allRules.filter(({ why, fix }) => !/\.$/.test(why) || !/\.$/.test(fix)).map(({ id }) => id)).toEqual([]);
  expect(allRules.filter(({ title }) => /\.$/.test(title)).map(({ id }) => id)).toEqual([]);
});

test('every rule names a control, and has good and bad examples', () => {
  expect(allRules.filter(({ controls }) => controls.length === 0).map(({ id }) => id)).toEqual([]);
  const examplesOf = (rule: RuleDeclaration) => (rule.scope === 'app' ? rule.examples() : rule.examples);
  expect(allRules.filter(rule => examplesOf(rule).good.length === 0 || examplesOf(rule).bad.length === 0).map(({ id }) => id)).toEqual([]);
});

test('every waiver that a rule names excuses this very rule', () => {
  const make = Waiver as unknown as Record<string, (...args: unknown[]) => Waiver>;
  const props = { reason: 'the vendor fixes it in 9.0' };
  const first: Record<string, unknown> = { addCapabilities: ['SYS_PTRACE'], podSecurityLevel: 'baseline' };
  const wrong = allRules
    .filter(({ waiver }) => waiver !== undefined)
    .filter(({ id, waiver }) => !(waiver! in first ? make[waiver!](first[waiver!], props) : make[waiver!](props)).ruleIds.includes(id));
  expect(wrong.map(({ id }) => id)).toEqual([]);
});

test('every rule that a waiver names is there', () => {
  const props = { reason: 'the vendor fixes it in 9.0' };
  const factories = Object.getOwnPropertyNames(Waiver).filter(name => !['length', 'name', 'prototype', 'rule', 'addCapabilities', 'podSecurityLevel'].includes(name));
  const named = factories.flatMap(name => (Waiver as unknown as Record<string, (p: object) => Waiver>)[name](props).ruleIds);
  const known = allRules.map(({ id }) => id);
  expect(named.filter(id => !known.includes(id))).toEqual([]);
});

describe('the Pod Security Standards', () => {
  test('have 19 checks, each of rules that carry it as a control', () => {
    expect(podSecurityChecks.map(({ id }) => id)).toHaveLength(19);
    const strangers = podSecurityChecks.flatMap(({ id, level, rules }) => rules
      .filter(({ controls }) => !controls.some(control => control.id === `pss:${level}/${id}`))
      .map(rule => `${rule.id} ${id}`));
    expect(strangers).toEqual([]);
  });

  test('ask for the check that took the place of another only where it is in force', () => {
    const overridden = ['capabilities_baseline', 'hostPathVolumes', 'procMount', 'seccompProfile_baseline'];
    const restrictedAt = (minor: number) => podSecurityChecksOf(PodSecurityLevel.RESTRICTED, minor)
      .map(({ id }) => id)
      .filter(id => overridden.includes(id));
    expect(Object.fromEntries([0, 19, 22, 35].map(minor => [minor, restrictedAt(minor)]))).toEqual({
      0: ['capabilities_baseline', 'procMount', 'seccompProfile_baseline'],
      19: ['capabilities_baseline', 'procMount'],
      22: ['procMount'],
      35: [],
    });
  });

  test('ask for nothing at the level privileged', () => {
    expect(podSecurityChecksOf(PodSecurityLevel.PRIVILEGED, 37)).toEqual([]);
  });
});

test('the profiles are the default, the standards, and the frameworks by their controls', () => {
  const ours = catalogue.filter(({ standardOnly }) => !standardOnly);
  const ofFramework = (id: string) => ours.filter(({ controls }) => controls.some(control => control.id.startsWith(`${id}:`)));
  const ofStandard = (level: PodSecurityLevel) => podSecurityChecksOf(level, 37).flatMap(({ rules }) => rules);
  expect(profiles.map(({ id, rulesFor }) => [id, rulesFor(37).map(rule => rule.id)])).toEqual([
    ['hardened', ours],
    ['pss-baseline', ofStandard(PodSecurityLevel.BASELINE)],
    ['pss-restricted', ofStandard(PodSecurityLevel.RESTRICTED)],
    ['nsa', ofFramework('nsa')],
    ['cis', ofFramework('cis')],
  ].map(([id, rules]) => [id, (rules as typeof ours).map(rule => rule.id)]));
});

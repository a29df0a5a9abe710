import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { rulesIndex } from '../../projenrc/rules-index';
import { allRules } from '../../src/rules/all-rules';
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
  expect(allRules.filter(({ examples }) => examples.good.length === 0 || examples.bad.length === 0).map(({ id }) => id)).toEqual([]);
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

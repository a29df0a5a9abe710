import * as path from 'node:path';
import { ContainerRole } from '../src/kubernetes/container';
import type { RuleDeclaration } from '../src/rules/rule';
import { constantOf, ruleFiles } from './rules-index';

/**
 * The lines of `src/rules/single-object-rules.ts`: the rules about one object as plain data, without their examples. What runs reads one
 * file instead of one a rule.
 */
export function singleObjectRules(folder: string): string[] {
  const rules = declarationsOf(folder).map(({ rule }) => rule).filter(rule => rule.scope !== 'app');
  const controls = new Map(rules.flatMap(rule => rule.controls.map(control => [control.id, control] as const)));
  return [
    '// Generated from the files of this folder by `npx projen`: their declarations without the examples. Do not edit.',
    '// @ts-nocheck -- the declarations are checked; and a file of yesterday must not keep `npx projen` from writing today\'s',
    'import { Control } from \'../frameworks/control\';',
    'import { ContainerRole } from \'../kubernetes/container\';',
    'import { ObjectRule, PodRule } from \'./rule\';',
    'import { Severity } from \'./severity\';',
    '',
    'const controls: { readonly [id: string]: Control } = {',
    ...[...controls].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, control]) => `  ${quoted(id)}: ${literal(control)},`),
    '};',
    '',
    '/** Every rule about one object, by topic and id. */',
    'export const singleObjectRules: ReadonlyArray<PodRule | ObjectRule> = [',
    ...rules.flatMap(rule => ['  {', ...fieldsOf(rule).map(field => `    ${field},`), '  },']),
    '];',
  ];
}

/** The lines of `src/rules/catalogue.ts`: every rule that runs. */
export function ruleCatalogue(folder: string): string[] {
  const ofApps = declarationsOf(folder).filter(({ rule }) => rule.scope === 'app');
  return [
    '// Generated from the files of this folder by `npx projen`. Do not edit.',
    '/* eslint-disable import/order -- in the order of topics and ids, as the list below */',
    ...ofApps.map(({ file }) => `import { ${constantOf(file)} } from './${file}';`),
    'import { Rule } from \'./rule\';',
    'import { singleObjectRules } from \'./single-object-rules\';',
    '',
    '/** Every rule: those about one object, then those about several. */',
    'export const catalogue: readonly Rule[] = [',
    '  ...singleObjectRules,',
    ...ofApps.map(({ file }) => `  ${constantOf(file)},`),
    '];',
  ];
}

/** Every rule as its file declares it, by topic and id. */
export function declarationsOf(folder: string): Array<{ readonly file: string; readonly rule: RuleDeclaration }> {
  return ruleFiles(folder).map(file => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- the rules are found by name, when the project file runs
    const declared = require(path.resolve(folder, file))[constantOf(file)] as RuleDeclaration | undefined;
    if (!declared) throw new Error(`${folder}/${file}.ts must export its rule as ${constantOf(file)}.`);
    return { file, rule: declared };
  });
}

function fieldsOf(rule: RuleDeclaration): string[] {
  return Object.entries(rule)
    .filter(([name]) => !['examples', 'minimal'].includes(name))
    .map(([name, value]) => {
      if (name === 'severity') return `severity: Severity.${String(value).toUpperCase()}`;
      if (name === 'controls') return `controls: [${rule.controls.map(({ id }) => `controls[${quoted(id)}]`).join(', ')}]`;
      return `${name}: ${literal(value)}`;
    });
}

function literal(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).filter(([, of]) => of !== undefined).map(([name, of]) => `${name}: ${name === 'roles' ? rolesOf(of) : literal(of)}`);
    return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
  }
  return String(value);
}

function rolesOf(roles: readonly string[]): string {
  const names = Object.keys(ContainerRole) as Array<keyof typeof ContainerRole>;
  return `[${roles.map(role => `ContainerRole.${names.find(name => ContainerRole[name] === role)}`).join(', ')}]`;
}

function quoted(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, '\\\'')}'`;
}

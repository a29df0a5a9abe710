import { readdirSync } from 'node:fs';

/** The lines of `src/rules/all-rules.ts`: every rule file of every topic folder, in order of topic and id. */
export function rulesIndex(folder: string): string[] {
  const files = ruleFiles(folder);
  return [
    '// Generated from the files of this folder. To add a rule: npx projen new:rule <topic>/<id>',
    '/* eslint-disable import/order -- in the order of topics and ids, as the list below */',
    ...files.map(file => `import { ${constantOf(file)} } from './${file}';`),
    'import { RuleDeclaration } from \'./rule\';',
    '',
    '/** Every rule as its file declares it, with its examples, by topic and id; what runs is `catalogue.ts`. */',
    'export const allRules: readonly RuleDeclaration[] = [',
    ...files.map(file => `  ${constantOf(file)},`),
    '];',
  ];
}

/** `privilege/no-privileged` of every rule, in order of topic and id. */
export function ruleFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .flatMap(topic => readdirSync(`${folder}/${topic}`).sort().map(file => `${topic}/${file.replace(/\.ts$/, '')}`));
}

/** `privilege/no-privileged` exports `noPrivileged`. */
export function constantOf(file: string): string {
  return file.slice(file.indexOf('/') + 1).replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());
}

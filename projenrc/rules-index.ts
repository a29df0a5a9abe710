import { readdirSync } from 'node:fs';

/** The lines of `src/rules/all-rules.ts`: every rule file of every topic folder, in order of topic and id. */
export function rulesIndex(folder: string): string[] {
  const files = readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .flatMap(topic => readdirSync(`${folder}/${topic}`).sort().map(file => `${topic}/${file.replace(/\.ts$/, '')}`));
  return [
    '// Generated from the files of this folder. To add a rule: npx projen new:rule <topic>/<id>',
    '/* eslint-disable import/order -- in the order of topics and ids, as the list below */',
    ...files.map(file => `import { ${constantOf(file)} } from './${file}';`),
    'import { Rule } from \'./rule\';',
    '',
    '/** Every rule, by topic and id. */',
    'export const allRules: readonly Rule[] = [',
    ...files.map(file => `  ${constantOf(file)},`),
    '];',
  ];
}

/** `privilege/no-privileged` exports `noPrivileged`. */
function constantOf(file: string): string {
  return file.slice(file.indexOf('/') + 1).replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());
}

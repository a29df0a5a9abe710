// Makes the file of a new rule and puts it into the index. Usage: npx projen new:rule <topic>/<id>
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const [path = ''] = process.argv.slice(2);
const [, topic, id] = /^([a-z]+(?:-[a-z]+)*)\/([a-z0-9]+(?:-[a-z0-9]+)*)$/.exec(path) ?? [];
if (!id) {
  console.error(`'${path}' names no rule. Give a topic and an id in lower case with dashes: npx projen new:rule kernel/no-bpf`);
  process.exit(2);
}
const file = `src/rules/${topic}/${id}.ts`;
if (existsSync(file)) {
  console.error(`${file} is there already.`);
  process.exit(2);
}

const constant = id.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, `import { checklist } from '../../frameworks/kubernetes-checklist';
import { everyContainer, isNotTrue } from '../../requirements/vocabulary';
import { podRule } from '../rule';
import { Severity } from '../severity';

export const ${constant} = podRule({
  id: '${id}',
  title: 'What holds where the rule is met',
  severity: Severity.MEDIUM,
  controls: [checklist('S13')],
  why: 'What an intruder gains where it is not met.',
  fix: 'What to write instead.',
  // A new rule warns until the next major version, so that no pipeline turns red by an upgrade.
  warns: true,
  requires: everyContainer(isNotTrue('securityContext.example')),
  examples: {
    good: [{ 'spec.containers[app].securityContext.example': false }],
    bad: [{ change: { 'spec.containers[app].securityContext.example': true }, at: ['spec.containers[0].securityContext.example'] }],
  },
});
`);
execFileSync('npx', ['projen'], { stdio: 'inherit' });
console.error(`Now edit ${file}, then: npx jest test/rules`);

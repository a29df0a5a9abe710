import { readFileSync } from 'node:fs';
import * as path from 'node:path';

const ROOT = path.join(__dirname, '../..');
const readme = readFileSync(path.join(ROOT, 'README.md'), 'utf8');

test('the README shows the report of examples/adopt as it is: run `npx projen report` where it does not', () => {
  const [, shown] = /```text\n([\s\S]*?)```/.exec(readme) ?? [];
  expect(shown).toBe(readFileSync(path.join(ROOT, 'examples/adopt/report.txt'), 'utf8'));
});

test('every file that the README links to is there', () => {
  const links = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map(([, link]) => link);
  const missing = links.filter(link => {
    try {
      readFileSync(path.join(ROOT, link));
      return false;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code !== 'EISDIR';
    }
  });
  expect(missing).toEqual([]);
});

test('every waiver that the README names is there', () => {
  const waiver = readFileSync(path.join(ROOT, 'src/waivers/waiver.ts'), 'utf8');
  const factories = [...waiver.matchAll(/public static (\w+)\(/g)].map(([, name]) => name);
  const table = readme.slice(readme.indexOf('## What is emitted by default'), readme.indexOf('The target decides'));
  const named = table.split('\n')
    .filter(line => line.startsWith('|') && line.includes('Waiver.'))
    .flatMap(line => [...line.slice(line.indexOf('Waiver.')).matchAll(/`(?:Waiver\.)?([a-z]\w+)`/g)].map(([, name]) => name))
    .filter(name => name !== 'allowFrom' && name !== 'allowTo');
  expect(named.filter(name => !factories.includes(name))).toEqual([]);
  expect(named.length).toBe(new Set(named).size);
});

import { Guide, guideOf, guides, leadsSomewhere } from './guide';
import { typeFaults } from './guide-types';
import { GuideWalk } from './guide-walk';

const GUIDES = guides();

/** A guide of a few lines. */
function guide(...lines: string[]): Guide {
  return guideOf('docs/some.md', lines.join('\n'));
}

test.each(GUIDES.map(one => [one.name, one] as const))('%s can be followed: its programs run and its commands say what it shows', (_, one) => {
  expect(GuideWalk.along(one)).toEqual([]);
});

test('every link of a guide leads somewhere', () => {
  expect(GUIDES.flatMap(({ links }) => links).filter(link => !leadsSomewhere(link))).toEqual([]);
  expect(['../README.md', '../README.md#waivers', '../README.md#waiver', 'nowhere.md'].map(leadsSomewhere)).toEqual([true, true, false, false]);
});

test('every program of a guide is sound TypeScript, and one that is not is found by its line in the guide', () => {
  const unsound = guide(
    '# Some', '', '```ts', "import { App } from 'cdk8s';", '', "new App().synth('all');", '```', '',
    '```ts', '// shop.ts', "import { Waiver } from 'cdk8s-hardened';", '', 'export const shop = Waiver.privileged({});', '```', '',
    '```ts', "import { shop } from './shop';", '', 'export const reason: number = shop.reason;', '```',
  );
  expect(typeFaults([...GUIDES, unsound])).toEqual([
    'docs/some.md:6:17: Expected 0 arguments, but got 1.',
    "docs/some.md:13:39: Argument of type '{}' is not assignable to parameter of type 'ContainerWaiverProps'. "
    + "  Property 'reason' is missing in type '{}' but required in type 'ContainerWaiverProps'.",
    "docs/some.md:19:14: Type 'string' is not assignable to type 'number'.",
  ]);
});

test('a guide that is wrong is told where', () => {
  const wrong = guide(
    '```text', 'hello', '```',
    '```ts', "console.error('hello');", '```', '```text', 'good day', '```',
    '```ts', "console.error('no');", 'process.exitCode = 1;', '```',
    '```shell', 'rm -rf .', '```',
    '```shell', 'npx cdk8s import', '```',
    '```yaml', 'kind: Pod', '```',
    '```yaml', '# waivers.yaml', 'waivers:', '  - waive: privileged', '```',
    '```json', '{}', '```',
  );
  expect(GuideWalk.along(wrong)).toEqual([
    'docs/some.md:2: this stands behind nothing that says something: put it directly behind the program or the command',
    'docs/some.md:8: this is shown:\ngood day\nand this is said:\nhello\n',
    'docs/some.md:11: this fails, and nothing is shown of it:\nno\n',
    "docs/some.md:15: 'rm -rf .' is no command that can be tried: write one line that begins with npx",
    "docs/some.md:18: 'cdk8s import' cannot be tried: write cdk8s synth",
    'docs/some.md:21: this is no part of what the programs before it write',
    'docs/some.md:24: waivers.yaml:3: waivers[0]: lacks `reason`: write what needs it, and what it waits for',
    "docs/some.md:29: nothing is known of 'json', so that nobody would notice if it was wrong: write ts, shell, yaml or text",
  ]);
});

test('a fence that is not closed is told where', () => {
  expect(() => guide('# Some', '```ts', 'new App();')).toThrow(new Error('docs/some.md:2: this fence is not closed. Write three backticks on a line of their own.'));
});

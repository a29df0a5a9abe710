import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { ruleDocs } from '../../projenrc/rule-docs';

const ROOT = path.join(__dirname, '../..');

test('docs/rules.md says of every rule what its file declares: run `npx projen` where it does not', () => {
  expect(readFileSync(path.join(ROOT, 'docs/rules.md'), 'utf8').trimEnd().split('\n')).toEqual(ruleDocs(path.join(ROOT, 'src/rules')).slice(0, -1));
});

import * as fs from 'fs';
import { BAD, FINDING_OF_BAD, GOOD, refused, run, workInEmptyFolder, write } from './command-line';

workInEmptyFolder();

const UNREAD = 'kubectl does not read what follows the end of the document: check the indentation, or start the next document with `---` on a line of its own';
const CUT = 'a line that starts with `---` cuts the file in two, and only a comment may follow in it: put the text on the next line';
const NOT_CLOSED = 'the document ends where a value is expected: check that every `[` and `{` is closed';
const TOO_DEEP = 'the document is nested more than 200 levels deep';
const NO_ALIAS = '`*` makes this an alias, of a name that nothing before it is marked with (`&`): quote the value if it is text';

/** The tenth level would be 10^10 texts. */
const LAUGHS = `a0: &a0 [lol]\n${Array.from({ length: 10 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(', ')}]\n`).join('')}`;
const POD = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n';
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d]);

/** Every one of them in a file of its own, after a good document, which is not judged either. */
describe('a file that kubectl could not read ends in one line, with its line', () => {
  test.each<[description: string, yaml: string | Buffer, line: number, message: string]>([
    ['a key twice', `${GOOD}kind: Pod\n`, 5, 'the key \'kind\' stands twice in the same mapping: kubectl takes the last without a word, so remove one'],
    ['a key twice, deeper', `${POD}  hostPID: false\n  containers: []\n  hostPID: true\n`, 8, 'the key \'hostPID\' stands twice in the same mapping: kubectl takes the last without a word, so remove one'],
    ['a key twice in an item', `${POD}  containers:\n    - name: a\n      image: b\n      name: c\n`, 9, 'the key \'name\' stands twice in the same mapping: kubectl takes the last without a word, so remove one'],
    ['a key twice in flow style', 'a: {b: 1,\n b: 2}\n', 2, 'the key \'b\' stands twice in the same mapping: kubectl takes the last without a word, so remove one'],
    ['a key twice in two spellings', 'yes: 1\ntrue: 2\n', 2, 'the key \'true\' stands twice in the same mapping: kubectl takes the last without a word, so remove one'],
    ['a key twice after a merge', 'a: &a {x: 1}\nb:\n  <<: *a\n  z: 1\n  z: 2\n', 5, 'the key \'z\' stands twice in the same mapping: kubectl takes the last without a word, so remove one'],
    ['a key twice in a mapping that is merged', 'a:\n  <<: {x: 1, x: 2}\n', 2, 'the key \'x\' stands twice in the same mapping: kubectl takes the last without a word, so remove one'],
    ['a merge of a text', 'a:\n  <<: b\n', 2, '`<<` merges a mapping, or a list of mappings, into the one it stands in: found neither'],
    ['too much indentation', 'a: 1\n  b: 2\n', 2, '`: ` stands where no key can be: quote the text if it is one, or put the key on a line of its own'],
    ['too little indentation', 'a:\n    b: 1\n  c: 2\n', 3, 'expected a key of the mapping: check the indentation'],
    ['a document that begins too far to the right', ' a: 1\nb: 2\n', 2, UNREAD],
    ['a tab as indentation', 'a:\n\tb: 1\n', 2, 'a tab stands where only spaces may: indent with spaces'],
    ['a tab in a text', 'a: b\n\tc\n', 2, 'a tab stands in the indentation: indent with spaces'],
    ['a tab in a block of text', 'a: |\n\tb\n', 2, 'a tab stands in the indentation of a block of text: indent with spaces'],
    ['double quotes that are open', 'a: "b\nc: d\n', 1, 'a quoted text is not closed'],
    ['single quotes that are open', 'a: \'b\nc: d\n', 1, 'a quoted text is not closed'],
    ['quotes that the next document ends', 'a: 1\nb: "c\n---\nd: "e"\n', 2, 'a quoted text is not closed'],
    ['a list that is open', 'a: [b,\n', 2, NOT_CLOSED],
    ['a mapping that is open', 'a: {b: c\n', 2, 'expected `,` or `}` after an entry of a flow mapping'],
    ['an unknown alias', 'a: 1\nb: *c\n', 2, NO_ALIAS],
    ['a host with a star', 'a: *.example.com\n', 1, '`*` needs the name of an anchor after it, of letters, digits, `-` and `_`: quote the value if it is text'],
    ['an alias in itself', 'a: &a\n  b: *a\n', 2, '`*a` stands within what it stands for: it contains itself'],
    ['a billion laughs', LAUGHS, 5, 'aliases make 6761 of the 6805 nodes of the document, which kubectl refuses: write the values out'],
    ['100,000 lists in each other', `a: ${'['.repeat(100_000)}${']'.repeat(100_000)}\n`, 1, TOO_DEEP],
    ['100,000 lists in each other that are open', '['.repeat(100_000), 1, TOO_DEEP],
    ['100,000 mappings in each other', `a: ${'{a: '.repeat(100_000)}${'}'.repeat(100_000)}\n`, 1, TOO_DEEP],
    ['1,000 mappings in each other, line by line', Array.from({ length: 1000 }, (_, i) => `${' '.repeat(i)}a:\n`).join(''), 201, TOO_DEEP],
    ['100,000 lists in each other in one line', '- '.repeat(100_000), 1, TOO_DEEP],
    ['infinity', `${POD}  priority: .inf\n`, 6, '\'.inf\' is a number that JSON has not: quote it if it is text'],
    ['not a number', `${POD}  priority: .NaN\n`, 6, '\'.NaN\' is a number that JSON has not: quote it if it is text'],
    ['a value that its tag does not allow', `${POD}  priority: !!int many\n`, 6, 'what stands here is no !!int'],
    ['a template of Helm', 'apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .Values.name }}\n', 4, 'a key cannot be a list or a mapping'],
    ['a template of Helm that begins with an action', '{{- if .Values.enabled }}\nkind: Service\n{{- end }}\n', 1, 'a value is expected here'],
    ['a page of HTML', '<!DOCTYPE html>\n<html lang="en">\n<head><title>404: not found</title></head>\n</html>\n', 3, '`: ` stands where no key can be: quote the text if it is one, or put the key on a line of its own'],
    ['text after a marker', `${GOOD}--- apiVersion: v1\n`, 5, CUT],
    ['text after the first marker', '--- apiVersion: v1\n', 1, CUT],
    ['text after the end of the document', `${GOOD}...\nkind: Pod\n`, 6, 'kubectl does not read what follows `...`: start the next document with `---` on a line of its own'],
    ['a directive', '%YAML 1.2\n---\na: 1\n', 1, 'a directive (`%`) has no document: kubectl cuts a file at every `---`, so remove the directive'],
    ['a byte that is not UTF-8', Buffer.concat([Buffer.from('a: 1\nb: '), Buffer.from([0xe9, 0x0a])]), 2, 'the file is not UTF-8: save it as such'],
    ['half a character at the end', Buffer.from([0x61, 0x3a, 0x20, 0xc3]), 1, 'the file is not UTF-8: save it as such'],
    ['a NUL', 'a: 1\nb: c\0d\n', 2, 'the character U+0000 is not allowed: remove it, or write it as an escape in double quotes'],
    ['an escape sequence of a terminal', 'a: 1\nb: \u001b[31m\n', 2, 'the character U+001B is not allowed: remove it, or write it as an escape in double quotes'],
    ['UTF-16 without its mark', Buffer.from(GOOD, 'utf16le'), 1, 'the character U+0000 is not allowed: remove it, or write it as an escape in double quotes'],
    ['UTF-16 that is cut off', Buffer.from([0xff, 0xfe, 0x61]), 1, 'the file starts as UTF-16 and is not: save it as UTF-8'],
    ['an image', PNG, 1, 'the file is not UTF-8: save it as such'],
  ])('%s', (_, content, line, message) => {
    write({ 'input.yaml': content });
    expect(run('check', 'input.yaml')).toEqual(refused(`input.yaml:${line}: ${message}`));
  });

  test.each<[description: string, json: string | Buffer, line: number, message: string]>([
    ['a key twice', '{"a": 1,\n"a": 2}', 2, 'the key \'a\' stands twice in the same mapping: kubectl takes the last without a word, so remove one'],
    ['a key twice, in two spellings', '{"a": 1,\n"\\u0061": 2}', 2, 'the key \'a\' stands twice in the same mapping: kubectl takes the last without a word, so remove one'],
    ['a key twice in the second object of a stream', '{"a": 1}\n{"b": {"c": 1, "c": 2}}', 2, 'the key \'c\' stands twice in the same mapping: kubectl takes the last without a word, so remove one'],
    ['a key twice in a list', '[{"a": 1, "a": 2}]', 1, 'the key \'a\' stands twice in the same mapping: kubectl takes the last without a word, so remove one'],
    ['the end missing', '{"apiVersion": "v1",\n"kind": "Pod"', 3, 'expected `,` or `}` after an entry of a flow mapping'],
    ['the end missing after a comma', '{"apiVersion": "v1",\n', 2, NOT_CLOSED],
    ['the end missing in a text', '{"apiVersion": "v', 1, 'a quoted text is not closed'],
    ['the end missing in a stream', '{"a": 1}{"b": 2}\n{"c": ', 2, 'no JSON: expected a value'],
    ['100,000 lists in each other', `{"a": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 1, TOO_DEEP],
    ['100,000 objects in each other', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`, 1, TOO_DEEP],
    ['a number that is too large', '{"a":\n1e999}', 2, 'the number is too large'],
    ['a byte that is not UTF-8', Buffer.concat([Buffer.from('{"a":\n"'), Buffer.from([0xe9, 0x22, 0x7d])]), 2, 'the file is not UTF-8: save it as such'],
    ['half a character at the end', Buffer.from([0x7b, 0x22, 0xc3]), 1, 'the file is not UTF-8: save it as such'],
    ['an action of Helm', '{"name": {{ .Values.name }}}', 1, 'a key cannot be a list or a mapping'],
  ])('JSON with %s', (_, content, line, message) => {
    write({ 'input.json': content });
    expect(run('check', 'input.json')).toEqual(refused(`input.json:${line}: ${message}`));
  });

  test('a text of 100 MB', () => {
    writeLarge('input.yaml', `${GOOD}---\na: `, 100_000_000);
    expect(run('check', 'input.yaml')).toEqual(refused('input.yaml:6: the document is larger than 67108864 bytes: split it with lines of `---`'));
  });

  test('a text of 100 MB in JSON', () => {
    writeLarge('input.json', '{"a": "', 100_000_000);
    expect(run('check', 'input.json')).toEqual(refused('input.json:1: the document is larger than 67108864 bytes: split it'));
  });
});

describe('a file that kubectl reads is judged', () => {
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'web' } };
  const flow = JSON.stringify(account);

  test.each<[description: string, content: string | Buffer, lines: readonly number[]]>([
    ['a byte order mark', `\ufeff${BAD}`, [2]],
    ['UTF-16 with its mark', Buffer.from(`\ufeff${BAD}`, 'utf16le'), [2]],
    ['lines that end as on Windows', BAD.replaceAll('\n', '\r\n'), [2]],
    ['no line end at its end', BAD.trimEnd(), [2]],
    ['documents of comments only', `# a\n---\n# b\n---\n${BAD}---\n# c\n`, [6]],
    ['empty documents', `---\n---\n\n---\n${BAD}---\n---\n`, [6]],
    ['documents that are null', `null\n---\n~\n---\n${BAD}`, [6]],
    ['an end of the document', `${BAD}...\n---\n${BAD.replace('web', 'worker')}...\n`, [2, 9]],
    ['a comment after a marker', `--- # first\n${BAD}--- # second\n${BAD.replace('web', 'worker')}`, [3, 9]],
    ['a list', `apiVersion: v1\nkind: List\nitems:\n- ${flow}\n-\n  ${flow.replace('web', 'worker')}\n`, [4, 5]],
    ['lists in a list', `apiVersion: v1\nkind: List\nitems:\n- kind: List\n  apiVersion: v1\n  items:\n  - ${flow}\n`, [7]],
    ['a list of one kind', 'apiVersion: v1\nkind: ServiceAccountList\nitems:\n- metadata: {name: web}\n', [4]],
    ['a stream of JSON', `${flow}${flow.replace('web', 'a')}\n\n${flow.replace('web', 'b')}`, [1, 1, 3]],
    ['JSON over several lines', JSON.stringify(account, undefined, 2), [1]],
    ['JSON after a mark', `\ufeff${flow}`, [1]],
    ['JSON between markers', `---\n${flow}\n---\n${flow.replace('web', 'a')}\n`, [2, 4]],
    ['a merge that takes a good value back', 'x: &x {automountServiceAccountToken: true}\napiVersion: v1\nkind: ServiceAccount\nmetadata: {name: web}\nautomountServiceAccountToken: false\n<<: *x\n', [1]],
  ])('with %s', (_, content, lines) => {
    write({ input: content });
    const { code, stdout, stderr } = run('check', 'input', '--format', 'json');
    expect(stderr).toBe('');
    const { findings } = JSON.parse(stdout) as { readonly findings: ReadonlyArray<typeof FINDING_OF_BAD> };
    expect([code, findings.map(({ ruleId, source }) => [ruleId, source.line])]).toEqual([1, lines.map(line => ['service-account-automount', line])]);
  });
});

describe('what can be read and is no Kubernetes object fails, and is never passed over', () => {
  const message = (text: string) => {
    write({ 'input.yaml': text });
    const { code, stdout, stderr } = run('check', 'input.yaml', '--format', 'json');
    expect([code, stderr]).toEqual([1, '']);
    const { findings } = JSON.parse(stdout) as { readonly findings: ReadonlyArray<typeof FINDING_OF_BAD> };
    return findings.filter(({ ruleId }) => ruleId === 'unreadable-object').map(finding => {
      expect(finding.outcome).toBe('failing');
      return `${finding.source.line}: ${finding.message}`;
    });
  };
  const NO_OBJECT = 'is not an object, so it is no Kubernetes object.';
  const NO_VERSION = 'apiVersion must be set: without it this is no Kubernetes object.';
  const NO_KIND = 'kind must be set: without it this is no Kubernetes object.';
  const pod = (spec: string) => `apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: ${spec}\n`;
  const deployment = (spec: string) => `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: ${spec}\n`;

  test.each<[description: string, text: string, messages: string[]]>([
    ['a text', `${GOOD}---\nhello\n`, [`6: ${NO_OBJECT}`]],
    ['a number', '1\n', [`1: ${NO_OBJECT}`]],
    ['a boolean', '# so\nyes\n', [`2: ${NO_OBJECT}`]],
    ['a list', '- apiVersion: v1\n  kind: Pod\n', [`1: ${NO_OBJECT}`]],
    ['JSON that is a list', '[]\n', [`1: ${NO_OBJECT}`]],
    ['an empty object', '{}\n', [`1: ${NO_VERSION}`]],
    ['settings of something else', 'name: ci\non: push\n', [`1: ${NO_VERSION}`]],
    ['a kind alone', 'kind: Pod\n', [`1: ${NO_VERSION}`]],
    ['an apiVersion alone', 'apiVersion: v1\n', [`1: ${NO_KIND}`]],
    ['an apiVersion that is a number', 'apiVersion: 1\nkind: Pod\n', [`1: ${NO_VERSION}`]],
    ['a kind that is a list', 'apiVersion: v1\nkind: [Pod]\n', [`1: ${NO_KIND}`]],
    ['a kind that is empty', 'apiVersion: v1\nkind: ""\n', [`1: ${NO_KIND}`]],
    ['items that are a text', 'apiVersion: v1\nkind: List\nitems: none\n', [`3: ${NO_OBJECT}`]],
    ['items that are no objects', 'apiVersion: v1\nkind: List\nitems:\n- 1\n- {}\n- null\n', [`4: ${NO_OBJECT}`, `5: ${NO_VERSION}`, `6: ${NO_OBJECT}`]],
    ['a template that is a text', deployment('{template: web}'), ['1: spec.template must be a pod template, an object.']],
    ['a spec that is a text', deployment('web'), ['1: spec must be an object.']],
    ['containers that are a text', pod('{containers: web}'), ['1: spec.containers must be a list of containers, not the string "web".']],
    ['containers that are a number', pod('{containers: 1}'), ['1: spec.containers must be a list of containers, not the number 1.']],
    ['containers that are a map', pod('{containers: {name: web}}'), ['1: spec.containers must be a list of containers, not an object.']],
    ['a container that is a text', pod('\n  containers:\n  - name: web\n  - web\n'), ['1: spec.containers[1] must be a container, not the string "web".']],
    ['a container that is null', pod('\n  containers:\n  -\n'), ['1: spec.containers[0] must be a container, not null.']],
  ])('%s', (_, text, messages) => {
    expect(message(text)).toEqual(messages);
  });

  test.each<[description: string, text: string]>([
    ['no metadata', 'apiVersion: v1\nkind: ServiceAccount\n'],
    ['metadata that is a list', 'apiVersion: v1\nkind: ServiceAccount\nmetadata: [web]\n'],
    ['metadata that is a text', 'apiVersion: v1\nkind: ServiceAccount\nmetadata: web\n'],
    ['a name that is a number', 'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: 1, labels: [], annotations: 1}\n'],
  ])('an object with %s is judged all the same', (_, text) => {
    write({ 'input.yaml': text });
    const { code, stdout } = run('check', 'input.yaml', '--format', 'json');
    expect([code, JSON.parse(stdout).findings]).toEqual([1, [{
      ...FINDING_OF_BAD, resource: { ...FINDING_OF_BAD.resource, name: '' }, source: { file: 'input.yaml', line: 1 },
    }]]);
  });

  test('a Pod whose spec is a text, or is missing, fails', () => {
    for (const text of [pod('web'), 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\n']) {
      write({ 'input.yaml': text });
      expect(run('check', 'input.yaml').code).toBe(1);
    }
  });
});

const CHUNK = Buffer.alloc(1_000_000, 'x');

/** A file of so many bytes, and not one of them in memory. */
function writeLarge(file: string, start: string, size: number): void {
  const descriptor = fs.openSync(file, 'w');
  fs.writeSync(descriptor, start);
  for (let at = start.length; at < size; at += CHUNK.length) fs.writeSync(descriptor, CHUNK);
  fs.closeSync(descriptor);
}

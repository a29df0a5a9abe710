import * as fs from 'fs';
import { run, workInEmptyFolder, write } from './command-line';

workInEmptyFolder();

const FORMATS = ['text', 'json', 'sarif', 'junit', 'markdown', 'html'];
/** The value of a Secret. It can stand wherever a plain text can, is an alias, an anchor or a tag after its indicator, and never a number. */
const MARKER = 'hunter2';
const BASE64 = Buffer.from(MARKER).toString('base64');

/** Everything that is printed and written of some files, in every format. */
function everythingSaid(...paths: string[]): string {
  return FORMATS.map(format => {
    const { stdout, stderr } = run('check', ...paths, '--format', format, '--output', `report.${format}`);
    const report = fs.existsSync(`report.${format}`) ? fs.readFileSync(`report.${format}`, 'utf8') : '';
    const printed = run('check', ...paths, '--format', format);
    return [stdout, stderr, report, printed.stdout, printed.stderr].join('\n');
  }).join('\n');
}

function expectSilence(said: string): void {
  expect(said).not.toBe('');
  for (const marker of [MARKER, BASE64]) expect(said.toLowerCase()).not.toContain(marker.toLowerCase());
}

const HEAD = 'apiVersion: v1\nkind: Secret\nmetadata: {name: login}\n';
const SECRET = `${HEAD}type: Opaque\ndata: {password: ${BASE64}}\nstringData:\n  token: ${MARKER}\n  file: |\n    ${MARKER}\n`;

describe('the value of a Secret is in no output', () => {
  test.each<[description: string, yaml: string]>([
    ['a good one', SECRET],
    ['one that is there twice', `${SECRET}---\n${SECRET}`],
    ['one in a list', JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'login' }, stringData: { token: MARKER } }, 1] })],
    ['one in a list of its kind', JSON.stringify({ apiVersion: 'v1', kind: 'SecretList', items: [{ metadata: { name: 'login' }, data: { token: BASE64 } }, {}] })],
    ['text behind JSON', `{"stringData": {"token": "${MARKER}"}} ${MARKER} ]`],
    ['a list whose items are one', `apiVersion: v1\nkind: List\nitems: ${MARKER}\n`],
    ['a list with one among its items', `apiVersion: v1\nkind: List\nitems:\n- ${MARKER}\n- [${MARKER}]\n`],
    ['what kubectl applied last', `${HEAD}---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: web\n  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: '{"stringData":{"token":"${MARKER}"}}'\n`],
    ['data that are a text', `${HEAD}data: ${MARKER}\n---\nkind: Secret\n`],
    ['data that are a list', `${HEAD}stringData: [${MARKER}]\n---\nkind: Secret\n`],
    ['an apiVersion that is missing', SECRET.replace('apiVersion: v1', 'version: v1')],
    ['an apiVersion that is a number', SECRET.replace('apiVersion: v1', 'apiVersion: 1')],
    ['a kind that is missing', SECRET.replace('kind: Secret', 'type: Secret').replace('type: Opaque\n', '')],
    ['metadata that are a text', SECRET.replace('metadata: {name: login}', 'metadata: login')],
    ['the value alone', `${MARKER}\n`],
    ['a list of values', `- ${MARKER}\n`],
    ['a Pod with a Secret in place of its containers', `apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers: [{name: app, stringData: {token: ${MARKER}}}, 1]\n`],
  ])('%s', (_, yaml) => {
    write({ 'secret.yaml': yaml });
    expectSilence(everythingSaid('secret.yaml'));
  });

  test.each<[value: string]>([
    // The error is in the value itself
    ['!!int hunter2'], ['!!bool hunter2'], ['!!float "hunter2"'], ['!!binary hunter2!'], ['!!timestamp hunter2'], ['!!null hunter2'],
    ['*hunter2'], ['*hunter2!'], ['&hunter2!'], ['!hunter2!abc'], ['!!'], ['!<hunter2'], ['!hunter2{'], ['!hunter2%'], ['!hunter2%zz'], ['!hunter2%ff'],
    ['%hunter2'], ['@hunter2'], ['`hunter2'], ['"hunter2'], ['\'hunter2'], ['"hunter2\\d"'], ['"hunter2\\u12"'], ['"hunter2\\ud800"'], ['hunter2: x'],
    ['[hunter2'], ['{hunter2'], ['{hunter2: [}'], ['{a: hunter2'], ['[hunter2}'], ['[hunter2,,]'], ['- hunter2'], ['? hunter2'], ['|hunter2'], ['>hunter2'],
    ['hunter2\u0000'], ['hunter2\u001b[31m'], ['"hunter2\u0007"'], ['{? [hunter2] : x}'], ['&a [hunter2, *a]'],
    // And around it
    ['hunter2\n\tx'], ['hunter2\n token: hunter2'], ['hunter2\n  token: hunter2'], ['hunter2\nhunter2'], ['|\n  \thunter2'], ['|\n   hunter2\n hunter2'],
    ['hunter2\n--- hunter2'], ['hunter2\n...\nhunter2'], ['hunter2\n  <<: hunter2'], ['hunter2\n  <<: [hunter2]'], ['"hunter2\n---\nhunter2"'], ['hunter2\n{{ hunter2 }}'],
    ['hunter2\n  {hunter2}: hunter2'], ['hunter2\n  ~: hunter2'], [`hunter2\n  ${'k'.repeat(1100)}: hunter2`], ['hunter2\n  - hunter2'],
  ])('in YAML that cannot be read: %j', value => {
    write({ 'secret.yaml': `${HEAD}stringData:\n  token: ${value}\n  other: hunter2\n` });
    const { code, stdout, stderr } = run('check', 'secret.yaml');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^cdk8s-hardened: secret\.yaml:\d+: .+\n$/);
    expectSilence(everythingSaid('secret.yaml'));
  });

  test.each<[json: string]>([
    ['{"stringData": {"token": "hunter2", "token": "hunter2"}}'], ['{"stringData": {"token": "hunter2'], ['{"stringData": {"token": hunter2}}}'],
    ['{"a": 1}{"b": 2}{"stringData": {"token": hunter2}}'], ['{"a": 1}{"b": 2}{"stringData": {"token": "hunter2\\q"}}'], ['{"a": 1}{"b": 2}{"stringData": {"token": "hunter2'],
    ['{"a": 1}{"b": 2}{"stringData": {"token": "hunter2\n"}}'], ['{"a": 1}{"b": 2}{"stringData": {"token": "x"} hunter2}'],
  ])('in JSON that cannot be read: %s', json => {
    write({ 'secret.json': json });
    expect(run('check', 'secret.json').code).toBe(2);
    expectSilence(everythingSaid('secret.json'));
  });

  test('as a number that is too large', () => {
    write({ 'secret.json': `{"stringData": {"pin": ${'4711'.repeat(100)}}}` });
    const { stderr } = run('check', 'secret.json');
    expect(stderr).toBe('cdk8s-hardened: secret.json:1: the number is too large\n');
  });

  test('as a baseline that was named by mistake', () => {
    write({ 'good.yaml': HEAD, 'secret.yaml': SECRET, 'secret.txt': MARKER, 'secret.json': JSON.stringify({ stringData: { token: MARKER } }) });
    for (const baseline of ['secret.yaml', 'secret.txt', 'secret.json']) {
      const { code, stderr } = run('check', 'good.yaml', '--baseline', baseline);
      expect(code).toBe(2);
      expectSilence(stderr);
    }
  });
});

test('keys may be named: they say where to look', () => {
  write({ 'secret.yaml': `${HEAD}stringData:\n  token: ${MARKER}\n  token: ${MARKER}\n` });
  expect(run('check', 'secret.yaml').stderr).toBe(
    'cdk8s-hardened: secret.yaml:6: the key \'token\' stands twice in the same mapping: kubectl takes the last without a word, so remove one\n');
});

import * as fs from 'fs';
import { refused, run, workInEmptyFolder, write } from './command-line';

workInEmptyFolder();

const pod = (name: string, namespace = 'shop'): string => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: ${namespace}, labels: {app: ${name}}}
spec: {containers: [{name: main, image: example.com/main}]}
`;
const DENY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: default-deny, namespace: shop}
spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
`;
/** Web calls the cache. */
const calls = (port: number | string): string => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web, namespace: shop}
spec: {podSelector: {matchLabels: {app: web}}, egress: [{to: [{podSelector: {matchLabels: {app: cache}}}]}], policyTypes: [Egress]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: cache, namespace: shop}
spec:
  podSelector: {matchLabels: {app: cache}}
  ingress:
    - from: [{podSelector: {matchLabels: {app: web}}}]
      ports:
        - port: ${port}
`;
const shop = (port: number | string): string => [pod('web'), pod('cache'), DENY, calls(port)].join('---\n');
const LINE = 'shop/web[Pod] => shop/cache[Pod] : TCP 6379\n';

const answered = (stdout: string, code = 0) => ({ code, stdout, stderr: '' });

beforeEach(() => write({ 'before/shop.yaml': shop(6379), 'after/shop.yaml': shop(6380) }));

const SUBCOMMANDS = 'there are list, explain, exposure, diff, draw, lock';

test.each<[args: string, message: string]>([
  ['network', `network needs to know what: cdk8s-hardened network list manifests/; ${SUBCOMMANDS}`],
  ['network lists before', `there is no 'network lists' (did you mean 'list'?): ${SUBCOMMANDS}`],
  ['network before', `there is no 'network before': ${SUBCOMMANDS}`],
  ['network --format json list before', `there is no 'network --format': ${SUBCOMMANDS}`],
  ['network __proto__', `there is no 'network __proto__': ${SUBCOMMANDS}`],

  ['network list', 'network list needs files or folders: cdk8s-hardened network list manifests/, or - for standard input'],
  ['network list nowhere', 'nowhere: there is no such file or folder'],
  ['network list before --format xml', 'network list has no format \'xml\': the formats are text, json, csv, markdown, lock'],
  ['network list before --format jsn', 'network list has no format \'jsn\' (did you mean \'json\'?): the formats are text, json, csv, markdown, lock'],
  ['network list before --format html', 'network list has no format \'html\' (network draw has it): the formats are text, json, csv, markdown, lock'],
  ['network list before --format toString', 'network list has no format \'toString\': the formats are text, json, csv, markdown, lock'],
  ['network list before --from x', 'there is no option --from: see cdk8s-hardened --help'],
  ['network list before --output no/such/folder', 'no/such/folder: the report cannot be written there: there is no such folder'],

  ['network explain before', 'network explain needs --from, --to, and files or folders: cdk8s-hardened network explain --from shop/web --to shop/cache --port 6379 manifests/'],
  ['network explain --from shop/web before', 'network explain needs --from, --to, and files or folders: cdk8s-hardened network explain --from shop/web --to shop/cache --port 6379 manifests/'],
  ['network explain --from shop/web --to shop/cache', 'network explain needs --from, --to, and files or folders: cdk8s-hardened network explain --from shop/web --to shop/cache --port 6379 manifests/'],
  ['network explain --from shop/wep --to shop/cache before', 'there is no workload \'shop/wep\' (did you mean \'shop/web\'?): name one as NAMESPACE/NAME or NAMESPACE/NAME[KIND], an address, a CIDR, or internet'],
  ['network explain --from internet --to 10.0.0.1 before', 'neither \'internet\' nor \'10.0.0.1\' is a workload: no policy decides what addresses do among themselves'],
  ['network explain --from shop/web --to shop/cache --port 0 before', '--port must be a whole number from 1 to 65535, is \'0\''],
  ['network explain --from shop/web --to shop/cache --port redis before', '--port must be a whole number from 1 to 65535, is \'redis\''],
  ['network explain --from shop/web --to shop/cache --port 53 --protocol ICMP before', 'there is no protocol \'ICMP\': the protocols are SCTP, TCP, UDP'],
  ['network explain --from shop/web --to shop/cache --protocol UDP before', '--protocol needs a --port beside it'],
  ['network explain --from shop/web --to shop/cache --format csv before', 'network explain has no format \'csv\': the formats are text, json'],

  ['network exposure', 'network exposure needs files or folders: cdk8s-hardened network exposure manifests/, or - for standard input'],
  ['network exposure before --format dot', 'network exposure has no format \'dot\' (network draw has it): the formats are text, json, csv, markdown'],

  ['network diff before', 'network diff needs two states, each a folder, a file or a recorded list: cdk8s-hardened network diff before/ after/'],
  ['network diff before after third', 'network diff needs two states, each a folder, a file or a recorded list: cdk8s-hardened network diff before/ after/'],
  ['network diff - -', 'standard input can be one of the two states, and not both'],
  ['network diff before nowhere.lock', 'nowhere.lock: there is no such file or folder'],
  ['network diff before after --format lock', 'network diff has no format \'lock\': the formats are text, json, csv, markdown'],

  ['network draw', 'network draw needs files or folders: cdk8s-hardened network draw --format html --output network.html manifests/'],
  ['network draw before --format svg', 'network draw has no format \'svg\': the formats are markdown, mermaid, dot, html'],
])('%s is refused', (args, message) => {
  expect(run(...args.split(' '))).toEqual(refused(message));
});

describe('list', () => {
  test('prints every connection', () => {
    expect(run('network', 'list', 'before')).toEqual(answered(LINE));
    expect(run('network', 'list', 'before', '--format', 'json')).toEqual(answered('[\n  {"from":"shop/web[Pod]","to":"shop/cache[Pod]","connections":"TCP 6379"}\n]\n'));
    expect(run('network', 'list', 'before', '--format', 'csv')).toEqual(answered('from,to,connections,unknown\nshop/web[Pod],shop/cache[Pod],TCP 6379,\n'));
    expect(run('network', 'list', 'before', '--format', 'markdown')).toEqual(answered(
      '| from | to | connections | unknown |\n|---|---|---|---|\n| <code>shop/web&#91;Pod&#93;</code> | <code>shop/cache&#91;Pod&#93;</code> | TCP 6379 |  |\n'));
    expect(run('network', 'list', 'before', '--format', 'lock')).toEqual(answered(`# network lock: who can reach whom, by which ports\n${LINE}`));
  });

  test('writes it to a file', () => {
    expect(run('network', 'list', 'before', '--output', 'list.txt')).toEqual(answered(''));
    expect(fs.readFileSync('list.txt', 'utf8')).toBe(LINE);
    expect(run('network', 'list', 'before', '--output', '-')).toEqual(answered(LINE));
  });

  test('takes what names no namespace to be in the one that is given', () => {
    write({ 'web.yaml': pod('web').replace('namespace: shop, ', ''), 'cache.yaml': pod('cache', 'ops') });
    expect(run('network', 'list', 'web.yaml', 'cache.yaml').stdout).toContain('default/web[Pod] => ops/cache[Pod] : All Connections\n');
    expect(run('network', 'list', 'web.yaml', 'cache.yaml', '--namespace', 'ops').stdout).toContain('ops/web[Pod] => ops/cache[Pod] : All Connections\n');
  });

  test('warns of a policy that Kubernetes refuses, and shows what it decides as unknown', () => {
    write({ 'shop.yaml': shop('redis').replace('[Egress]', '[egress]') });
    expect(run('network', 'list', 'shop.yaml')).toEqual({
      code: 0,
      stdout: '',
      stderr: 'warning: shop.yaml:19: NetworkPolicy shop/web: spec.policyTypes[0] must be Ingress or Egress, is "egress": write Egress: Kubernetes refuses this policy, so that what it decides is unknown\n',
    });
    write({ 'shop.yaml': shop(0) });
    expect(run('network', 'list', 'shop.yaml')).toEqual({
      code: 0,
      stdout: 'shop/web[Pod] => shop/cache[Pod] : All Connections (unknown)\n',
      stderr: 'warning: shop.yaml:29: NetworkPolicy shop/cache: spec.ingress[0].ports[0].port must be a whole number from 1 to 65535 or the name of a port, is 0: '
        + 'Kubernetes refuses this policy, so that what it decides is unknown\n',
    });
  });

  test('gives no half an answer where a file is broken', () => {
    write({ 'before/z.yaml': 'kind: [\n' });
    expect(run('network', 'list', 'before')).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(/^cdk8s-hardened: before\/z\.yaml:\d: /) });
  });

  test('needs an object', () => {
    write({ 'empty.yaml': '# nothing\n' });
    expect(run('network', 'list', 'empty.yaml')).toEqual(refused('there is no Kubernetes object in empty.yaml: nothing is known of its network'));
  });
});

describe('explain', () => {
  test('tells by which rules', () => {
    expect(run('network', 'explain', '--from', 'shop/web', '--to', 'shop/cache[Pod]', '--port', '6379', 'before')).toEqual(answered([
      'shop/web[Pod] => shop/cache[Pod] : TCP 6379 is allowed',
      '',
      'egress of shop/web[Pod]: allowed',
      '  NetworkPolicy shop/web',
      '    spec.egress[0] allows it: podSelector app=cache, all ports',
      '',
      'ingress of shop/cache[Pod]: allowed',
      '  NetworkPolicy shop/cache',
      '    spec.ingress[0] allows it: podSelector app=web, TCP 6379',
      '',
    ].join('\n')));
    const verdict = (...args: readonly string[]): string => run('network', 'explain', 'before', ...args).stdout.split('\n')[0];
    expect(verdict('--from', 'shop/web', '--to', 'shop/cache', '--port', '6379', '--protocol', 'udp')).toBe('shop/web[Pod] => shop/cache[Pod] : UDP 6379 is denied');
    expect(verdict('--from', 'internet', '--to', 'shop/cache')).toBe('the internet => shop/cache[Pod] : everything is denied');
  });

  test('tells it of each kind of pods where those of a workload differ', () => {
    const owned = (name: string, app: string): string => pod(name).replace(`app: ${name}}`, `app: ${app}}, ownerReferences: [{kind: ReplicaSet, name: mixed, controller: true}]`);
    write({ 'mixed.yaml': [owned('a', 'web'), owned('b', 'other'), pod('cache'), DENY, calls(6379)].join('---\n') });
    const { code, stdout } = run('network', 'explain', '--from', 'shop/mixed', '--to', 'shop/cache', '--format', 'json', 'mixed.yaml');
    const explanations = JSON.parse(stdout) as Array<{ readonly from: string; readonly verdict: string; readonly port: null }>;
    expect([code, explanations.map(({ from, verdict, port }) => ({ from, verdict, port }))]).toEqual([0, [
      { from: 'shop/mixed[ReplicaSet]', verdict: 'allowed', port: null }, { from: 'shop/mixed[ReplicaSet]', verdict: 'denied', port: null },
    ]]);
    expect(run('network', 'explain', '--from', 'shop/mixed', '--to', 'shop/cache', 'mixed.yaml').stdout.split('\n').filter(line => line.includes(' => '))).toEqual([
      'shop/mixed[ReplicaSet] => shop/cache[Pod] : TCP 6379 is allowed', 'shop/mixed[ReplicaSet] => shop/cache[Pod] : everything is denied',
    ]);
  });
});

describe('diff', () => {
  const OPENED = 'This change opens 1 connection and closes 1.\n\nopened and closed  shop/web[Pod] => shop/cache[Pod] : TCP 6380 (before: TCP 6379)\n';

  test('of two folders fails where something is opened', () => {
    expect(run('network', 'diff', 'before', 'after')).toEqual(answered(OPENED, 1));
    write({ 'closed/shop.yaml': [pod('web'), pod('cache'), DENY].join('---\n') });
    expect(run('network', 'diff', 'before', 'closed')).toEqual(answered('This change closes 1 connection.\n\nclosed  shop/web[Pod] => shop/cache[Pod] : No Connections (before: TCP 6379)\n'));
    expect(run('network', 'diff', 'before', 'before/shop.yaml')).toEqual(answered('This change opens no connection and closes none.\n'));
  });

  test('takes a recorded list on either side, by its name or by its first line', () => {
    expect(run('network', 'list', 'before', '--format', 'lock', '--output', 'recorded.txt')).toEqual(answered(''));
    write({ 'plain.lock': LINE });
    expect(run('network', 'diff', 'recorded.txt', 'after')).toEqual(answered(OPENED, 1));
    expect(run('network', 'diff', 'plain.lock', 'after')).toEqual(answered(OPENED, 1));
    expect(run('network', 'diff', 'before', 'plain.lock')).toEqual(answered('This change opens no connection and closes none.\n'));
  });

  test('tells the line of a record that cannot be read', () => {
    write({ 'network.lock': `# network lock\n${LINE}<<<<<<< HEAD\n` });
    expect(run('network', 'diff', 'network.lock', 'after')).toEqual(
      refused('network.lock: line 3 is no connection such as shop/web[Deployment] => shop/cache[Deployment] : TCP 6379: <<<<<<< HEAD'));
  });

  test('in other formats', () => {
    expect(run('network', 'diff', 'before', 'after', '--format', 'json')).toEqual(answered(
      '[\n  {"change":"changed","from":"shop/web[Pod]","to":"shop/cache[Pod]","before":"TCP 6379","after":"TCP 6380","opened":"TCP 6380","closed":"TCP 6379","notes":[]}\n]\n', 1));
    expect(run('network', 'diff', 'before', 'after', '--format', 'csv', '--output', 'diff.csv')).toEqual(answered('', 1));
    expect(fs.readFileSync('diff.csv', 'utf8')).toBe('change,from,to,before,after,opened,closed,notes\nchanged,shop/web[Pod],shop/cache[Pod],TCP 6379,TCP 6380,TCP 6380,TCP 6379,\n');
    expect(run('network', 'diff', 'before', 'after', '--format', 'markdown').stdout.split('\n')[0]).toBe('### This change opens 1 connection and closes 1');
  });
});

describe('exposure', () => {
  test('fails where a reviewer has to look, and passes otherwise', () => {
    write({ 'closed.yaml': [pod('web'), DENY].join('---\n'), 'open.yaml': pod('web') });
    expect(run('network', 'exposure', 'closed.yaml', '--format', 'json').code).toBe(0);
    const { code, stdout } = run('network', 'exposure', 'open.yaml', '--format', 'json');
    expect([code, (JSON.parse(stdout) as { readonly isExposed: boolean }).isExposed]).toEqual([1, true]);
  });

  test.each(['text', 'json', 'csv', 'markdown'])('has the format %s', format => {
    const { code, stdout, stderr } = run('network', 'exposure', 'before', '--format', format);
    expect([code, stdout === '', stderr]).toEqual([1, false, '']);
  });
});

describe('draw', () => {
  test.each([['mermaid', /^flowchart LR\n/], ['dot', /^digraph /], ['html', /^<!doctype html>/i], ['markdown', /^#/]])('has the format %s', (format, start) => {
    const { code, stdout, stderr } = run('network', 'draw', 'before', '--format', format);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(start);
  });
});

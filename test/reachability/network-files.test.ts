import { connectionsText } from '../../src/network/tables/connection-lines';
import { FileWarning, networkOfFiles } from '../../src/reachability/network-files';
import { isNetworkRecord, readNetworkRecord } from '../../src/reachability/network-record';
import { workInEmptyFolder, write } from '../cli/command-line';

workInEmptyFolder();

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop}\nspec: {containers: []}\n';
const CLOSED = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: closed, namespace: shop}\nspec: {podSelector: {}, policyTypes: [Ingress, Egress]}\n';

/** What is warned of, and who is left. */
function read(...paths: readonly string[]): { readonly warnings: FileWarning[]; readonly workloads: string[]; readonly policies: string[] } {
  const warnings: FileWarning[] = [];
  const network = networkOfFiles(paths, undefined, warning => warnings.push(warning));
  return { warnings, workloads: network.workloads.map(({ text }) => text), policies: network.policies.map(({ subject }) => `${subject}`) };
}

test('reads files and folders, lists of any kind, and JSON', () => {
  write({
    'a/pod.yaml': `${POD}---\n${CLOSED}`,
    'a/b/list.json': '{"apiVersion": "v1", "kind": "PodList", "items": [{"metadata": {"name": "listed"}, "spec": {}}]}',
    'a/b/list.yml': 'apiVersion: v1\nkind: List\nitems:\n- apiVersion: apps/v1\n  kind: Deployment\n  metadata: {name: api, namespace: shop}\n  spec: {template: {spec: {}}}\n',
    'a/readme.md': 'no manifest',
  });
  expect(read('a')).toEqual({
    warnings: [], workloads: ['default/listed[Pod]', 'shop/api[Deployment]', 'shop/web[Pod]'], policies: ['NetworkPolicy shop/closed'],
  });
});

test('what is no object is left out with a warning, and the rest is read', () => {
  write({
    'report.json': '[{"from": "a"}]',
    'some.yaml': `# nothing\nname: web\n---\njust text\n---\n${POD}---\nkind: Deployment\nmetadata: {name: api, namespace: shop}\n`,
  });
  expect(read('.')).toEqual({
    warnings: [
      { kind: 'leftOut', text: 'report.json:1: this is no Kubernetes object, but a list: it is left out' },
      { kind: 'leftOut', text: 'some.yaml:2: this cannot be read: it is left out, and nothing is known of whom it reaches and who reaches it: apiVersion must be set: without it this is no Kubernetes object.' },
      { kind: 'leftOut', text: 'some.yaml:4: this is no Kubernetes object, but a text or a number: it is left out' },
      { kind: 'leftOut', text: 'some.yaml:11: Deployment shop/api cannot be read: it is left out, and nothing is known of whom it reaches and who reaches it: apiVersion must be set: without it this is no Kubernetes object.' },
    ],
    workloads: ['shop/web[Pod]'],
    policies: [],
  });
});

test('a workload whose pods cannot be read is told with its name', () => {
  write({
    'all.yaml': `${POD}---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: api, namespace: shop}\nspec: {template: none}\n---\napiVersion: batch/v1\nkind: Job\nmetadata: {name: once}\nspec: {}\n`,
  });
  expect(read('all.yaml').warnings).toEqual([
    { kind: 'leftOut', text: 'all.yaml:6: Deployment shop/api cannot be read: it is left out, and nothing is known of whom it reaches and who reaches it: spec.template must be a pod template, an object.' },
    { kind: 'leftOut', text: 'all.yaml:11: Job default/once has no pod template: it is left out, and nothing is known of whom it reaches and who reaches it' },
  ]);
});

test('what is wrong with a policy is told with its line, also within a list', () => {
  write({
    'all.yaml': `${POD}---\napiVersion: v1\nkind: List\nitems:\n- apiVersion: networking.k8s.io/v1\n  kind: NetworkPolicy\n  metadata: {name: p, namespace: shop}\n  spec:\n    podSelector: {}\n    ingress:\n    - from:\n      - ipBlock: {cidr: 10.0.0.1/8}\n      ports:\n      - port: 0\n`,
  });
  expect(read('all.yaml').warnings).toEqual([
    { kind: 'fault', text: 'all.yaml:16: NetworkPolicy shop/p: spec.ingress[0].from[0].ipBlock.cidr must not have bits beyond its prefix, is "10.0.0.1/8", which means 10.0.0.0/8' },
    { kind: 'fault', text: 'all.yaml:18: NetworkPolicy shop/p: spec.ingress[0].ports[0].port must be a whole number from 1 to 65535 or the name of a port, is 0: Kubernetes refuses this policy, so that what it decides is unknown' },
  ]);
});

test('policies of other makes are told, as they are not considered', () => {
  const other = (apiVersion: string, kind: string): string => `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: x, namespace: shop}\nspec: {}\n`;
  write({ 'all.yaml': [POD, other('cilium.io/v2', 'CiliumNetworkPolicy'), other('extensions/v1beta1', 'NetworkPolicy'), other('policy.networking.k8s.io/v1alpha1', 'AdminNetworkPolicy')].join('---\n') });
  expect(read('all.yaml').warnings.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
    'notConsidered all.yaml:6: CiliumNetworkPolicy shop/x is not considered, as it is no NetworkPolicy of networking.k8s.io: it may allow or deny what is shown otherwise',
    'notConsidered all.yaml:11: NetworkPolicy shop/x is not considered, as it is no NetworkPolicy of networking.k8s.io: it may allow or deny what is shown otherwise',
    'notConsidered all.yaml:16: AdminNetworkPolicy shop/x is not considered, as it is no NetworkPolicy of networking.k8s.io: it may allow or deny what is shown otherwise',
  ]);
});

test('what stands twice is told, since the cluster has one of the two', () => {
  write({ 'a.yaml': `${POD}---\n${CLOSED}`, 'b.yaml': `${CLOSED}---\n${POD.replace('name: web', 'generateName: web-')}---\n${POD.replace('name: web', 'generateName: web-')}` });
  expect(read('a.yaml', 'b.yaml')).toEqual({
    warnings: [{ kind: 'notConsidered', text: 'b.yaml:1: NetworkPolicy shop/closed is there already: the cluster will have one of the two, and both are taken to be in force' }],
    workloads: ['shop/web-[Pod]', 'shop/web[Pod]'],
    policies: ['NetworkPolicy shop/closed', 'NetworkPolicy shop/closed'],
  });
});

test('a file is read once, however it is named', () => {
  write({ 'a/pod.yaml': POD });
  expect(read('a', 'a/pod.yaml', './a').warnings).toEqual([]);
});

test('nobody who does not ask for warnings is left without what cannot be read', () => {
  write({ 'pod.yaml': POD, 'text.yaml': 'just text\n', 'faulty.yaml': `${POD}---\n${CLOSED.replace('{}', '[]')}` });
  expect(() => networkOfFiles(['pod.yaml', 'text.yaml'])).toThrow(new Error('text.yaml:1: this is no Kubernetes object, but a text or a number: it is left out'));
  // The network itself tells of these.
  expect(networkOfFiles(['faulty.yaml']).policies.map(({ isDoubtful }) => isDoubtful)).toEqual([true]);
});

test.each<[what: string, files: { readonly [name: string]: string }, path: string, message: string | RegExp]>([
  ['a file that is not there', {}, 'nowhere.yaml', 'nowhere.yaml: there is no such file or folder'],
  ['a folder without manifests', { 'folder/readme.md': '' }, 'folder', 'folder: there is no .yaml, .yml or .json file in this folder or below it'],
  ['a file without an object', { 'a.yaml': '# nothing\n' }, 'a.yaml', 'there is no Kubernetes object in a.yaml: nothing is known of its network'],
  ['broken YAML', { 'a.yaml': `${POD}---\nkind: [\n` }, 'a.yaml', /^a\.yaml:\d: /],
])('%s is an error', (_, files, path, message) => {
  write(files);
  expect(() => networkOfFiles([path])).toThrow(message);
});

test('the namespace of what names none can be given', () => {
  write({ 'pod.yaml': POD.replace(', namespace: shop', '') });
  expect([...connectionsText(networkOfFiles(['pod.yaml'], 'ops'))]).toEqual([
    '0.0.0.0-255.255.255.255[External] => ops/web[Pod] : All Connections\n', 'ops/web[Pod] => 0.0.0.0-255.255.255.255[External] : All Connections\n',
  ]);
});

describe('a record', () => {
  test('is known by the end of its name or by its first line', () => {
    write({ 'a.lock': 'x', 'b.txt': '# network lock: who can reach whom\n', 'c.txt': ' # network lock\n', 'd.yaml': POD, 'folder.lock/pod.yaml': POD });
    expect(['a.lock', 'b.txt', 'c.txt', 'd.yaml', 'folder.lock', '-', 'nowhere.lock'].filter(isNetworkRecord)).toEqual(['a.lock', 'b.txt']);
  });

  test('is read as a table', () => {
    write({ 'a.lock': '# network lock\nshop/b[Pod] => shop/a[Pod] : TCP 1\nshop/a[Pod] => shop/b[Pod] : TCP 1\n', 'b.lock': '# network lock\nwho\n' });
    expect([...readNetworkRecord('a.lock').lines()]).toEqual(['shop/a[Pod] => shop/b[Pod] : TCP 1', 'shop/b[Pod] => shop/a[Pod] : TCP 1']);
    expect(() => readNetworkRecord('b.lock')).toThrow(new Error('b.lock: line 2 is no connection such as shop/web[Deployment] => shop/cache[Deployment] : TCP 6379: who'));
  });
});

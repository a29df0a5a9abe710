import * as fc from 'fast-check';
import { load } from 'js-yaml';
import { readYaml } from '../../src/kubernetes/yaml/read-yaml';
import { FileWaiver } from '../../src/projections/file-waiver';
import { trivyIgnore } from '../../src/projections/trivy-ignore';
import { catalogue } from '../../src/rules/catalogue';

const WEB: FileWaiver = {
  file: 'shop/Deployment.web.k8s.yaml',
  resource: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'web' },
  ruleIds: ['read-only-root-fs'],
  reason: 'writes logs to /var/log/app',
};
const DRIVER: FileWaiver = {
  file: 'shop/DaemonSet.node.k8s.yaml',
  resource: { apiVersion: 'apps/v1', kind: 'DaemonSet', namespace: 'kube-system', name: 'node' },
  ruleIds: ['no-privileged'],
  reason: 'loads a kernel module',
  expires: '2027-03-31',
  ticket: 'SEC-142',
  owner: 'team-storage',
  narrowedTo: 'container "driver"',
};

const HEADER = [
  '# Written by cdk8s-hardened from the waivers of the app: do not edit.',
  '# A path is relative to the folder that trivy scans. An entry silences a check for all that is in the file, so it is exact only where every',
  '# object has a file of its own. It ends with the first of the waivers for its check and its file.',
];

function entriesOf(...waivers: readonly FileWaiver[]): string[] {
  return trivyIgnore(waivers).split('\n').slice(HEADER.length + 1, -1);
}

test('the file has an entry for each check that is waived, and says for whom', () => {
  expect(trivyIgnore([DRIVER, WEB])).toBe([
    ...HEADER,
    'misconfigurations:',
    '  # The waiver is for Deployment shop/web.',
    '  - id: KSV-0014',
    '    paths:',
    '      - "shop/Deployment.web.k8s.yaml"',
    '    statement: "writes logs to /var/log/app"',
    '  # The waiver is for DaemonSet kube-system/node, container "driver".',
    '  - id: KSV-0017',
    '    paths:',
    '      - "shop/DaemonSet.node.k8s.yaml"',
    '    statement: "loads a kernel module (ticket SEC-142, owner team-storage)"',
    '    expired_at: 2027-03-31T23:59:59Z',
    '',
  ].join('\n'));
});

test('the file of an app without waivers is empty', () => {
  expect(trivyIgnore([])).toBe([...HEADER, 'misconfigurations: []', ''].join('\n'));
});

test('rules for which trivy has no check are named', () => {
  expect(trivyIgnore([{ ...WEB, ruleIds: ['default-deny', 'acme/no-friday', 'image-tag'] }])).toBe([
    ...HEADER,
    '# Trivy has no check for acme/no-friday, default-deny.',
    'misconfigurations:',
    '  # The waiver is for Deployment shop/web.',
    '  - id: KSV-0013',
    '    paths:',
    '      - "shop/Deployment.web.k8s.yaml"',
    '    statement: "writes logs to /var/log/app"',
    '',
  ].join('\n'));
  expect(trivyIgnore([{ ...WEB, ruleIds: ['default-deny'] }])).toBe([...HEADER, '# Trivy has no check for default-deny.', 'misconfigurations: []', ''].join('\n'));
});

test('entries that differ in nothing but the file are one', () => {
  const api = { ...WEB, file: './shop/Deployment.api.k8s.yaml', resource: { ...WEB.resource, name: 'api' } };
  expect(entriesOf(WEB, WEB, api)).toEqual([
    '  # The waiver is for Deployment shop/api.',
    '  # The waiver is for Deployment shop/web.',
    '  - id: KSV-0014',
    '    paths:',
    '      - "shop/Deployment.api.k8s.yaml"',
    '      - "shop/Deployment.web.k8s.yaml"',
    '    statement: "writes logs to /var/log/app"',
  ]);
});

test('the first waiver of a check and a file to end ends all of them, but no other file', () => {
  const api = { ...WEB, resource: { ...WEB.resource, name: 'api' }, reason: 'is old', expires: '2027-06-30' };
  const job = { ...WEB, resource: { ...WEB.resource, name: 'job' }, reason: 'is older', expires: '2027-03-31' };
  expect(entriesOf(WEB, api, job, { ...WEB, file: 'other.yaml' }).filter(line => !line.startsWith('  #'))).toEqual([
    '  - id: KSV-0014',
    '    paths:',
    '      - "shop/Deployment.web.k8s.yaml"',
    '    statement: "is old"',
    '    expired_at: 2027-03-31T23:59:59Z',
    '  - id: KSV-0014',
    '    paths:',
    '      - "shop/Deployment.web.k8s.yaml"',
    '    statement: "is older"',
    '    expired_at: 2027-03-31T23:59:59Z',
    '  - id: KSV-0014',
    '    paths:',
    '      - "other.yaml"',
    '    statement: "writes logs to /var/log/app"',
    '  - id: KSV-0014',
    '    paths:',
    '      - "shop/Deployment.web.k8s.yaml"',
    '    statement: "writes logs to /var/log/app"',
    '    expired_at: 2027-03-31T23:59:59Z',
  ]);
});

test('a check that finds more than is waived on the object is commented on', () => {
  const comments = (...waivers: readonly FileWaiver[]) => entriesOf(...waivers).filter(line => line.startsWith('  # KSV-0106'));
  const drop = { ...WEB, ruleIds: ['drop-all-capabilities'] };
  expect(comments(drop)).toEqual(['  # KSV-0106 also finds what breaks added-capabilities.']);
  expect(comments(drop, { ...WEB, ruleIds: ['added-capabilities'] })).toEqual([]);
});

test('a path is no pattern for other files', () => {
  expect(entriesOf({ ...WEB, file: 'a*b?[c]{d,e}\\f/ü "x".yaml' })[3]).toBe(String.raw`      - "a\\*b\\?\\[c\\]\\{d,e\\}\\\\f/ü \"x\".yaml"`);
});

test('nothing that a waiver says gets out of its quotes or its comment', () => {
  const hostile = 'a\n- id: KSV-0001 # "\'\\ \u2028- id: x\u0085\u0000\u001b[31m\ufeff\ud800 🚀: {';
  expect(entriesOf({ ...WEB, reason: hostile, narrowedTo: hostile, resource: { ...WEB.resource, name: hostile } })).toEqual([
    '  # The waiver is for Deployment shop/a - id: KSV-0001 # "\'\\ - id: x\\u0085\\u0000\\u001b[31m \\ud800 🚀: {,'
    + ' a - id: KSV-0001 # "\'\\ - id: x\\u0085\\u0000\\u001b[31m \\ud800 🚀: {.',
    '  - id: KSV-0014',
    '    paths:',
    '      - "shop/Deployment.web.k8s.yaml"',
    String.raw`    statement: "a\n- id: KSV-0001 # \"'\\ \u2028- id: x\u0085\u0000\u001b[31m\ufeff\\ud800 🚀: {"`,
  ]);
});

const ENTRY = fc.record<FileWaiver>({
  file: fc.constantFrom('a.yaml', 'b.yaml', 'c/d.yaml'),
  resource: fc.record({
    apiVersion: fc.constant('v1'), kind: fc.constant('Pod'), namespace: fc.string({ unit: 'grapheme' }), name: fc.string({ unit: 'binary' }),
  }),
  ruleIds: fc.subarray(catalogue.map(({ id }) => id), { minLength: 1, maxLength: 3 }),
  reason: fc.string({ unit: 'binary-ascii', minLength: 1 }).chain(ascii => fc.string({ unit: 'grapheme' }).map(text => ascii + text)),
  expires: fc.constantFrom('2027-03-31', '9999-12-31'),
  narrowedTo: fc.string({ unit: 'binary' }),
}, { requiredKeys: ['file', 'resource', 'ruleIds', 'reason'] });

interface Ignored {
  readonly id: string;
  readonly paths: readonly string[];
  readonly statement: string;
  readonly expired_at?: unknown;
}

function ignoredIn(document: unknown): readonly Ignored[] {
  return (document as { readonly misconfigurations: readonly Ignored[] }).misconfigurations;
}

test('whatever a waiver says, every reader of YAML reads it again, each entry once and in order', () => {
  fc.assert(fc.property(fc.array(ENTRY, { maxLength: 5 }), entries => {
    const text = trivyIgnore(entries);
    const ignored = ignoredIn(load(text));
    const withoutEnd = (all: readonly Ignored[]) => all.map(({ id, paths, statement }) => ({ id, paths, statement }));
    const [asKubectl] = [...readYaml([Buffer.from(text)])];
    expect(withoutEnd(ignoredIn(asKubectl.value))).toEqual(withoutEnd(ignored));
    const reasons = new Set(entries.map(({ reason }) => reason));
    expect(ignored.filter(({ statement }) => !reasons.has(statement))).toEqual([]);
    const keys = ignored.map(({ id, statement, expired_at }) => JSON.stringify([id, statement, expired_at ?? '']));
    expect(keys).toEqual([...new Set(keys)].sort());
  }));
});

import * as fc from 'fast-check';
import { FileWaiver } from '../../src/projections/file-waiver';
import { policyExceptions } from '../../src/projections/kyverno-exception';
import { catalogue } from '../../src/rules/catalogue';

const WEB: FileWaiver = {
  file: 'shop.k8s.yaml',
  resource: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'web' },
  ruleIds: ['read-only-root-fs'],
  reason: 'writes logs to /var/log/app',
};

function expressionOf(resource: Partial<FileWaiver['resource']>): string {
  return policyExceptions([{ ...WEB, resource: { ...WEB.resource, ...resource } }])[0].spec.matchConditions[0].expression;
}

function owned(condition: string): string {
  return `object.metadata.?ownerReferences.orValue([]).exists(o, ${condition})`;
}

test('a waiver becomes an exception from the published policies, for the object and the pods of its controller, with its end', () => {
  const waiver: FileWaiver = {
    ...WEB,
    ruleIds: ['no-privileged', 'no-privilege-escalation'],
    reason: 'loads a kernel\nmodule',
    expires: '2027-03-31',
    ticket: 'SEC-142',
    owner: 'team-storage',
    narrowedTo: 'container "driver"',
  };
  expect(policyExceptions([waiver])).toEqual([{
    apiVersion: 'policies.kyverno.io/v1',
    kind: 'PolicyException',
    metadata: { name: expect.stringMatching(/^waiver-deployment-web-[0-9a-f]{10}$/), namespace: 'shop' },
    spec: {
      policyRefs: [
        { name: 'disallow-privilege-escalation', kind: 'ValidatingPolicy' },
        { name: 'disallow-privileged-containers', kind: 'ValidatingPolicy' },
      ],
      matchConditions: [{
        name: 'waived-object',
        expression: 'object.metadata.?namespace.orValue(\'\') == \'shop\' && ('
          + '(object.apiVersion.startsWith(\'apps/\') && object.kind == \'Deployment\' && object.metadata.?name.orValue(\'\') == \'web\')'
          + ` || ${owned('o.kind == \'Deployment\' && o.name == \'web\'')}`
          + ` || ${owned('o.kind == \'ReplicaSet\' && o.name.matches(\'^web-[a-z0-9]{1,10}$\')')})`,
      }],
      expiresAt: '2027-03-31T23:59:59Z',
      properties: {
        reason: 'loads a kernel module',
        ticket: 'SEC-142',
        owner: 'team-storage',
        rules: 'no-privilege-escalation, no-privileged',
        wider: 'the exception silences disallow-privilege-escalation for the whole object, the waiver is for container "driver";'
          + ' the exception silences disallow-privileged-containers for the whole object, the waiver is for container "driver"',
      },
    },
  }]);
});

test('the pods of other controllers are known by their owner', () => {
  const direct = (kind: string) => owned(`o.kind == '${kind}' && o.name == 'web'`);
  expect(expressionOf({ kind: 'StatefulSet', namespace: '' })).toBe(
    `(object.apiVersion.startsWith('apps/') && object.kind == 'StatefulSet' && object.metadata.?name.orValue('') == 'web') || ${direct('StatefulSet')}`,
  );
  expect(expressionOf({ apiVersion: 'batch/v1', kind: 'CronJob', namespace: '' })).toBe(
    '(object.apiVersion.startsWith(\'batch/\') && object.kind == \'CronJob\' && object.metadata.?name.orValue(\'\') == \'web\')'
    + ` || ${direct('CronJob')} || ${owned('o.kind == \'Job\' && o.name.matches(\'^web-[0-9]+$\')')}`,
  );
  expect(expressionOf({ apiVersion: 'v1', kind: 'Pod', namespace: '' })).toBe(
    '(object.apiVersion == \'v1\' && object.kind == \'Pod\' && object.metadata.?name.orValue(\'\') == \'web\')',
  );
});

test('a name is neither a pattern nor a piece of the expression', () => {
  expect(expressionOf({ name: 'web.v1\' || true || \'', namespace: '' })).toBe(
    '(object.apiVersion.startsWith(\'apps/\') && object.kind == \'Deployment\' && object.metadata.?name.orValue(\'\') == \'web.v1\\\' || true || \\\'\')'
    + ` || ${owned('o.kind == \'Deployment\' && o.name == \'web.v1\\\' || true || \\\'\'')}`
    + ` || ${owned('o.kind == \'ReplicaSet\' && o.name.matches(\'^web\\\\.v1\\\' \\\\|\\\\| true \\\\|\\\\| \\\'-[a-z0-9]{1,10}$\')')}`,
  );
});

test('a policy that asks for more, and an object that names no namespace, make the exception wider', () => {
  const [exception] = policyExceptions([{ ...WEB, ruleIds: ['no-host-pid'], resource: { ...WEB.resource, namespace: '' } }]);
  expect(exception.metadata).toEqual({ name: expect.any(String) });
  expect(exception.spec.properties).toEqual({
    reason: 'writes logs to /var/log/app',
    rules: 'no-host-pid',
    wider: 'the exception silences disallow-host-namespaces, which also finds what breaks no-host-ipc or no-host-network;'
      + ' the exception is for Deployment web of every namespace, for the object names none',
  });
});

test('another waiver of the object for the same policy ends the exception with it', () => {
  const ends = (...waivers: readonly FileWaiver[]) =>
    Object.fromEntries(policyExceptions(waivers).map(({ spec: { properties, expiresAt } }) => [properties.reason, expiresAt]));
  const pid = { ...WEB, ruleIds: ['no-host-pid'], reason: 'pid', expires: '2027-06-30' };
  const ipc = { ...WEB, ruleIds: ['no-host-ipc'], reason: 'ipc', expires: '2027-03-31' };
  const tag = { ...WEB, ruleIds: ['image-tag'], reason: 'tag', expires: '2027-09-30' };
  expect(ends(pid, ipc, tag)).toEqual({ pid: '2027-03-31T23:59:59Z', ipc: '2027-03-31T23:59:59Z', tag: '2027-09-30T23:59:59Z' });
  const elsewhere = { ...ipc, resource: { ...WEB.resource, namespace: 'other' } };
  expect(ends(pid, elsewhere)).toEqual({ pid: '2027-06-30T23:59:59Z', ipc: '2027-03-31T23:59:59Z' });
});

test('a waiver that no policy stands for makes no exception', () => {
  expect(policyExceptions([{ ...WEB, ruleIds: ['default-deny'] }])).toEqual([]);
  expect(policyExceptions([])).toEqual([]);
});

test('all exceptions go to the one namespace from which Kyverno takes them', () => {
  const elsewhere = { ...WEB, resource: { ...WEB.resource, namespace: 'other' } };
  const exceptions = policyExceptions([WEB, elsewhere], 'kyverno');
  expect(exceptions.map(({ metadata }) => metadata.namespace)).toEqual(['kyverno', 'kyverno']);
  expect(new Set(exceptions.map(({ metadata }) => metadata.name)).size).toBe(2);
});

test('the name of an exception changes neither with the reason nor with the end, and is told apart by what it is narrowed to', () => {
  const nameOf = (waiver: FileWaiver) => policyExceptions([waiver])[0].metadata.name;
  expect(nameOf({ ...WEB, reason: 'other words', expires: '2027-03-31' })).toBe(nameOf(WEB));
  expect(nameOf({ ...WEB, narrowedTo: 'container "a"' })).not.toBe(nameOf(WEB));
});

test('waivers of one object that differ only in their words are one exception', () => {
  const again = { ...WEB, reason: 'and caches', ticket: 'SEC-1', expires: '2027-03-31' };
  expect(policyExceptions([WEB, again]).map(({ spec }) => ({ ...spec.properties, expiresAt: spec.expiresAt }))).toEqual([
    { reason: 'writes logs to /var/log/app; and caches', ticket: 'SEC-1', rules: 'read-only-root-fs', expiresAt: '2027-03-31T23:59:59Z' },
  ]);
});

const ENTRY = fc.record<FileWaiver>({
  file: fc.constant('a.yaml'),
  resource: fc.record({
    apiVersion: fc.constantFrom('v1', 'apps/v1'),
    kind: fc.constantFrom('Pod', 'Deployment', 'CronJob', '…'),
    namespace: fc.constantFrom('', 'a', 'b'),
    name: fc.oneof(fc.constantFrom('web', 'Web', 'web.', '-'), fc.string({ unit: 'grapheme', maxLength: 300 })),
  }),
  ruleIds: fc.subarray(catalogue.map(({ id }) => id), { minLength: 1, maxLength: 3 }),
  reason: fc.string({ minLength: 1 }),
  narrowedTo: fc.string({ maxLength: 3 }),
}, { requiredKeys: ['file', 'resource', 'ruleIds', 'reason'] });

test('every exception has a name of its own that Kubernetes takes', () => {
  fc.assert(fc.property(fc.array(ENTRY, { maxLength: 8 }), entries => {
    const exceptions = policyExceptions(entries, 'kyverno');
    const names = exceptions.map(({ metadata }) => metadata.name);
    expect(names.filter(name => !/^[a-z0-9]([a-z0-9-]{0,251}[a-z0-9])?$/.test(name))).toEqual([]);
    expect(names).toEqual([...new Set(names)].sort());
  }));
});

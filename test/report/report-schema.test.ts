import Ajv2020 from 'ajv/dist/2020';
import reportSchema from '../../schema/report.schema.json';
import { CheckRun } from '../../src/check/check-run';
import { Outcome } from '../../src/engine/outcome';
import { HardeningReport } from '../../src/report/hardening-report';
import { jsonReport } from '../../src/report/json-report';
import { ReportContents } from '../../src/report/report-format';
import { hardenedProfile } from '../../src/rules/profiles';
import { Severity } from '../../src/rules/severity';
import { Waiver } from '../../src/waivers/waiver';
import { contents, EVERY_OUTCOME, hostile, HOSTILE, SET_BACK, SET_FORWARD, used, WAIVER } from './report-contents';

const schema: any = reportSchema;
const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);

type Filled<T> = T extends ReadonlyArray<infer Item> ? Filled<Item>[] : T extends object ? { readonly [Name in keyof T]-?: Filled<T[Name]> } : T;

const FULL_WAIVER: Filled<HardeningReport['waivers'][number]> = {
  control: 'privileged',
  ruleId: 'no-privileged',
  ruleIds: ['no-privileged'],
  reason: 'loads a driver',
  expires: '2027-03-31',
  ticket: 'SEC-142',
  owner: 'storage team',
  optional: false,
  container: 'driver',
  values: ['true'],
  path: 'securityContext.privileged',
  objects: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', namespace: 'shop', labels: { app: 'web' } },
  constructPath: 'shop/Web',
  source: { file: 'src/main.ts', line: 42 },
  excuses: 1,
  used: true,
  expired: false,
  widened: ['kube-linter silences it for every container.'],
};

/** Every property of every interface of the report: the compiler refuses one that is missing here, and one that is too much. */
const FULL: Filled<HardeningReport> = {
  schemaVersion: '1.0',
  profile: 'hardened',
  kubernetesVersion: '1.31',
  clock: { today: '2026-01-01', setBackFrom: '2026-11-22' },
  summary: { objects: 1, failing: 1, warning: 0, waived: 0 },
  findings: [{
    ruleId: 'no-privileged',
    outcome: Outcome.FAILING,
    severity: Severity.HIGH,
    resource: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'web' },
    constructPath: 'shop/Web/Deployment',
    container: 'app',
    path: 'spec.template.spec.containers[0].securityContext.privileged',
    message: 'must not be true',
    fix: 'Remove `privileged`.',
    controls: ['pss:baseline/privileged'],
    source: { file: 'src/main.ts', line: 42 },
    waiver: FULL_WAIVER,
    forbiddenBy: 'shop/Block',
  }],
  waivers: [FULL_WAIVER],
};

const MANIFESTS = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  template:
    spec:
      containers: [{name: app, image: nginx, securityContext: {privileged: true}}, {image: nginx}]
---
apiVersion: v1
kind: Namespace
metadata: {name: shop}
---
no object
`;

function faultsOf(report: unknown): string[] {
  validate(report);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function written(report: ReportContents): unknown {
  return JSON.parse([...jsonReport(report)].join(''));
}

/** The places of all objects of a value, by the keys that lead there; but not of labels, whose names are anybody's. */
function objectsIn(value: unknown, path: ReadonlyArray<string> = []): Array<ReadonlyArray<string>> {
  if (typeof value !== 'object' || value === null || path.at(-1) === 'labels') return [];
  const below = Object.entries(value).flatMap(([key, item]) => objectsIn(item, [...path, key]));
  return Array.isArray(value) ? below : [path, ...below];
}

function at(value: any, path: ReadonlyArray<string>): any {
  return path.reduce((part, key) => part[key], value);
}

/** A part of the schema, with what it refers to; of a part that may be null, what it is otherwise. */
function resolved(part: any): any {
  if (part.oneOf) return { ...resolved(part.oneOf[0]), ...part };
  return part.$ref ? { ...at(schema, part.$ref.slice('#/'.length).split('/')), ...part } : part;
}

/** The properties that the schema knows at a place. */
function propertiesAt(path: ReadonlyArray<string>): { readonly [name: string]: any } {
  return path.reduce((within, key) => resolved(within.items ?? within.properties[key]), schema).properties;
}

const PROPERTIES = objectsIn(FULL).flatMap(path => Object.keys(at(FULL, path)).map(name => ({ path, name, title: [...path, name].join('.') })));

test('a report with everything in it is valid', () => {
  expect(faultsOf(FULL)).toEqual([]);
});

test.each(objectsIn(FULL).map(path => ({ path, title: path.join('.') || 'the report' })))('the schema names the properties of $title as the interface does', ({ path }) => {
  expect(Object.keys(propertiesAt(path))).toEqual(Object.keys(at(FULL, path)));
});

test.each(PROPERTIES)('a report without $title is not valid', ({ path, name }) => {
  const report = structuredClone(FULL);
  delete at(report, path)[name];

  expect(faultsOf(report)).toEqual(expect.arrayContaining([`${path.map(key => `/${key}`).join('')} must have required property '${name}'`]));
});

test.each(PROPERTIES)('a report where $title is of another type is not valid', ({ path, name }) => {
  const report = structuredClone(FULL);
  at(report, path)[name] = 0.5;

  expect(faultsOf(report)).not.toEqual([]);
});

test.each(objectsIn(FULL).map(path => ({ path, title: path.join('.') || 'the report' })))('a property that nobody knows in $title is not valid', ({ path }) => {
  const report = structuredClone(FULL);
  at(report, path).surprise = 'x';

  expect(faultsOf(report)).toEqual(expect.arrayContaining([`${path.map(key => `/${key}`).join('')} must NOT have additional properties`]));
});

test('the schema knows the outcomes and severities of the library', () => {
  expect([schema.$defs.finding.properties.outcome.enum, schema.$defs.finding.properties.severity.enum])
    .toEqual([Object.values(Outcome), Object.values(Severity)]);
});

test('every part of the schema is described', () => {
  const parts = [schema, ...objectsIn(FULL).flatMap(path => Object.values(propertiesAt(path)).map(resolved))];

  expect(parts.filter(({ description }) => typeof description !== 'string' || !description.endsWith('.'))).toEqual([]);
});

test.each([
  ['without findings', contents([])],
  ['with every outcome', contents(EVERY_OUTCOME)],
  ['with waivers', contents(EVERY_OUTCOME, {
    waivers: [
      used(WAIVER),
      used(Waiver.hostPid({ reason: 'reads processes' }), { constructPath: '', excuses: 0, used: false, source: { file: 'a.ts', line: 1 } }),
      used(Waiver.rule('image-tag', { reason: HOSTILE.replace(/[\u0000-\u001f\ud800]/g, ''), container: 'x', value: 'y', path: 'image', objects: { kind: 'Pod' } })),
      used(Waiver.hostPid({ reason: 'reads processes', objects: { labels: { app: 'x' } } }), { widened: ['It never ends.'] }),
    ],
  })],
  ['with a clock that was set back', contents([], { clock: SET_BACK })],
  ['with a clock that was set forward', contents([], { clock: SET_FORWARD })],
  ['with a waiver that is forbidden', contents([{ waiver: WAIVER, forbiddenBy: 'nonWaivable' }])],
  ['of constructs', contents([{ constructPath: 'shop/Web', source: undefined, container: undefined }])],
  ['with hostile text', contents([hostile(HOSTILE)])],
])('a report %s is valid', (_, report) => {
  expect(faultsOf(written(report))).toEqual([]);
});

test.each(['', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x, namespace: shop}\n', MANIFESTS])('what a check of manifests writes is valid (%#)', text => {
  const run = new CheckRun({
    profile: hardenedProfile, version: { minor: 37, name: '1.37' }, platformAssignsUserIds: false, hasMeshCni: false, defaultNamespace: '',
  });
  try {
    run.read('all.yaml', [Buffer.from(text)]);
    expect(faultsOf(written(run.finish()))).toEqual([]);
  } finally {
    run.dispose();
  }
});

test('a day that is none is not valid', () => {
  expect(faultsOf({ ...FULL, clock: { today: '2026-01-1', setBackFrom: null } })).toEqual(expect.arrayContaining(['/clock/today must match pattern "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"']));
});

test('a label that is no text is not valid', () => {
  const waiver = { ...FULL_WAIVER, objects: { ...FULL_WAIVER.objects, labels: { app: 1 } } };

  expect(faultsOf({ ...FULL, waivers: [waiver] })).toEqual(expect.arrayContaining(['/waivers/0/objects/labels/app must be string']));
});

test('the address of the schema names no host', () => {
  expect(schema.$id).toBe('urn:cdk8s-hardened:report:1');
});

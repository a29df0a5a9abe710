import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import Ajv2020 from 'ajv/dist/2020';
import * as fc from 'fast-check';
import waiversSchema from '../../schema/waivers.schema.json';
import { InputError } from '../../src/check/input-error';
import { FILED_CONTROLS } from '../../src/check/waiver-entry';
import { readWaiversFile } from '../../src/check/waivers-file';
import { PodSecurityLevel } from '../../src/kubernetes/pod-security-level';
import { readYaml } from '../../src/kubernetes/yaml/read-yaml';
import { catalogue } from '../../src/rules/catalogue';
import { WaivedControl } from '../../src/waivers/waived-control';
import { Waiver } from '../../src/waivers/waiver';
import { ContainerWaiverProps } from '../../src/waivers/waiver-props';

const REASON = 'loads a kernel module until the vendor ships it signed';
const WHY = `reason: ${REASON}`;

const schema: any = waiversSchema;
// The branches of the schema require properties that the whole defines.
const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true, strictRequired: false }).compile(schema);

let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-hardened-test-'));
});

afterEach(() => {
  fs.rmSync(folder, { recursive: true });
});

/** Writes a file, and gives its path. */
function file(text: string, name = 'waivers.yaml'): string {
  const at = path.join(folder, name);
  fs.writeFileSync(at, text);
  return at;
}

/** What a waiver says, but not where it was made. */
function said({ control, ruleIds, reason, expires, ticket, owner, optional, container, objects, path: field, values }: Waiver) {
  return { control, ruleIds, reason, expires, ticket, owner, optional, container, objects, path: field, values };
}

/** The waivers that a file of this text asks for. */
function read(text: string): Array<ReturnType<typeof said>> {
  return readWaiversFile(file(text)).map(({ waiver }) => said(waiver));
}

/** What is said of a file of this text, after its path. */
function complaintOf(text: string): string {
  const at = file(text);
  try {
    readWaiversFile(at);
  } catch (error) {
    if (error instanceof InputError && error.message.startsWith(at)) return error.message.slice(at.length);
    throw error;
  }
  return 'none';
}

/** Whether the schema accepts all documents of a text. */
function schemaAccepts(text: string): boolean {
  const documents = [...readYaml([Buffer.from(text)])];
  return documents.length > 0 && documents.every(({ value }) => validate(value));
}

const FULL = `
# why we step down, and until when
waivers:
  - waive: privileged
    container: driver
    reason: loads a kernel module until the vendor ships it signed
    expires: 2027-03-31
    ticket: SEC-142
    owner: team-storage
    objects: { apiVersion: apps/v1, kind: DaemonSet, name: driver, namespace: storage, labels: { app: driver } }
    path: securityContext.privileged
    value: true
    optional: true

  - rule: default-deny
    reason: >
      the mesh denies by default,
      as its policy says
  - waive: addCapabilities
    capabilities: [SYS_PTRACE, SYS_ADMIN]
    reason: the profiler reads the stacks of its neighbours
`;

test('a waivers file asks for what the factories of Waiver make', () => {
  expect(read(FULL)).toEqual([
    Waiver.privileged({
      container: 'driver',
      reason: REASON,
      expires: '2027-03-31',
      ticket: 'SEC-142',
      owner: 'team-storage',
      objects: { apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'driver', namespace: 'storage', labels: { app: 'driver' } },
      path: 'securityContext.privileged',
      value: 'true',
      optional: true,
    }),
    Waiver.rule('default-deny', { reason: 'the mesh denies by default, as its policy says\n' }),
    Waiver.addCapabilities(['SYS_PTRACE', 'SYS_ADMIN'], { reason: 'the profiler reads the stacks of its neighbours' }),
  ].map(said));
});

test('every waiver is found by the file as it was given, and the line where its entry starts', () => {
  const at = file(FULL);

  expect(readWaiversFile(at).map(({ source }) => source)).toEqual([{ file: at, line: 4 }, { file: at, line: 15 }, { file: at, line: 19 }]);
});

/** Entries that are good, as the rest of a list item; and what they ask for. */
const GOOD: ReadonlyArray<readonly [string, string, Waiver]> = [
  ['a day without quotes', `{waive: hostPid, expires: 2027-03-31, ${WHY}}`, Waiver.hostPid({ reason: REASON, expires: '2027-03-31' })],
  ['a day in quotes', `{waive: hostPid, expires: "2027-03-31", ${WHY}}`, Waiver.hostPid({ reason: REASON, expires: '2027-03-31' })],
  ['a day with the tag of a timestamp', `{waive: hostPid, expires: !!timestamp 2027-03-31, ${WHY}}`, Waiver.hostPid({ reason: REASON, expires: '2027-03-31' })],
  ['a port as a number', `{waive: hostPort, value: 8080, ${WHY}}`, Waiver.hostPort({ reason: REASON, value: '8080' })],
  ['a port as text', `{waive: hostPort, value: "8080", ${WHY}}`, Waiver.hostPort({ reason: REASON, value: '8080' })],
  ['a value that YAML takes for a boolean, as in the manifest', `{rule: no-privileged, value: yes, ${WHY}}`, Waiver.rule('no-privileged', { reason: REASON, value: 'true' })],
  ['a level', `{waive: podSecurityLevel, level: baseline, ${WHY}}`, Waiver.podSecurityLevel(PodSecurityLevel.BASELINE, { reason: REASON })],
  ['another level', `{waive: podSecurityLevel, level: privileged, ${WHY}}`, Waiver.podSecurityLevel(PodSecurityLevel.PRIVILEGED, { reason: REASON })],
  ['a container of any rule', `{rule: image-tag, container: app, ${WHY}}`, Waiver.rule('image-tag', { reason: REASON, container: 'app' })],
  ['a label without a value', `{waive: hostPid, objects: {labels: {app.kubernetes.io/part-of: ""}}, ${WHY}}`, Waiver.hostPid({ reason: REASON, objects: { labels: { 'app.kubernetes.io/part-of': '' } } })],
  ['a label that is the name of every prototype', `{waive: hostPid, objects: {labels: {__proto__: x, constructor: z}}, ${WHY}}`, Waiver.hostPid({ reason: REASON, objects: { labels: { ['__proto__']: 'x', constructor: 'z' } } })],
  ['nothing optional', `{waive: hostPid, optional: false, ${WHY}}`, Waiver.hostPid({ reason: REASON })],
  ['a reason of several lines, with quotes and emoji', '{waive: hostPid, reason: "it\'s \\"vendored\\" 🚢\\n\\tuntil 9.0 → 期限"}', Waiver.hostPid({ reason: 'it\'s "vendored" 🚢\n\tuntil 9.0 → 期限' })],
];

test.each(GOOD)('an entry may have %s', (_, entry, waiver) => {
  expect(read(`waivers:\n  - ${entry}\n`)).toEqual([said(waiver)]);
});

test.each(FILED_CONTROLS)('%s can be waived', control => {
  const own: { readonly [name in WaivedControl]?: object } = { addCapabilities: { capabilities: ['SYS_PTRACE'] }, podSecurityLevel: { level: 'baseline' } };
  const made = {
    addCapabilities: (props: ContainerWaiverProps) => Waiver.addCapabilities(['SYS_PTRACE'], props),
    podSecurityLevel: (props: ContainerWaiverProps) => Waiver.podSecurityLevel(PodSecurityLevel.BASELINE, props),
  };
  const make = control === 'addCapabilities' || control === 'podSecurityLevel' ? made[control] : Waiver[control];

  expect(read(JSON.stringify({ waivers: [{ waive: control, ...own[control], reason: REASON }] }))).toEqual([said(make({ reason: REASON }))]);
});

test('every rule can be waived by its id', () => {
  const ids = catalogue.map(({ id }) => id);

  expect(read(JSON.stringify({ waivers: ids.map(rule => ({ rule, reason: REASON })) })))
    .toEqual(ids.map(id => said(Waiver.rule(id, { reason: REASON }))));
});

test('a rule that was renamed can be waived by the id that it had', () => {
  const renamed = jest.replaceProperty(catalogue as any, '0', { ...catalogue[0], aliases: ['the-former-id'] });
  try {
    expect(read(`waivers: [{rule: the-former-id, ${WHY}}]`))
      .toEqual([said(Waiver.rule(catalogue[0].id, { reason: REASON }))]);
  } finally {
    renamed.restore();
  }
});

describe('a file may be', () => {
  test.each([
    ['an empty list, while there is no waiver', 'waivers: []', []],
    ['JSON, with the schema for an editor', `{"$schema": "waivers.schema.json", "waivers": [{"waive": "hostPid", "reason": "${REASON}"}]}`, [Waiver.hostPid({ reason: REASON })]],
    ['one document between markers', `---\nwaivers: [{waive: hostPid, ${WHY}}]\n---\n# nothing more\n`, [Waiver.hostPid({ reason: REASON })]],
    ['written with line ends of Windows', `waivers:\r\n- waive: hostPid\r\n  ${WHY}\r\n`, [Waiver.hostPid({ reason: REASON })]],
    ['written with anchors and merges', `waivers:\n- &a {waive: hostPid, ${WHY}}\n- {<<: *a, waive: hostIpc}\n`, [Waiver.hostPid({ reason: REASON }), Waiver.hostIpc({ reason: REASON })]],
  ])('%s', (_, text, waivers) => {
    expect(read(text)).toEqual(waivers.map(said));
  });
});

describe('these are no waivers for the same:', () => {
  test.each([
    ['those of two controls', `[{waive: hostPid, ${WHY}}, {waive: hostIpc, ${WHY}}]`],
    ['those of two rules', `[{rule: image-tag, ${WHY}}, {rule: default-deny, ${WHY}}]`],
    ['those of two containers', `[{waive: privileged, container: a, ${WHY}}, {waive: privileged, container: b, ${WHY}}]`],
    ['those of two objects', `[{waive: hostPid, objects: {name: a}, ${WHY}}, {waive: hostPid, objects: {name: b}, ${WHY}}]`],
    ['those of two capabilities', `[{waive: addCapabilities, capabilities: [A], ${WHY}}, {waive: addCapabilities, capabilities: [B], ${WHY}}]`],
    ['those of two levels, as of two namespaces', `[{waive: podSecurityLevel, level: baseline, ${WHY}}, {waive: podSecurityLevel, level: privileged, ${WHY}}]`],
  ])('%s', (_, entries) => {
    expect(read(`waivers: ${entries}`)).toHaveLength(2);
  });
});

const CONTROLS = 'privileged, allowPrivilegeEscalation, readOnlyRootFilesystem, runAsRoot, rootGroup, addCapabilities, defaultCapabilities, seccompUnconfined, '
  + 'appArmorUnconfined, seLinuxOptions, procMount, sysctls, hostNetwork, hostPid, hostIpc, shareProcessNamespace, hostPath, hostPort, apiToken, '
  + 'defaultServiceAccount, sharedServiceAccount, movingImageTag, unlimitedMemory, podSecurityLevel, noDefaultDeny; anything else is waived by `rule` and the id of a rule';
const FIELDS = 'waive, rule, container, capabilities, level, value, reason, expires, ticket, owner, optional, objects, path';

/** Texts that no schema accepts, and what is said of them. */
const BAD: ReadonlyArray<readonly [string, string, string]> = [
  ['an empty file', '', ': there is nothing in it: write `waivers:` with a list below it'],
  ['nothing but a comment', '# later\n', ': there is nothing in it: write `waivers:` with a list below it'],
  ['a list at the top', `- waive: hostPid\n  ${WHY}\n`, ':1: the document: must be a mapping, is a list: write it as `waivers:` with a list below it'],
  ['a text at the top', '\nhostPid\n', ':2: the document: must be a mapping, is \'hostPid\': write it as `waivers:` with a list below it'],
  ['an empty mapping', '{}', ':1: the document: lacks `waivers`: write `waivers:` with a list below it'],
  ['a manifest', 'apiVersion: v1\nkind: Pod\n', ':1: apiVersion: there is no such field: there are waivers, $schema'],
  ['another name of the list', 'waiver: []', ':1: waiver: there is no such field (did you mean \'waivers\'?): there are waivers, $schema'],
  ['no list', '\nwaivers:\n', ':2: waivers: must be a list, is empty: write it as a list of entries, or as [] while there is none'],
  ['a mapping for the list', 'waivers: {waive: hostPid}', ':1: waivers: must be a list, is a mapping: write it as a list of entries, or as [] while there is none'],
  ['a schema that is no text', '$schema: 7\nwaivers: []', ':1: [\'$schema\']: must be text, and YAML reads it as 7: put it in quotes'],
  ['an empty entry', 'waivers:\n-\n', ':2: waivers[0]: must be a mapping, is empty: write it as `waive: privileged` and `reason: …`'],
  ['an entry that is text', 'waivers:\n- hostPid\n', ':2: waivers[0]: must be a mapping, is \'hostPid\': write it as `waive: privileged` and `reason: …`'],
  ['an entry that waives nothing', `waivers:\n- ${WHY}\n`, ':2: waivers[0]: does not say what it waives: write `waive` and a control, such as `waive: privileged`, or `rule` and the id of a rule'],
  ['an entry that waives two things', `waivers:\n- waive: hostPid\n  rule: no-host-ipc\n  ${WHY}\n`, ':3: waivers[0].rule: stands beside `waive`, and an entry waives one thing: make two entries of it'],
  ['a field that nobody knows', `waivers:\n- waive: hostPid\n  ${WHY}\n  expiry: 2027-03-31\n`, `:4: waivers[0].expiry: there is no such field (did you mean 'expires'?): there are ${FIELDS}`],
  ['a field whose name is no word', `waivers:\n- waive: hostPid\n  ${WHY}\n  "a.b": 1\n`, `:4: waivers[0]['a.b']: there is no such field: there are ${FIELDS}`],
  ['a control that nobody knows', `waivers:\n- {waive: privilege, ${WHY}}\n`, `:2: waivers[0].waive: there is no control 'privilege' (did you mean 'privileged'?): there are ${CONTROLS}`],
  ['a control as Kubernetes spells the field', `waivers:\n- {waive: hostPID, ${WHY}}\n`, `:2: waivers[0].waive: there is no control 'hostPID' (did you mean 'hostPid'?): there are ${CONTROLS}`],
  ['the factory of rules as a control', `waivers:\n- {waive: rule, ${WHY}}\n`, `:2: waivers[0].waive: there is no control 'rule': there are ${CONTROLS}`],
  ['the name of every prototype as a control', `waivers:\n- {waive: toString, ${WHY}}\n`, `:2: waivers[0].waive: there is no control 'toString': there are ${CONTROLS}`],
  ['a rule for a control', `waivers:\n- {waive: no-privileged, ${WHY}}\n`, ':2: waivers[0].waive: \'no-privileged\' is no control but a rule: write `rule: no-privileged`'],
  ['no control', `waivers:\n- {waive: , ${WHY}}\n`, ':2: waivers[0].waive: must be text, is empty'],
  ['a control with a capital in it for a rule', `waivers:\n- {rule: hostPid, ${WHY}}\n`, ':2: waivers[0].rule: \'hostPid\' is no rule but a control: write `waive: hostPid`'],
  ['the title of a rule', `waivers:\n- {rule: No privileged, ${WHY}}\n`, ':2: waivers[0].rule: there is no rule \'No privileged\' (did you mean \'no-privileged\'?): cdk8s-hardened rules lists them'],
  ['no reason', 'waivers:\n- waive: hostPid\n- waive: hostIpc\n', ':2: waivers[0]: lacks `reason`: write what needs it, and what it waits for'],
  ['an empty reason', 'waivers:\n- waive: hostPid\n  reason:\n', ':3: waivers[0].reason: must be text, is empty'],
  ['a blank reason', 'waivers:\n- waive: hostPid\n  reason: " "\n', ':3: waivers[0].reason: \' \' says nothing: write what needs it, and what it waits for'],
  ['a reason that YAML takes for a boolean', 'waivers:\n- waive: hostPid\n  reason: yes\n', ':3: waivers[0].reason: must be text, and YAML reads it as true: put it in quotes'],
  ['a reason that is a number', 'waivers:\n- waive: hostPid\n  reason: 42\n', ':3: waivers[0].reason: must be text, and YAML reads it as 42: put it in quotes'],
  ['a reason that is a list', 'waivers:\n- waive: hostPid\n  reason: [a]\n', ':3: waivers[0].reason: must be text, is a list'],
  ['a reason of 10 kB', `waivers:\n- waive: hostPid\n  reason: ${'why '.repeat(2560)}\n`, ':3: waivers[0].reason: has 10239 characters, and 1024 are the most. Put the story into the ticket, and its essence here.'],
  ['a reason that drives a terminal', 'waivers:\n- waive: hostPid\n  reason: "\\e[31m"\n', ':3: waivers[0].reason: holds the character \\u001b at 0, which cannot be printed. Take it out.'],
  ['a day in another order', `waivers:\n- waive: hostPid\n  ${WHY}\n  expires: 31.03.2027\n`, ':4: waivers[0].expires: \'31.03.2027\' is not a day of the calendar. Write year, month and day as \'2027-03-31\'.'],
  ['a day without its zeros', `waivers:\n- waive: hostPid\n  ${WHY}\n  expires: !!timestamp 2027-3-1\n`, ':4: waivers[0].expires: \'2027-3-1\' is not a day of the calendar. Write year, month and day as \'2027-03-31\'.'],
  ['a time of the day', `waivers:\n- waive: hostPid\n  ${WHY}\n  expires: 2027-03-31T12:00:00Z\n`, ':4: waivers[0].expires: \'2027-03-31T12:00:00Z\' is not a day of the calendar. Write year, month and day as \'2027-03-31\'.'],
  ['a year for a day', `waivers:\n- waive: hostPid\n  ${WHY}\n  expires: 2027\n`, ':4: waivers[0].expires: must be text, and YAML reads it as 2027: put it in quotes'],
  ['an empty day', `waivers:\n- waive: hostPid\n  ${WHY}\n  expires: ~\n`, ':4: waivers[0].expires: must be text, is empty'],
  ['a ticket that is a number', `waivers:\n- waive: hostPid\n  ${WHY}\n  ticket: 142\n`, ':4: waivers[0].ticket: must be text, and YAML reads it as 142: put it in quotes'],
  ['a blank ticket', `waivers:\n- waive: hostPid\n  ${WHY}\n  ticket: ""\n`, ':4: waivers[0].ticket: "" is blank. Leave it out, or give a name.'],
  ['an owner of two lines', `waivers:\n- waive: hostPid\n  ${WHY}\n  owner: "a\\nb"\n`, ':4: waivers[0].owner: "a\\nb" must be one line.'],
  ['an owner that is a mapping', `waivers:\n- waive: hostPid\n  ${WHY}\n  owner: {team: a}\n`, ':4: waivers[0].owner: must be text, is a mapping'],
  ['a switch that is text', `waivers:\n- waive: hostPid\n  ${WHY}\n  optional: "true"\n`, ':4: waivers[0].optional: must be true or false, is \'true\''],
  ['an empty switch', `waivers:\n- waive: hostPid\n  ${WHY}\n  optional:\n`, ':4: waivers[0].optional: must be true or false, is empty'],
  ['a switch that is a number', `waivers:\n- waive: hostPid\n  ${WHY}\n  optional: 1\n`, ':4: waivers[0].optional: must be true or false, is 1'],
  ['a container of a whole pod', `waivers:\n- waive: hostPid\n  ${WHY}\n  container: app\n`, ':4: waivers[0].container: `waive: hostPid` is never for a single container: leave it out'],
  ['a blank container', `waivers:\n- waive: hostPort\n  ${WHY}\n  container: " "\n`, ':4: waivers[0].container: " " is blank. Leave it out, or give a name.'],
  ['an empty value', `waivers:\n- waive: hostPort\n  ${WHY}\n  value: ""\n`, ':4: waivers[0].value: "" is blank. Leave it out, or give a name.'],
  ['a value that is a list', `waivers:\n- waive: hostPort\n  ${WHY}\n  value: [8080]\n`, ':4: waivers[0].value: must be text, is a list'],
  ['a value that holds nothing', `waivers:\n- waive: hostPort\n  ${WHY}\n  value: null\n`, ':4: waivers[0].value: must be text, is empty'],
  ['a path that is a list', `waivers:\n- waive: hostPort\n  ${WHY}\n  path: [spec]\n`, ':4: waivers[0].path: must be text, is a list'],
  ['no capabilities', `waivers:\n- {waive: addCapabilities, ${WHY}}\n`, ':2: waivers[0]: lacks `capabilities`: write them as [SYS_PTRACE]'],
  ['an empty list of capabilities', `waivers:\n- waive: addCapabilities\n  ${WHY}\n  capabilities: []\n`, ':4: waivers[0].capabilities: name at least one capability, such as \'SYS_PTRACE\'.'],
  ['a capability outside a list', `waivers:\n- waive: addCapabilities\n  ${WHY}\n  capabilities: SYS_PTRACE\n`, ':4: waivers[0].capabilities: must be a list, is \'SYS_PTRACE\': write it as [SYS_PTRACE]'],
  ['a capability with its prefix', `waivers:\n- waive: addCapabilities\n  ${WHY}\n  capabilities: [CAP_SYS_PTRACE]\n`, ':4: waivers[0].capabilities: \'CAP_SYS_PTRACE\' is not the name of a capability. Write it in capitals and without CAP_, as \'SYS_PTRACE\'.'],
  ['a capability that is no text', `waivers:\n- waive: addCapabilities\n  ${WHY}\n  capabilities:\n    - SYS_PTRACE\n    - 21\n`, ':6: waivers[0].capabilities[1]: must be text, and YAML reads it as 21: put it in quotes'],
  ['a capability twice', `waivers:\n- waive: addCapabilities\n  ${WHY}\n  capabilities:\n    - SYS_PTRACE\n    - SYS_PTRACE\n`, ':6: waivers[0].capabilities[1]: \'SYS_PTRACE\' stands twice in the list: remove one'],
  ['a value beside capabilities', `waivers:\n- waive: addCapabilities\n  capabilities: [SYS_PTRACE]\n  ${WHY}\n  value: SYS_PTRACE\n`, ':5: waivers[0].value: `waive: addCapabilities` says it already: leave it out'],
  ['capabilities of a rule', `waivers:\n- rule: added-capabilities\n  ${WHY}\n  capabilities: [SYS_PTRACE]\n`, ':4: waivers[0].capabilities: only `waive: addCapabilities` takes them: leave them out, or name one as `value`'],
  ['no level', `waivers:\n- {waive: podSecurityLevel, ${WHY}}\n`, ':2: waivers[0]: lacks `level`: write baseline or privileged'],
  ['the level that is no step down', `waivers:\n- waive: podSecurityLevel\n  level: restricted\n  ${WHY}\n`, ':3: waivers[0].level: must be baseline or privileged, is \'restricted\''],
  ['a level of another control', `waivers:\n- waive: privileged\n  level: baseline\n  ${WHY}\n`, ':3: waivers[0].level: only `waive: podSecurityLevel` takes it: leave it out'],
  ['a container of a namespace', `waivers:\n- waive: podSecurityLevel\n  level: baseline\n  ${WHY}\n  container: app\n`, ':5: waivers[0].container: `waive: podSecurityLevel` is never for a single container: leave it out'],
  ['objects without anything', `waivers:\n- waive: hostPid\n  ${WHY}\n  objects: {}\n`, ':4: waivers[0].objects: names no object. Leave it out, or narrow by apiVersion, kind, name, namespace or labels.'],
  ['objects that hold nothing', `waivers:\n- waive: hostPid\n  ${WHY}\n  objects:\n`, ':4: waivers[0].objects: must be a mapping, is empty: write it as { kind: DaemonSet, name: driver }'],
  ['objects in a list', `waivers:\n- waive: hostPid\n  ${WHY}\n  objects: [{kind: Pod}]\n`, ':4: waivers[0].objects: must be a mapping, is a list: write it as { kind: DaemonSet, name: driver }'],
  ['a field of objects that nobody knows', `waivers:\n- waive: hostPid\n  ${WHY}\n  objects:\n    kind: Pod\n    nameSpace: shop\n`, ':6: waivers[0].objects.nameSpace: there is no such field (did you mean \'namespace\'?): there are apiVersion, kind, name, namespace, labels'],
  ['a blank kind', `waivers:\n- waive: hostPid\n  ${WHY}\n  objects:\n    name: x\n    kind: " "\n`, ':6: waivers[0].objects.kind: " " is blank. Leave it out, or give the exact text.'],
  ['a name that is a number', `waivers:\n- waive: hostPid\n  ${WHY}\n  objects:\n    name: 0x10\n`, ':5: waivers[0].objects.name: must be text, and YAML reads it as 16: put it in quotes'],
  ['a label that is a number', `waivers:\n- waive: hostPid\n  ${WHY}\n  objects:\n    labels:\n      tier: 1\n`, ':6: waivers[0].objects.labels.tier: must be text, and YAML reads it as 1: put it in quotes'],
  ['a list of labels', `waivers:\n- waive: hostPid\n  ${WHY}\n  objects: {kind: Pod, labels: [app]}\n`, ':4: waivers[0].objects.labels: must be a mapping, is a list: write it as { app: driver }'],
  ['no label', `waivers:\n- waive: hostPid\n  ${WHY}\n  objects: {kind: Pod, labels: {}}\n`, ':4: waivers[0].objects.labels: names no label: leave it out, or write it as { app: driver }'],
];

describe('a file is refused by the check and by the schema that has', () => {
  test.each(BAD)('%s', (_, text, complaint) => {
    expect([complaintOf(text), schemaAccepts(text)]).toEqual([complaint, false]);
  });
});

/** Texts that are refused for what no schema can tell. */
const BAD_IN_FACT: ReadonlyArray<readonly [string, string, string]> = [
  ['a second document', 'waivers: []\n---\nwaivers: []\n', ':3: a second document starts here: a waivers file is one, with all waivers in one list'],
  ['a second document that is not the last', 'waivers: []\n---\n---\nwaivers: []\n---\nwaivers: []\n', ':4: a second document starts here: a waivers file is one, with all waivers in one list'],
  ['two values of JSON', '{"waivers": []}\n{"waivers": []}\n', ':2: a second document starts here: a waivers file is one, with all waivers in one list'],
  ['a day that does not exist', `waivers:\n- waive: hostPid\n  ${WHY}\n- waive: hostIpc\n  ${WHY}\n  expires: 2027-02-30\n`, ':6: waivers[1].expires: \'2027-02-30\' is not a day of the calendar. Write year, month and day as \'2027-03-31\'.'],
  ['a reason that says nothing', 'waivers:\n- waive: hostPid\n  reason: TODO\n', ':3: waivers[0].reason: \'TODO\' says nothing: write what needs it, and what it waits for'],
  ['a rule that nobody knows', `waivers:\n- {rule: no-privilege, ${WHY}}\n`, ':2: waivers[0].rule: there is no rule \'no-privilege\' (did you mean \'no-privileged\'?): cdk8s-hardened rules lists them'],
  ['a rule of a very long name', `waivers:\n- {rule: ${'x'.repeat(50_000)}, ${WHY}}\n`, `:2: waivers[0].rule: there is no rule '${'x'.repeat(60)}…': cdk8s-hardened rules lists them`],
  ['a control for a rule', `waivers:\n- {rule: privileged, ${WHY}}\n`, ':2: waivers[0].rule: \'privileged\' is no rule but a control: write `waive: privileged`'],
  ['what is no rule that could be waived', `waivers:\n- {rule: unused-waiver, ${WHY}}\n`, ':2: waivers[0].rule: no waiver excuses \'unused-waiver\'. Remove the waiver.'],
  [
    'the same waiver twice',
    `waivers:\n- waive: addCapabilities\n  capabilities: [A, B]\n  objects: {labels: {app: x, tier: z}}\n  ${WHY}\n- {${WHY}, objects: {labels: {tier: z, app: x}}, capabilities: [B, A], waive: addCapabilities}\n`,
    ':6: waivers[1]: the same waiver twice, first as waivers[0] at line 2: remove one',
  ],
  [
    'one rule twice',
    `waivers:\n- {rule: default-deny, ${WHY}}\n- {waive: hostPid, ${WHY}}\n- {rule: default-deny, ${WHY}}\n`,
    ':4: waivers[2]: the same waiver twice, first as waivers[0] at line 2: remove one',
  ],
  [
    'the same waiver twice by an alias',
    `waivers:\n- &a {waive: hostPid, ${WHY}}\n- *a\n`,
    ':3: waivers[1]: the same waiver twice, first as waivers[0] at line 2: remove one',
  ],
  [
    'waivers that contradict each other',
    `waivers:\n- {waive: hostPid, ${WHY}}\n- {waive: hostPid, reason: another reason, expires: 2027-03-31}\n`,
    ':3: waivers[1]: it is for the same as waivers[0] at line 2, and says otherwise in reason, expires: say it once',
  ],
  [
    'waivers that differ in what becomes of them unused',
    `waivers:\n- {waive: hostPid, ${WHY}}\n- {waive: hostPid, optional: true, ${WHY}}\n`,
    ':3: waivers[1]: it is for the same as waivers[0] at line 2, and says otherwise in optional: say it once',
  ],
];

describe('a file is refused by the check alone that has', () => {
  test.each(BAD_IN_FACT)('%s', (_, text, complaint) => {
    expect([complaintOf(text), schemaAccepts(text)]).toEqual([complaint, true]);
  });
});

test.each([
  ['a key that stands twice', `waivers:\n- waive: hostPid\n  ${WHY}\n  waive: hostIpc\n`, ':4: the key \'waive\' stands twice in the same mapping: kubectl takes the last without a word, so remove one'],
  ['what is no YAML', 'waivers: [}', ':1: a value is expected here'],
  ['a character that no text has', 'waivers: []\n# \u0007', ':2: the character U+0007 is not allowed: remove it, or write it as an escape in double quotes'],
])('a file is refused that has %s', (_, text, complaint) => {
  expect(complaintOf(text)).toBe(complaint);
});

test('a file that is not there is refused', () => {
  const at = path.join(folder, 'nowhere.yaml');

  expect(() => readWaiversFile(at)).toThrow(new InputError('there is no such file or folder', { file: at }));
});

test('a folder is refused', () => {
  expect(() => readWaiversFile(folder)).toThrow(new InputError('it is a folder', { file: folder }));
});

// Properties -------------------------------------------------------------------------------------------------------------------------

const anyText = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.constantFrom('todo', ' ', '2027-02-30', '"\'\\\n#: {}[]'));
const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/);
const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }).map(date => date.toISOString().slice(0, 10));

/** What any waiver may have, but for its reason. */
const narrowed = (text: fc.Arbitrary<string>) => ({
  expires: day,
  ticket: text,
  owner: text,
  optional: fc.boolean(),
  path: text,
  objects: fc.record({ apiVersion: text, kind: text, name: text, namespace: text, labels: fc.dictionary(text, text, { minKeys: 1 }) }, { requiredKeys: ['kind'] }),
});

/** An entry, and the waiver that a factory makes of the same props. */
interface Asked {
  readonly entry: object;
  make(): Waiver;
}

function asked(text: fc.Arbitrary<string>, reason: fc.Arbitrary<string>): fc.Arbitrary<Asked> {
  const props = (more: object) => fc.record({ reason, ...narrowed(text), ...more }, { requiredKeys: ['reason'] }) as fc.Arbitrary<ContainerWaiverProps>;
  const ofContainer = props({ container: text, value: text });
  return fc.oneof(
    fc.tuple(fc.constantFrom('privileged', 'runAsRoot', 'hostPort', 'movingImageTag'), ofContainer)
      .map(([waive, given]) => ({ entry: { waive, ...given }, make: () => Waiver[waive](given) })),
    fc.tuple(fc.constantFrom('hostPid', 'hostPath', 'noDefaultDeny'), props({ value: text }))
      .map(([waive, given]) => ({ entry: { waive, ...given }, make: () => Waiver[waive](given) })),
    fc.tuple(fc.uniqueArray(fc.constantFrom('SYS_PTRACE', 'SYS_ADMIN', 'NET_RAW', 'ALL'), { minLength: 1 }), props({ container: text }))
      .map(([capabilities, given]) => ({ entry: { waive: 'addCapabilities', capabilities, ...given }, make: () => Waiver.addCapabilities(capabilities, given) })),
    fc.tuple(fc.constantFrom(PodSecurityLevel.BASELINE, PodSecurityLevel.PRIVILEGED), props({}))
      .map(([level, given]) => ({ entry: { waive: 'podSecurityLevel', level, ...given }, make: () => Waiver.podSecurityLevel(level, given) })),
    fc.tuple(fc.constantFrom(...catalogue.map(({ id }) => id)), ofContainer)
      .map(([rule, given]) => ({ entry: { rule, ...given }, make: () => Waiver.rule(rule, given) })),
  );
}

function orError<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

test('a valid waiver that is written as JSON is read back equal', () => {
  const reason = fc.string({ unit: 'grapheme' }).map(text => `needed by ${text}`);
  fc.assert(fc.property(asked(name, reason), fc.constantFrom(0, 2), ({ entry, make }, indent) => {
    expect(read(JSON.stringify({ waivers: [entry] }, undefined, indent))).toEqual([said(make())]);
  }));
});

test('whatever its texts are, an entry is read as a factory reads it, or refused where a factory refuses it', () => {
  fc.assert(fc.property(asked(anyText, anyText), ({ entry, make }) => {
    const text = JSON.stringify({ waivers: [entry] });
    const made = orError(() => [said(make())]);
    if (made === undefined) expect(complaintOf(text)).toMatch(/^:1: waivers\[0\]\.[^\n]+$/);
    else expect(read(text)).toEqual(made);
  }), { numRuns: 300 });
});

/** Good entries, of which some have anything in the place of something. */
const spoiled: fc.Arbitrary<unknown> = fc.tuple(
  asked(name, fc.constant(REASON)),
  fc.constantFrom('waive', 'rule', 'container', 'capabilities', 'level', 'value', 'path', 'objects', 'reason', 'expires', 'ticket', 'owner', 'optional', 'else'),
  fc.oneof(
    { weight: 3, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
    { weight: 1, arbitrary: fc.constantFrom('hostPid', 'image-tag', 'baseline', ['NET_RAW'], { name: 'x' }, { labels: {} }, '2027-03-31', true, 8080) },
  ),
).map(([{ entry }, field, value]) => (value === undefined ? entry : { ...entry, [field]: value }));

const anyFile = fc.oneof(
  { weight: 9, arbitrary: fc.record({ waivers: fc.array(spoiled, { minLength: 1, maxLength: 2 }) }) },
  { weight: 1, arbitrary: fc.jsonValue() },
);

test('whatever a file holds, it is refused in one line with its place, or the schema accepts it as well', () => {
  fc.assert(fc.property(anyFile, value => {
    const text = JSON.stringify(value);
    const complaint = complaintOf(text);
    if (complaint === 'none') expect([text, schemaAccepts(text)]).toEqual([text, true]);
    else expect(complaint).toMatch(/^(:\d+)?: [^\n]+$/);
  }), { numRuns: 500 });
});

// The schema -------------------------------------------------------------------------------------------------------------------------

test('the schema accepts what is good', () => {
  const texts = [FULL, 'waivers: []', ...GOOD.map(([, entry]) => `waivers: [${entry}]`)];

  expect(texts.filter(text => !schemaAccepts(text))).toEqual([]);
});

test('the examples of the schema are good', () => {
  const waivers = schema.examples.map((example: unknown) => read(JSON.stringify(example)).length);

  expect([waivers, schema.examples.map((example: unknown) => validate(example))]).toEqual([[4, 0], [true, true]]);
});

test('the schema lists the controls that can be waived', () => {
  // The compiler refuses one that is missing here, and one that is too much.
  const controls: { readonly [control in Exclude<WaivedControl, 'rule'>]: true } = {
    privileged: true,
    allowPrivilegeEscalation: true,
    readOnlyRootFilesystem: true,
    runAsRoot: true,
    rootGroup: true,
    addCapabilities: true,
    defaultCapabilities: true,
    seccompUnconfined: true,
    appArmorUnconfined: true,
    seLinuxOptions: true,
    procMount: true,
    sysctls: true,
    hostNetwork: true,
    hostPid: true,
    hostIpc: true,
    shareProcessNamespace: true,
    hostPath: true,
    hostPort: true,
    apiToken: true,
    defaultServiceAccount: true,
    sharedServiceAccount: true,
    movingImageTag: true,
    unlimitedMemory: true,
    podSecurityLevel: true,
    noDefaultDeny: true,
  };

  expect(schema.$defs.waiver.properties.waive.enum).toEqual(Object.keys(controls));
});

test.each(FILED_CONTROLS)('schema and check agree on the fields of %s', control => {
  const own = { addCapabilities: { capabilities: ['SYS_PTRACE'] }, podSecurityLevel: { level: 'baseline' } };
  const needed = { waive: control, reason: REASON, ...control in own && own[control as keyof typeof own] };
  const values = { container: 'app', capabilities: ['SYS_PTRACE'], level: 'baseline', value: 'x', path: 'spec', objects: { kind: 'Pod' }, optional: true };
  const texts = Object.entries(values).map(([field, value]) => JSON.stringify({ waivers: [{ ...needed, [field]: value }] }));

  expect(texts.map(schemaAccepts)).toEqual(texts.map(text => complaintOf(text) === 'none'));
});

test('every part of the schema is described', () => {
  const partsOf = (part: any): any[] => [part, ...Object.values(part.properties ?? {}).flatMap(partsOf)];
  const parts = [schema, ...Object.values(schema.$defs)].flatMap(partsOf);

  expect(parts.filter(({ description }) => typeof description !== 'string' || !description.endsWith('.'))).toEqual([]);
});

test('the address of the schema names no host', () => {
  expect(schema.$id).toBe('urn:cdk8s-hardened:waivers:1');
});

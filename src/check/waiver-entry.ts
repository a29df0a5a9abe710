import * as builtInChecks from '../engine/built-in-checks';
import { parsePath } from '../kubernetes/field-path';
import { PodSecurityLevel } from '../kubernetes/pod-security-level';
import { catalogue } from '../rules/catalogue';
import { KNOWN_RULE_IDS } from '../rules/known-rule-ids';
import { WaivedControl } from '../waivers/waived-control';
import { WaivedObjects } from '../waivers/waived-objects';
import { Waiver } from '../waivers/waiver';
import { ContainerWaiverProps } from '../waivers/waiver-props';
import { didYouMean, FiledValue, quoted } from './filed-value';

/** A control as a waivers file names it. */
type FiledControl = Exclude<WaivedControl, 'rule'>;

/** What an entry may have, whatever it waives. */
const COMMON = ['reason', 'expires', 'ticket', 'owner', 'optional', 'objects', 'path'];
const OF_A_POD = ['value'];
const OF_A_CONTAINER = ['value', 'container'];

/** What an entry of a control may have besides. */
const OWN: { readonly [control in WaivedControl]: readonly string[] } = {
  privileged: OF_A_CONTAINER,
  allowPrivilegeEscalation: OF_A_CONTAINER,
  readOnlyRootFilesystem: OF_A_CONTAINER,
  runAsRoot: OF_A_CONTAINER,
  rootGroup: OF_A_CONTAINER,
  addCapabilities: ['capabilities', 'container'],
  defaultCapabilities: OF_A_CONTAINER,
  seccompUnconfined: OF_A_CONTAINER,
  appArmorUnconfined: OF_A_CONTAINER,
  seLinuxOptions: OF_A_CONTAINER,
  procMount: OF_A_CONTAINER,
  sysctls: OF_A_POD,
  hostNetwork: OF_A_POD,
  hostPid: OF_A_POD,
  hostIpc: OF_A_POD,
  shareProcessNamespace: OF_A_POD,
  hostPath: OF_A_POD,
  hostPort: OF_A_CONTAINER,
  apiToken: OF_A_POD,
  defaultServiceAccount: OF_A_POD,
  sharedServiceAccount: OF_A_POD,
  movingImageTag: OF_A_CONTAINER,
  unlimitedMemory: OF_A_CONTAINER,
  podSecurityLevel: ['level'],
  noDefaultDeny: OF_A_POD,
  rule: OF_A_CONTAINER,
};

/** The controls that `waive` takes. */
export const FILED_CONTROLS = Object.keys(OWN).filter((control): control is FiledControl => control !== 'rule');

const FIELDS = ['waive', 'rule', 'container', 'capabilities', 'level', 'value', ...COMMON];
const OBJECT_FIELDS = ['apiVersion', 'kind', 'name', 'namespace'] as const;

/** The levels that a namespace can be lowered to. */
const LEVELS: readonly string[] = [PodSecurityLevel.BASELINE, PodSecurityLevel.PRIVILEGED];

/** Why a field that other entries have is too much, and what to do about it. */
const MISPLACED: { readonly [field: string]: (what: string) => string } = {
  container: what => `\`${what}\` is never for a single container: leave it out`,
  capabilities: () => 'only `waive: addCapabilities` takes them: leave them out, or name one as `value`',
  level: () => 'only `waive: podSecurityLevel` takes it: leave it out',
  value: what => `\`${what}\` says it already: leave it out`,
};

/**
 * The waiver that an entry of a waivers file asks for.
 *
 * @throws InputError where it is not one that a factory of `Waiver` would make.
 */
export function waiverOf(entry: FiledValue): Waiver {
  entry.expectFields(FIELDS, '`waive: privileged` and `reason: …`');
  const control = entry.field('waive');
  const rule = entry.field('rule');
  if (control !== undefined && rule !== undefined) rule.fail('stands beside `waive`, and an entry waives one thing: make two entries of it');
  if (control !== undefined) return waiverOfControl(entry, controlIn(control));
  if (rule !== undefined) return waiverOfRule(entry, ruleIdIn(rule));
  return entry.fail('does not say what it waives: write `waive` and a control, such as `waive: privileged`, or `rule` and the id of a rule');
}

function waiverOfControl(entry: FiledValue, control: FiledControl): Waiver {
  refuseMisplaced(entry, control, `waive: ${control}`);
  const props = propsOf(entry);
  const factory = factoryOf(entry, control);
  return made(entry, () => factory(props));
}

/** The factory of a control, with what it takes before the props. */
function factoryOf(entry: FiledValue, control: FiledControl): (props: ContainerWaiverProps) => Waiver {
  switch (control) {
    case 'addCapabilities': {
      const capabilities = capabilitiesIn(entry);
      return props => Waiver.addCapabilities(capabilities, props);
    }
    case 'podSecurityLevel': {
      const level = levelIn(entry);
      return props => Waiver.podSecurityLevel(level, props);
    }
    default: return props => Waiver[control](props);
  }
}

function waiverOfRule(entry: FiledValue, id: string): Waiver {
  refuseMisplaced(entry, 'rule', 'rule');
  const props = propsOf(entry);
  return made(entry, () => Waiver.rule(id, props));
}

function controlIn(field: FiledValue): FiledControl {
  const name = field.text();
  const control = FILED_CONTROLS.find(one => one === name);
  if (control !== undefined) return control;
  if (currentId(name) !== undefined) return field.fail(`${quoted(name)} is no control but a rule: write \`rule: ${name}\``);
  return field.fail(`there is no control ${quoted(name)}${didYouMean(name, FILED_CONTROLS)}: there are ${FILED_CONTROLS.join(', ')}; `
    + 'anything else is waived by `rule` and the id of a rule');
}

function ruleIdIn(field: FiledValue): string {
  const name = field.text();
  const id = currentId(name);
  if (id !== undefined) return id;
  const builtIn = Object.values(builtInChecks).find(check => check.id === name);
  if (builtIn !== undefined) return field.fail(`no waiver excuses '${name}'. ${builtIn.fix}`);
  if (FILED_CONTROLS.some(control => control === name)) return field.fail(`${quoted(name)} is no rule but a control: write \`waive: ${name}\``);
  return field.fail(`there is no rule ${quoted(name)}${didYouMean(name, [...KNOWN_RULE_IDS])}: cdk8s-hardened rules lists them`);
}

/** The id of a rule that may be named by one that it had before. */
function currentId(name: string): string | undefined {
  return catalogue.find(({ id, aliases }) => id === name || aliases?.includes(name))?.id;
}

function refuseMisplaced(entry: FiledValue, control: WaivedControl, what: string): void {
  for (const [name, complaint] of Object.entries(MISPLACED)) {
    if (!OWN[control].includes(name)) entry.field(name)?.fail(complaint(what));
  }
}

function propsOf(entry: FiledValue): ContainerWaiverProps {
  return {
    reason: (entry.field('reason') ?? entry.fail('lacks `reason`: write what needs it, and what it waits for')).text(),
    expires: entry.field('expires')?.text(),
    ticket: entry.field('ticket')?.text(),
    owner: entry.field('owner')?.text(),
    optional: entry.field('optional')?.flag(),
    container: entry.field('container')?.text(),
    objects: objectsIn(entry.field('objects')),
    path: entry.field('path')?.text(),
    value: entry.field('value')?.scalarText(),
  };
}

function objectsIn(objects: FiledValue | undefined): WaivedObjects | undefined {
  if (objects === undefined) return undefined;
  objects.expectFields([...OBJECT_FIELDS, 'labels'], '{ kind: DaemonSet, name: driver }');
  const named = OBJECT_FIELDS.map(field => [field, objects.field(field)?.text()] as const).filter(([, text]) => text !== undefined);
  const labels = labelsIn(objects.field('labels'));
  return { ...Object.fromEntries(named), ...labels && { labels } };
}

function labelsIn(field: FiledValue | undefined): WaivedObjects['labels'] {
  const labels = field?.fields('{ app: driver }').map(([name, value]) => [name, value.text()] as const);
  if (labels?.length === 0) field?.fail('names no label: leave it out, or write it as { app: driver }');
  return labels && Object.fromEntries(labels);
}

function capabilitiesIn(entry: FiledValue): string[] {
  const field = entry.field('capabilities') ?? entry.fail('lacks `capabilities`: write them as [SYS_PTRACE]');
  const capabilities: string[] = [];
  for (const item of field.items('[SYS_PTRACE]')) {
    const capability = item.text();
    if (capabilities.includes(capability)) item.fail(`${quoted(capability)} stands twice in the list: remove one`);
    capabilities.push(capability);
  }
  return capabilities;
}

function levelIn(entry: FiledValue): PodSecurityLevel {
  const field = entry.field('level') ?? entry.fail(`lacks \`level\`: write ${LEVELS.join(' or ')}`);
  const level = field.text();
  return LEVELS.includes(level) ? level as PodSecurityLevel : field.fail(`must be ${LEVELS.join(' or ')}, is ${quoted(level)}`);
}

/** How the factories begin what they complain of: with their name and, mostly, the prop. */
const FACTORY = /^Waiver\.\w+(?:, (?<prop>[\w.]+))?: (?<complaint>.*)$/s;

/** What a factory makes; what it complains of is told at the field, and not in TypeScript. */
function made(entry: FiledValue, make: () => Waiver): Waiver {
  try {
    return make();
  } catch (error) {
    const { prop, complaint } = FACTORY.exec((error as Error).message)?.groups ?? {};
    if (complaint === undefined) throw error;
    if (prop !== undefined) return fieldAt(entry, prop).fail(complaint);
    const reason = entry.field('reason');
    if (reason !== undefined && complaint.startsWith('a waiver needs a reason')) {
      return reason.fail(`${quoted(reason.text())} says nothing: write what needs it, and what it waits for`);
    }
    return (entry.field('capabilities') ?? entry).fail(complaint);
  }
}

/** @param prop such as `objects.kind` */
function fieldAt(entry: FiledValue, prop: string): FiledValue {
  return parsePath(prop).reduce<FiledValue>((within, step) => within.field(String(step)) ?? within, entry);
}

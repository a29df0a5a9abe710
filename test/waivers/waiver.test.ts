// cspell:words нужен отладки privilegd
import * as fc from 'fast-check';
import { PodSecurityLevel } from '../../src/kubernetes/pod-security-level';
import { checkedWaivers } from '../../src/waivers/checked-waivers';
import { Fault } from '../../src/waivers/fault';
import { isoDate } from '../../src/waivers/iso-date';
import { WaivedObjects } from '../../src/waivers/waived-objects';
import { Waiver } from '../../src/waivers/waiver';
import { ContainerWaiverProps } from '../../src/waivers/waiver-props';

const REASON = 'patches itself at start, vendor fix due in 9.0';

test('a waiver says what it lifts, why, until when, and who answers for it', () => {
  const { control, ruleIds, reason, expires, ticket, owner, container, values } = Waiver.privileged({
    reason: REASON, expires: '2027-03-31', ticket: 'SEC-142', owner: 'team-erp', container: 'app',
  });
  expect({ control, ruleIds, reason, expires, ticket, owner, container, values }).toEqual({
    control: 'privileged',
    ruleIds: ['no-privileged', 'no-privilege-escalation'],
    reason: REASON,
    expires: '2027-03-31',
    ticket: 'SEC-142',
    owner: 'team-erp',
    container: 'app',
    values: [],
  });
});

describe('a reason is required, and has to say something', () => {
  test.each([undefined, '', '   ', 'todo', 'TODO:', 'tbd', 'n/a', '...', 'because', 42])('%p is refused', reason => {
    expect(() => Waiver.hostNetwork({ reason } as never)).toThrow(new Error(
      `Waiver.hostNetwork: a waiver needs a reason that says why, got ${JSON.stringify(reason)}. `
      + 'Write Waiver.hostNetwork({ reason: \'what needs it, and what it waits for\' }).',
    ));
  });

  test.each(['🙂🙂', 'TODO!', '— … —'])('%p as well', reason => {
    expect(() => Waiver.hostNetwork({ reason })).toThrow('a waiver needs a reason that says why');
  });

  test.each(['нужен для отладки', '等待供应商修复', 'shm für Oracle\nbis Version 19.3 🙂'])('%p is one, in whatever language', reason => {
    expect(Waiver.hostNetwork({ reason }).reason).toBe(reason);
  });

  test('a reason that begins with such a word is one', () => {
    expect(Waiver.hostNetwork({ reason: 'because the CNI plugin starts before the network' }).reason).toBe('because the CNI plugin starts before the network');
  });
});

describe('the last day is a day of the calendar', () => {
  test.each(['2027-02-30', '2027-13-01', '31.03.2027', '2027-3-1', 'tomorrow', '', '2027-03-31T00:00:00Z'])('%p is refused', expires => {
    expect(() => Waiver.hostPid({ reason: REASON, expires })).toThrow(
      new Error(`Waiver.hostPid, expires: '${expires}' is not a day of the calendar. Write year, month and day as '2027-03-31'.`),
    );
  });

  test('every day of the calendar is accepted as it is', () => {
    fc.assert(fc.property(fc.date({ min: new Date('1970-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }), date => {
      const day = date.toISOString().slice(0, 10);
      expect(isoDate(day, 'x')).toBe(day);
    }));
  });
});

describe('what is malformed is refused where it is written', () => {
  test.each<[string, () => Waiver, string]>([
    ['a blank ticket', () => Waiver.hostIpc({ reason: REASON, ticket: ' ' }), 'Waiver.hostIpc, ticket: " " is blank. Leave it out, or give a name.'],
    ['a blank owner', () => Waiver.hostIpc({ reason: REASON, owner: '' }), 'Waiver.hostIpc, owner: "" is blank. Leave it out, or give a name.'],
    ['a blank container', () => Waiver.hostPort({ reason: REASON, container: '' }), 'Waiver.hostPort, container: "" is blank. Leave it out, or give a name.'],
    ['no capability', () => Waiver.addCapabilities([], { reason: REASON }), 'Waiver.addCapabilities: name at least one capability, such as \'SYS_PTRACE\'.'],
    [
      'a capability with its prefix',
      () => Waiver.addCapabilities(['CAP_SYS_PTRACE'], { reason: REASON }),
      'Waiver.addCapabilities: \'CAP_SYS_PTRACE\' is not the name of a capability. Write it in capitals and without CAP_, as \'SYS_PTRACE\'.',
    ],
    [
      'no reason, where there is more than a reason to write', () => Waiver.addCapabilities(['SYS_PTRACE'], { reason: '' }),
      'Waiver.addCapabilities: a waiver needs a reason that says why, got "". Write Waiver.addCapabilities([…], { reason: \'what needs it, and what it waits for\' }).',
    ],
    [
      'a field that there is not', () => Waiver.hostIpc({ reason: REASON, expire: '2027-03-31' } as never),
      'Waiver.hostIpc: there is no field \'expire\' (did you mean \'expires\'?). A waiver has reason, expires, ticket, owner, optional, container, objects, path, value.',
    ],
    ['a text where a switch is', () => Waiver.hostIpc({ reason: REASON, optional: 'false' as never }), 'Waiver.hostIpc, optional: "false" is neither true nor false.'],
    ['a number where a text is', () => Waiver.hostPort({ reason: REASON, value: 8080 as never }), 'Waiver.hostPort, value: 8080 is no text. Put it in quotes.'],
    [
      'a level that there is not', () => Waiver.podSecurityLevel('foo' as never, { reason: REASON }),
      'Waiver.podSecurityLevel: "foo" is no level. Give PodSecurityLevel.BASELINE or PodSecurityLevel.PRIVILEGED.',
    ],
    ['labels that are a text', () => Waiver.hostIpc({ reason: REASON, objects: { labels: 'app=x' as never } }), 'Waiver.hostIpc, objects.labels: "app=x" is no map. Write { app: \'web\' }.'],
    ['a ticket of two lines', () => Waiver.hostIpc({ reason: REASON, ticket: 'SEC-142\nSEC-143' }), 'Waiver.hostIpc, ticket: "SEC-142\\nSEC-143" must be one line.'],
    ['a reason that is a story', () => Waiver.hostIpc({ reason: 'x'.repeat(1025) }), 'Waiver.hostIpc, reason: has 1025 characters, and 1024 are the most. Put the story into the ticket, and its essence here.'],
    ['a reason with an escape sequence', () => Waiver.hostIpc({ reason: 'shm \u001b[2J' }), 'Waiver.hostIpc, reason: holds the character \\u001b at 4, which cannot be printed. Take it out.'],
    ['a reason with half a character', () => Waiver.hostIpc({ reason: 'shm \ud83d' }), 'Waiver.hostIpc, reason: holds the character \\ud83d at 4, which cannot be printed. Take it out.'],
    ['no object', () => Waiver.hostIpc({ reason: REASON, objects: {} }), 'Waiver.hostIpc, objects: names no object. Leave it out, or narrow by apiVersion, kind, name, namespace or labels.'],
    ['no label', () => Waiver.hostIpc({ reason: REASON, objects: { labels: {} } }), 'Waiver.hostIpc, objects: names no object. Leave it out, or narrow by apiVersion, kind, name, namespace or labels.'],
    ['an object of a blank name', () => Waiver.hostIpc({ reason: REASON, objects: { name: '' } }), 'Waiver.hostIpc, objects.name: "" is blank. Leave it out, or give the exact text.'],
    [
      'an object by a field that there is not', () => Waiver.hostIpc({ reason: REASON, objects: { names: ['web'] } as WaivedObjects }),
      'Waiver.hostIpc, objects: there is no field \'names\'. Narrow by apiVersion, kind, name, namespace or labels.',
    ],
    [
      'a label that is a number', () => Waiver.hostIpc({ reason: REASON, objects: { labels: { rank: 1 as unknown as string } } }),
      'Waiver.hostIpc, objects.labels[\'rank\']: 1 is no text. Put it in quotes.',
    ],
    [
      'a value beside what says the same', () => Waiver.addCapabilities(['SYS_PTRACE'], { reason: REASON, value: 'SYS_PTRACE' }),
      'Waiver.addCapabilities: \'SYS_PTRACE\' and value \'SYS_PTRACE\' say the same thing twice. Leave out the value.',
    ],
    [
      'the level that needs no waiver', () => Waiver.podSecurityLevel(PodSecurityLevel.RESTRICTED, { reason: REASON }),
      'Waiver.podSecurityLevel: restricted is the level that needs no waiver. Remove the waiver.',
    ],
    ['the title of a rule', () => Waiver.rule('No privileged', { reason: REASON }), 'Waiver.rule: \'No privileged\' is not the id of a rule. Ids are in lower case with dashes, as \'read-only-root-fs\'.'],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(new Error(message));
  });
});

describe('a waiver excuses', () => {
  const fault: Fault = {
    ruleIds: ['added-capabilities', 'capabilities'],
    object: { apiVersion: 'apps/v1', kind: 'DaemonSet', namespace: 'storage', name: 'driver', labels: { app: 'driver', tier: 'node' } },
    container: 'app',
    path: 'spec.template.spec.containers[0].securityContext.capabilities.add[0]',
    field: 'securityContext.capabilities.add[0]',
    value: 'SYS_PTRACE',
  };
  const of = (props: Partial<ContainerWaiverProps>) => Waiver.rule('added-capabilities', { reason: REASON, ...props });

  test.each<[string, Waiver, boolean]>([
    ['what it names', Waiver.addCapabilities(['SYS_PTRACE'], { reason: REASON }), true],
    ['what it names in its container', Waiver.addCapabilities(['SYS_PTRACE'], { reason: REASON, container: 'app' }), true],
    ['nothing in another container', Waiver.addCapabilities(['SYS_PTRACE'], { reason: REASON, container: 'proxy' }), false],
    ['nothing of another value', Waiver.addCapabilities(['SYS_ADMIN'], { reason: REASON }), false],
    ['nothing of another rule', Waiver.privileged({ reason: REASON }), false],
    ['any rule by its id', of({}), true],
    ['a rule by the id that it had before', Waiver.rule('capabilities', { reason: REASON }), true],
    ['the value that it is narrowed to', of({ value: 'SYS_PTRACE' }), true],
    ['no other value', of({ value: 'SYS_ADMIN' }), false],
    ['the path that it is narrowed to, from the object', of({ path: fault.path }), true],
    ['the path that it is narrowed to, from the container', of({ path: fault.field }), true],
    ['no other path', of({ path: 'securityContext.capabilities.add[1]' }), false],
    ['objects of its kind', of({ objects: { kind: 'DaemonSet' } }), true],
    ['objects of its kind, name, namespace, version and labels', of({
      objects: { apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'driver', namespace: 'storage', labels: { app: 'driver' } },
    }), true],
    ['no object of another kind', of({ objects: { kind: 'Deployment' } }), false],
    ['no object of a name that only begins like it', of({ objects: { name: 'drive' } }), false],
    ['no object of another namespace', of({ objects: { namespace: 'shop' } }), false],
    ['no object of another version', of({ objects: { apiVersion: 'apps/v1beta1' } }), false],
    ['no object that lacks one of its labels', of({ objects: { labels: { app: 'driver', track: 'canary' } } }), false],
    ['no object by what its labels inherit', of({ objects: { labels: { constructor: 'Object' } } }), false],
  ])('%s', (_, waiver, expected) => {
    expect(waiver._excuses(fault)).toBe(expected);
  });

  test.each<[unknown, string, boolean]>([
    [8080, '8080', true],
    [{ path: '/var/log', type: 'Directory' }, '/var/log', true],
    [{ name: 'logs', hostPath: { path: '/var/log' } }, '/var/log', true],
    [{ path: '/var/log/pods' }, '/var/log', false],
    [undefined, 'undefined', false],
    [null, 'null', false],
    [['SYS_PTRACE'], 'SYS_PTRACE', false],
  ])('of the value %j what is called %s: %s', (value, narrowed, expected) => {
    expect(of({ value: narrowed })._excuses({ ...fault, value })).toBe(expected);
  });

  test('a folder of the node, and no volume of another type', () => {
    const waiver = Waiver.hostPath({ reason: REASON });
    const volume = { ...fault, ruleIds: ['pss-volume-types'], container: undefined, path: 'spec.volumes[0]', field: 'spec.volumes[0]' };
    expect(waiver._excuses({ ...volume, value: { name: 'logs', hostPath: { path: '/var/log' } } })).toBe(true);
    expect(waiver._excuses({ ...volume, value: { name: 'share', nfs: { server: 'nfs.example', path: '/' } } })).toBe(false);
  });

  test('the level of a namespace that it names, and no other', () => {
    const label = { ...fault, ruleIds: ['pod-security-labels'], container: undefined };
    const waiver = Waiver.podSecurityLevel(PodSecurityLevel.PRIVILEGED, { reason: REASON });
    expect(['privileged', 'privilegd', 'baseline'].map(value => waiver._excuses({ ...label, value }))).toEqual([true, false, false]);
  });
});

describe('what is no waiver is refused where it is given', () => {
  test.each([[undefined], [{ control: 'privileged', ruleIds: ['no-privileged'] }]])('%p', fake => {
    expect(() => checkedWaivers([Waiver.hostPid({ reason: REASON }), fake as Waiver], 'shop/Web'))
      .toThrow(new Error('shop/Web: waivers[1] is no waiver. Make it by a factory, such as Waiver.privileged({ reason: \'…\' }).'));
  });
});

test('the values of a waiver are its own copy', () => {
  const capabilities = ['SYS_PTRACE'];
  const waiver = Waiver.addCapabilities(capabilities, { reason: REASON });
  capabilities.push('SYS_ADMIN');
  expect(waiver.values).toEqual(['SYS_PTRACE']);
});

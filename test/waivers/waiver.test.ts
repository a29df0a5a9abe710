import * as fc from 'fast-check';
import { PodSecurityLevel } from '../../src/kubernetes/pod-security-level';
import { checkedWaivers } from '../../src/waivers/checked-waivers';
import { isoDate } from '../../src/waivers/iso-date';
import { Waiver } from '../../src/waivers/waiver';

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
    ['the title of a rule', () => Waiver.rule('No privileged', { reason: REASON }), 'Waiver.rule: \'No privileged\' is not the id of a rule. Ids are in lower case with dashes, as \'read-only-root-fs\'.'],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(new Error(message));
  });
});

describe('a waiver excuses', () => {
  const finding = { ruleId: 'added-capabilities', container: 'app', value: 'SYS_PTRACE' };
  test.each<[string, Waiver, boolean]>([
    ['what it names', Waiver.addCapabilities(['SYS_PTRACE'], { reason: REASON }), true],
    ['what it names in its container', Waiver.addCapabilities(['SYS_PTRACE'], { reason: REASON, container: 'app' }), true],
    ['nothing in another container', Waiver.addCapabilities(['SYS_PTRACE'], { reason: REASON, container: 'proxy' }), false],
    ['nothing of another value', Waiver.addCapabilities(['SYS_ADMIN'], { reason: REASON }), false],
    ['nothing of another rule', Waiver.privileged({ reason: REASON }), false],
    ['any rule by its id', Waiver.rule('added-capabilities', { reason: REASON }), true],
  ])('%s', (_, waiver, expected) => {
    expect(waiver._excuses(finding)).toBe(expected);
  });

  test('the labels of a namespace, whatever level it names', () => {
    const waiver = Waiver.podSecurityLevel(PodSecurityLevel.PRIVILEGED, { reason: REASON });
    expect(waiver._excuses({ ruleId: 'pod-security-labels', value: 'privileged' })).toBe(true);
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
